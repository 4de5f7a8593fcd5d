#pragma once

#include "core/error.h"

namespace marque::materials::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec no_such_call_off{
    ErrorKind::not_found, "call_off.not_found",
    "There is no version {version} of the call-off of {supplier}; old versions are kept for 30 days.",
    "没有供应商 {supplier} 的第 {version} 版要货单；旧版本保留 30 天。"};
inline constexpr ErrorSpec no_such_supplier{ErrorKind::not_found, "supplier.not_found",
                                            "{supplier} brings nothing to line {line}. Check the supplier's code.",
                                            "供应商 {supplier} 不向产线 {line} 供货，请核对供应商代码。"};
inline constexpr ErrorSpec stale_link{ErrorKind::conflict, "supplier.stale_version",
                                      "Somebody changed these settings meanwhile. Load them again.",
                                      "设置已被他人修改，请刷新后重试。"};
inline constexpr ErrorSpec bad_url{
    ErrorKind::invalid, "supplier.bad_url",
    "Enter a web address that begins with https:// or http://, without a user name, a password or a # part.",
    "请填写以 https:// 或 http:// 开头的网址，不要带用户名、密码或 # 片段。"};
inline constexpr ErrorSpec secret_needed{ErrorKind::invalid, "supplier.secret_needed",
                                         "Set a secret as well: the supplier checks by it that the call-off is yours.",
                                         "请同时设置签名密钥：供应商凭它核对要货单确由本厂发出。"};
inline constexpr ErrorSpec no_webhook{ErrorKind::conflict, "supplier.no_webhook",
                                      "No address is set for {supplier}. Set it first.",
                                      "尚未设置供应商 {supplier} 的推送地址，请先设置。"};
inline constexpr ErrorSpec supplier_token_only{ErrorKind::forbidden, "supplier.token_only",
                                               "This is not a supplier's token. Ask the plant's planner for one.",
                                               "该令牌不是供应商令牌，请向工厂计划员索取。"};
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
