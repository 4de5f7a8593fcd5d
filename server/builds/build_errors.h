#pragma once

#include "core/error.h"

namespace marque::builds::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec foreign_line{ErrorKind::forbidden, "bridge.foreign_line",
                                        "This token belongs to line {own}, not to {asked}.",
                                        "该令牌属于产线 {own}，不能用于 {asked}。"};
inline constexpr ErrorSpec no_such_line{ErrorKind::not_found, "line.not_found", "There is no line {line}.",
                                        "没有产线 {line}。"};
inline constexpr ErrorSpec no_such_set_aside{ErrorKind::not_found, "set_aside.not_found",
                                             "There is no such message of this line. Go back to the list.",
                                             "该产线没有这条搁置消息，请返回列表。"};
inline constexpr ErrorSpec set_aside_stale{ErrorKind::conflict, "set_aside.stale_version",
                                           "Something has happened to this message meanwhile. Read it again.",
                                           "这条消息刚刚有了变化，请刷新后再操作。"};
inline constexpr ErrorSpec set_aside_not_open{
    ErrorKind::conflict, "set_aside.not_open",
    "This message has been sent again, taken or laid away already. Read it again.",
    "消息已重新发送、已采用或已作废，请刷新后查看。"};
inline constexpr ErrorSpec set_aside_not_json{ErrorKind::invalid, "set_aside.not_json",
                                              "The text is no JSON object: look at line {row}, column {column}.",
                                              "内容不是有效的 JSON 对象：请检查第 {row} 行第 {column} 列。"};
inline constexpr ErrorSpec set_aside_cannot_be_sent{
    ErrorKind::invalid, "set_aside.cannot_be_sent",
    "The message is no text and cannot go as it came. Enter the text it should have been, or lay it away.",
    "原文不是文本，无法原样重发。请填入应有的内容，或将其作废。"};

}  // namespace marque::builds::errors
