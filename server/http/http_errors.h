#pragma once

#include "core/error.h"

namespace marque::http::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec malformed_json{ErrorKind::bad_request, "request.malformed_json",
                                          "The body is not JSON: {reason}. Send one JSON object in UTF-8.",
                                          "请求内容不是合法的 JSON：{reason}。请以 UTF-8 发送一个 JSON 对象。"};
inline constexpr ErrorSpec fields_at_fault{ErrorKind::invalid, "request.fields_at_fault",
                                           "Some fields cannot be used; each is listed with what is wrong.",
                                           "部分内容填写有误，请按各项提示修改。"};
inline constexpr ErrorSpec field_unknown{ErrorKind::invalid, "field.unknown",
                                         "There is no such field here; leave it out.", "没有这个字段，请去掉。"};
inline constexpr ErrorSpec field_missing{ErrorKind::invalid, "field.missing", "This is needed.", "此项必填。"};
inline constexpr ErrorSpec field_type{ErrorKind::invalid, "field.wrong_type", "Expected {expected}.",
                                      "应为{expected}。"};
inline constexpr ErrorSpec field_value{ErrorKind::invalid, "field.not_allowed", "Not allowed; expected {expected}.",
                                       "取值无效，应为 {expected}。"};
inline constexpr ErrorSpec field_length{ErrorKind::invalid, "field.length", "Between {least} and {most} characters.",
                                        "长度应在 {least} 到 {most} 个字符之间。"};
inline constexpr ErrorSpec field_range{ErrorKind::invalid, "field.range", "Between {least} and {most}.",
                                       "应在 {least} 到 {most} 之间。"};
inline constexpr ErrorSpec not_text{ErrorKind::invalid, "field.not_text", "This is no text: send UTF-8.",
                                    "内容不是有效文本，请使用 UTF-8 编码。"};
inline constexpr ErrorSpec body_too_large{ErrorKind::too_large, "request.too_large",
                                          "The body is larger than the {limit} bytes that are read here.",
                                          "请求内容过大，此处最多接收 {limit} 字节。"};
inline constexpr ErrorSpec body_too_slow{ErrorKind::bad_request, "request.too_slow",
                                         "The body did not arrive in time. Send it again.",
                                         "请求内容未能及时送达，请重新发送。"};
inline constexpr ErrorSpec body_broken{ErrorKind::bad_request, "request.incomplete",
                                       "The body ended before its announced length.", "请求内容不完整。"};
inline constexpr ErrorSpec length_doubtful{
    ErrorKind::bad_request, "request.length_doubtful",
    "Where the body ends is in doubt. Send one Content-Length, or Transfer-Encoding: chunked.",
    "无法确定请求内容在何处结束。请只用 Content-Length 或 Transfer-Encoding: chunked 之一。"};
inline constexpr ErrorSpec not_json{ErrorKind::unsupported, "request.not_json", "Send Content-Type: application/json.",
                                    "请使用 Content-Type: application/json。"};
inline constexpr ErrorSpec no_such_path{ErrorKind::not_found, "request.no_such_path", "There is nothing at {path}.",
                                        "地址 {path} 不存在。"};
inline constexpr ErrorSpec wrong_method{ErrorKind::method_not_allowed, "request.wrong_method",
                                        "{method} is not offered here; possible: {allowed}.",
                                        "此地址不支持 {method}，可用：{allowed}。"};
inline constexpr ErrorSpec not_signed_in{ErrorKind::unauthenticated, "session.missing_or_expired",
                                         "You are not signed in, or the session has ended. Sign in and try again.",
                                         "尚未登录或登录已过期，请重新登录。"};
inline constexpr ErrorSpec token_unknown{
    ErrorKind::unauthenticated, "service_token.unknown",
    "This service token is not known. Set it again with marque-admin set-service-token.",
    "服务令牌无效，请用 marque-admin set-service-token 重新设置。"};
inline constexpr ErrorSpec role_missing{ErrorKind::forbidden, "access.role_missing",
                                        "Your role does not include this. Ask your manager or the administrator.",
                                        "您的岗位没有此权限，如需使用请联系主管或管理员。"};
inline constexpr ErrorSpec foreign_origin{ErrorKind::forbidden, "access.foreign_origin",
                                          "The request comes from a page of another site.",
                                          "请求来自其他网站的页面，已拒绝。"};
inline constexpr ErrorSpec idempotency_missing{ErrorKind::bad_request, "idempotency.key_missing",
                                               "Send an Idempotency-Key header of 8 to 80 visible ASCII characters.",
                                               "请在请求头 Idempotency-Key 中提供 8 到 80 个可见 ASCII 字符。"};
inline constexpr ErrorSpec idempotency_reused{ErrorKind::invalid, "idempotency.key_reused",
                                              "This Idempotency-Key was used for a different request. Use a new one.",
                                              "该幂等键已用于另一请求，请换一个新的。"};
inline constexpr ErrorSpec cursor_invalid{ErrorKind::bad_request, "request.cursor_invalid",
                                          "This cursor is not one of this list. Start again without it.",
                                          "分页游标无效，请从第一页重新开始。"};
inline constexpr ErrorSpec internal{ErrorKind::internal, "server.internal",
                                    "Something went wrong on our side; it has been recorded under the request id.",
                                    "系统内部出错，已按请求编号记录，请联系支持人员。"};

}  // namespace marque::http::errors
