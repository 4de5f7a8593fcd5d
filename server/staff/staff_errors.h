#pragma once

#include "core/error.h"

namespace marque::staff::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "staff.not_found",
                                     "There is nobody with this number among the dealer's staff you manage.",
                                     "您管理的经销商中没有这位员工。"};
inline constexpr ErrorSpec stale_version{
    ErrorKind::conflict, "staff.stale_version",
    "Somebody changed this account meanwhile: you have version {yours}, it is now {now}. Look again at what is left.",
    "该员工账号已被他人更新：您的版本为 {yours}，当前版本为 {now}。请刷新后再确认。"};
inline constexpr ErrorSpec successor_needed{
    ErrorKind::invalid, "staff.successor_needed",
    "{name} still looks after {things} orders, quotes and customers: name at least one successor.",
    "{name} 名下还有 {things} 项订单、报价和客户，请至少指定一位接手人。"};
inline constexpr ErrorSpec successor_unfit{
    ErrorKind::invalid, "staff.successor_unfit",
    "A successor is somebody else of the same dealer who sells and whose account is open; choose from the list.",
    "接手人必须是同一经销商的其他在职销售人员，请从名单中选择。"};
inline constexpr ErrorSpec not_yourself{ErrorKind::conflict, "staff.not_yourself",
                                        "You cannot close your own account; ask another manager or the administrator.",
                                        "不能停用自己的账号，请由其他经理或管理员办理。"};
inline constexpr ErrorSpec nothing_to_do{ErrorKind::conflict, "staff.nothing_to_do",
                                         "Nothing hangs on {name}: there is nothing to hand over.",
                                         "{name} 名下没有待移交的工作，无需移交。"};
inline constexpr ErrorSpec already_left{ErrorKind::conflict, "staff.already_left",
                                        "The account of {name} is closed already, and nothing hangs on it.",
                                        "{name} 的账号已停用，名下也没有待移交的工作。"};
inline constexpr ErrorSpec already_active{ErrorKind::conflict, "staff.already_active", "The account of {name} is open.",
                                          "{name} 的账号处于启用状态。"};

}  // namespace marque::staff::errors
