#pragma once

#include "core/error.h"

namespace marque::promises::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec task_not_found{ErrorKind::not_found, "promise.task_not_found",
                                          "There is no such task that you may see. Read the list again.",
                                          "没有您可查看的这条任务，请刷新列表。"};
inline constexpr ErrorSpec task_done{ErrorKind::conflict, "promise.task_done",
                                     "This task is done already. Read it again to see what came of it.",
                                     "该任务已处理，请刷新查看处理结果。"};
inline constexpr ErrorSpec stale_version{
    ErrorKind::conflict, "promise.stale_version",
    "The task has changed meanwhile: you have version {yours}, it is now {now}. Read it again.",
    "任务已有更新：您的版本为 {yours}，当前版本为 {now}。请刷新后再操作。"};
inline constexpr ErrorSpec date_out_of_reach{
    ErrorKind::invalid, "promise.date_out_of_reach",
    "The new date must be from {earliest}, by when the car is here nine times in ten, to "
    "two years ahead.",
    "新的承诺到店日不能早于 {earliest}（九成把握的到店日），且须在两年之内。"};
inline constexpr ErrorSpec another_buyer{
    ErrorKind::invalid, "promise.another_buyer",
    "One call is about one buyer's cars; {order} is somebody else's. Leave it out and call them too.",
    "一次回访只能处理同一位客户的车，{order} 属于其他客户，请去掉后另行联系。"};
inline constexpr ErrorSpec no_such_model{ErrorKind::not_found, "promise.no_such_model",
                                         "There is no {model} of model year {year}. Choose one of the catalogue.",
                                         "目录中没有 {year} 年款的 {model}，请从目录中选择。"};

}  // namespace marque::promises::errors
