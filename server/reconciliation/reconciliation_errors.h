#pragma once

#include "core/error.h"

namespace marque::reconciliation::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec no_such_run{ErrorKind::not_found, "reconciliation.no_such_run",
                                       "No comparison {run} of this line is running. Lease your errands anew.",
                                       "该产线没有进行中的对账 {run}，请重新领取任务。"};
inline constexpr ErrorSpec no_such_finding{ErrorKind::not_found, "finding.not_found",
                                           "There is no such difference on this line. Go back to the report.",
                                           "该产线没有这条差异，请返回对账报告。"};
inline constexpr ErrorSpec stale_finding{ErrorKind::conflict, "finding.stale_version",
                                         "Something has happened to this difference meanwhile. Read it again.",
                                         "这条差异刚刚有了变化，请刷新后再操作。"};
inline constexpr ErrorSpec finding_ended{ErrorKind::conflict, "finding.not_open",
                                         "This difference has been dealt with already. Read it again.",
                                         "这条差异已经处理完毕，请刷新后查看。"};
inline constexpr ErrorSpec no_act{ErrorKind::conflict, "finding.no_act",
                                  "Nothing can be done about this from here: speak to the plant, then close it with "
                                  "what was agreed.",
                                  "此处无法自动处理：请与工厂核实，再填写处理结果并关闭。"};
inline constexpr ErrorSpec act_too_late{ErrorKind::conflict, "finding.act_too_late",
                                        "This needs no sending again: it is on its way, or answered. Wait a moment.",
                                        "无需再次发送：内容正在途中或已有答复，请稍候。"};
inline constexpr ErrorSpec list_unreadable{
    ErrorKind::invalid, "reconciliation.list_unreadable",
    "Row {row} of the list cannot be read. It takes CSV with a head line (build_id, order_number, version, last_seq, "
    "vin, state), or JSON.",
    "清单第 {row} 行无法读取。请使用带表头的 CSV（build_id、order_number、version、last_seq、vin、state）或 JSON。"};
inline constexpr ErrorSpec list_of_the_future{
    ErrorKind::invalid, "reconciliation.list_of_the_future",
    "The list is dated later than now. Enter when the plant's system wrote it.",
    "清单时间晚于当前时间，请填写工厂系统导出清单的时间。"};
inline constexpr ErrorSpec list_too_long{ErrorKind::invalid, "reconciliation.list_too_long",
                                         "The list has more than {most} builds. Hand in only what is in progress.",
                                         "清单超过 {most} 条，请只提交在制车辆。"};

}  // namespace marque::reconciliation::errors
