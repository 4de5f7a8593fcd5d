#pragma once

#include "core/error.h"

namespace marque::scheduling::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec no_such_line{ErrorKind::not_found, "schedule.no_such_line", "There is no line {line}.",
                                        "没有产线 {line}。"};
inline constexpr ErrorSpec no_schedule{ErrorKind::conflict, "schedule.not_set",
                                       "Line {line} has no schedule yet. Set its takt and working times first.",
                                       "产线 {line} 尚未设置排产参数，请先设置节拍和工作时间。"};
inline constexpr ErrorSpec stale_plan{
    ErrorKind::conflict, "schedule.stale_plan",
    "The sequence was planned anew meanwhile: you have version {yours}, it is now {now}. Look at the change again.",
    "顺序计划已更新：您看到的是第 {yours} 版，当前为第 {now} 版。请重新预览后再操作。"};
inline constexpr ErrorSpec stale_settings{
    ErrorKind::conflict, "schedule.stale_settings",
    "Somebody changed the schedule meanwhile: you have version {yours}, it is now {now}. Read it again.",
    "排产参数已被他人修改：您的版本为 {yours}，当前版本为 {now}。请刷新后再修改。"};
inline constexpr ErrorSpec car_not_waiting{
    ErrorKind::conflict, "schedule.car_not_waiting",
    "{build_id} does not wait in the sequence: it has gone onto the line, was cancelled, or is not planned yet.",
    "{build_id} 不在待上线顺序中：可能已上线、已取消或尚未排入计划。"};
inline constexpr ErrorSpec no_such_position{
    ErrorKind::conflict, "schedule.no_such_position",
    "There is no position {position} in the sequence: it now goes from {first} to {last}.",
    "顺位 {position} 不存在，当前顺序为 {first} 到 {last}。"};
inline constexpr ErrorSpec position_pinned{
    ErrorKind::conflict, "schedule.position_pinned",
    "{build_id} is pinned to position {position}. Unpin it first, or choose another position.",
    "顺位 {position} 已锁定给 {build_id}。请先解除锁定，或另选顺位。"};
inline constexpr ErrorSpec nothing_free{
    ErrorKind::conflict, "schedule.nothing_free",
    "Every car of the sequence is frozen or pinned, so there is no place to slip {build_id} in.",
    "所有顺位均已冻结或锁定，{build_id} 无法插单。"};
inline constexpr ErrorSpec position_needed{ErrorKind::invalid, "schedule.position_needed",
                                           "Say the position that the car is to have.", "请填写目标顺位。"};
inline constexpr ErrorSpec no_working_day{ErrorKind::invalid, "schedule.no_working_day",
                                          "Choose one to seven working days.", "请选择一至七个工作日。"};
inline constexpr ErrorSpec ratio_impossible{ErrorKind::invalid, "schedule.ratio_impossible",
                                            "At least 1, and fewer than the cars in a row.",
                                            "至少为 1，且须小于连续车数。"};
inline constexpr ErrorSpec ratio_without_feature{ErrorKind::invalid, "schedule.ratio_without_feature",
                                                 "Name 1 to 50 features that the ratio counts.",
                                                 "请填写该配比所统计的 1 到 50 个配置代码。"};
inline constexpr ErrorSpec ratio_twice{ErrorKind::invalid, "schedule.ratio_twice",
                                       "Another ratio has this code already.", "配比代码重复。"};

}  // namespace marque::scheduling::errors
