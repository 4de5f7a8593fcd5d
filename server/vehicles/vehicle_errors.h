#pragma once

#include "core/error.h"

namespace marque::vehicles::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "vehicle.not_found",
                                     "There is no car {vin} that you may see. Check the VIN.",
                                     "没有您可以查看的车辆 {vin}，请核对车辆识别代号。"};

// One code, three sentences: whoever typed the VIN reads which mistake it is.
inline constexpr ErrorSpec vin_length{
    ErrorKind::invalid, "vehicle.vin_invalid",
    "A VIN has 17 characters; this one has {count}. Check for a missing or doubled one.",
    "车辆识别代号应为 17 位，现在是 {count} 位，请检查是否漏输或多输。"};
inline constexpr ErrorSpec vin_characters{
    ErrorKind::invalid, "vehicle.vin_invalid",
    "A VIN has only digits and letters, without I, O and Q; wrong here: {wrong}. Perhaps 1 or 0 is meant.",
    "车辆识别代号只含数字和字母，且不用 I、O、Q；有误的字符：{wrong}。请检查是否应为数字 1 或 0。"};
inline constexpr ErrorSpec vin_check_digit{
    ErrorKind::invalid, "vehicle.vin_invalid",
    "The check digit (9th character) is {given} but the others give {expected}: one character is mistyped or two are "
    "swapped.",
    "第 9 位校验位为 {given}，按其余各位推算应为 {expected}，可能有一位输错或相邻两位颠倒，请重新核对。"};

inline constexpr ErrorSpec already_delivered{ErrorKind::conflict, "vehicle.already_delivered",
                                             "Car {vin} was handed over on {on}; it is not handed over twice.",
                                             "车辆 {vin} 已于 {on} 交付，不能重复交车。"};
inline constexpr ErrorSpec odometer_backwards{
    ErrorKind::invalid, "vehicle.odometer_backwards",
    "The odometer cannot show {km} km at hand-over: it already showed {known} km. Read it again.",
    "交车里程 {km} 公里小于已有记录 {known} 公里，请重新读取里程表。"};

}  // namespace marque::vehicles::errors
