#pragma once

#include "core/error.h"

namespace marque::materials::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec no_such_call_off{
    ErrorKind::not_found, "call_off.not_found",
    "There is no version {version} of the call-off of {supplier}; old versions are kept for 30 days.",
    "没有供应商 {supplier} 的第 {version} 版要货单；旧版本保留 30 天。"};
inline constexpr ErrorSpec part_not_used{
    ErrorKind::invalid, "shortage.part_not_used",
    "No car of line {line} needs part {part}: it is in no bill of material of the line. Check the part number.",
    "产线 {line} 的物料清单中没有零件 {part}，请核对零件号。"};
inline constexpr ErrorSpec no_such_shortage{ErrorKind::not_found, "shortage.not_found",
                                            "There is no such shortage on this line.", "该产线没有这条缺件记录。"};
inline constexpr ErrorSpec shortage_ended{ErrorKind::conflict, "shortage.ended",
                                          "This shortage has ended already. Load it again.",
                                          "该缺件已经解除，请刷新后查看。"};
inline constexpr ErrorSpec stale_version{ErrorKind::conflict, "shortage.stale_version",
                                         "Somebody changed the shortage meanwhile. Load it again.",
                                         "缺件记录已被他人修改，请刷新后重试。"};
inline constexpr ErrorSpec back_before_from{ErrorKind::invalid, "shortage.back_before_from",
                                            "The part cannot be back before it is missing.",
                                            "预计恢复时间不能早于缺件开始时间。"};

}  // namespace marque::materials::errors
