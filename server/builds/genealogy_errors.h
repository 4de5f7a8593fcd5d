#pragma once

#include "core/error.h"

namespace marque::builds::errors {

inline constexpr core::ErrorSpec no_such_car{
    core::ErrorKind::not_found, "genealogy.car_not_found",
    "No build and no built car is known as {car}. Give a build ID or a whole VIN.",
    "没有找到生产编号或车辆识别代号为 {car} 的车辆。请输入完整的生产编号或 17 位车辆识别代号。"};
inline constexpr core::ErrorSpec lot_or_serial{core::ErrorKind::invalid, "genealogy.lot_or_serial",
                                               "Ask for a lot or for a serial number, not for both.",
                                               "批次号和序列号只能填写其中一项。"};
inline constexpr core::ErrorSpec window_ends_too_early{core::ErrorKind::invalid, "genealogy.window_ends_too_early",
                                                       "The end must be later than the beginning.",
                                                       "结束时间须晚于开始时间。"};

}  // namespace marque::builds::errors
