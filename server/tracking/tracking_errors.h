#pragma once

#include "core/error.h"

namespace marque::tracking::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec link_unknown{ErrorKind::not_found, "tracking.link_unknown",
                                        "This address is not valid, or no longer. Ask your dealer for a new one.",
                                        "该链接无效或已失效，请联系您的经销商重新获取。"};
inline constexpr ErrorSpec no_buyer{ErrorKind::conflict, "tracking.no_buyer",
                                    "This order has no buyer who could follow it. Enter the buyer first.",
                                    "该订单还没有买主，请先登记买主。"};
inline constexpr ErrorSpec nothing_to_follow{
    ErrorKind::conflict, "tracking.nothing_to_follow",
    "There is nothing to follow: the order is a draft, was cancelled, or the plant refused it.",
    "没有可查看的进度：该订单尚为草稿、已取消或未被工厂接受。"};
inline constexpr ErrorSpec too_many_tries{
    ErrorKind::rate_limited, "tracking.too_many_tries",
    "Too many addresses that are not valid were opened from here. Try again in {seconds} seconds.",
    "从您所在的网络打开无效链接的次数过多，请在 {seconds} 秒后重试。"};

}  // namespace marque::tracking::errors
