#pragma once

#include "core/error.h"

namespace marque::care::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec call_not_found{ErrorKind::not_found, "care.call_not_found",
                                          "There is no such care call. Go back to the queue and pick another.",
                                          "没有这条关怀回访，请返回队列重新选择。"};
inline constexpr ErrorSpec call_changed{
    ErrorKind::conflict, "care.call_changed",
    "The call has changed since you read it. Read it again before you go on; nothing was saved.",
    "该回访在您打开之后已有变动，本次未保存，请刷新后再操作。"};
inline constexpr ErrorSpec call_over{ErrorKind::conflict, "care.call_over",
                                     "This call is over; nothing more can be recorded on it. Take the next one.",
                                     "该回访已经结束，不能再登记结果，请领取下一条。"};
inline constexpr ErrorSpec claimed_by_other{
    ErrorKind::conflict, "care.claimed_by_other",
    "A colleague has claimed this call. Do not ring the customer; take the next one.",
    "该回访已由同事领取，请勿重复拨打，领取下一条即可。"};
inline constexpr ErrorSpec not_claimed{ErrorKind::conflict, "care.not_claimed",
                                       "Claim the call first, so that nobody else rings the customer at the same time.",
                                       "请先领取该回访再操作，以免与同事同时拨打。"};
inline constexpr ErrorSpec customer_refuses{
    ErrorKind::conflict, "care.customer_refuses_calls",
    "The customer has asked not to be called. The call has been dropped; do not ring.",
    "客户已明确表示不接受回访，该回访已撤销，请勿拨打。"};
inline constexpr ErrorSpec owner_changed{ErrorKind::conflict, "care.owner_changed",
                                         "The car has another owner by now. The call has been dropped; do not ring.",
                                         "车辆已更换车主，该回访已撤销，请勿拨打。"};
inline constexpr ErrorSpec outside_calling_hours{
    ErrorKind::conflict, "care.outside_calling_hours",
    "It is {time} where the customer is. Calls are made between 08:00 and 20:00 there; try again then.",
    "客户当地时间 {time}，回访只在当地 08:00 至 20:00 之间拨打，请届时再领取。"};

inline constexpr ErrorSpec call_back_missing{ErrorKind::invalid, "care.call_back_missing",
                                             "Say when the customer wants to be called back.",
                                             "请填写与客户约定的回电时间。"};
inline constexpr ErrorSpec call_back_unexpected{
    ErrorKind::invalid, "care.call_back_unexpected",
    "A time to call back goes only with the outcome CALL_BACK; leave it out.",
    "只有结果为“约定回电”时才填写回电时间，请去掉。"};
inline constexpr ErrorSpec call_back_past{ErrorKind::invalid, "care.call_back_past",
                                          "The time to call back must lie in the future.",
                                          "回电时间必须晚于当前时间。"};
inline constexpr ErrorSpec call_back_too_far{ErrorKind::invalid, "care.call_back_too_far",
                                             "The time to call back may be at most {days} days ahead.",
                                             "回电时间最多约到 {days} 天以内。"};
inline constexpr ErrorSpec call_back_at_night{
    ErrorKind::invalid, "care.call_back_at_night",
    "That is {time} where the customer is; calls are made between 08:00 and 20:00 there.",
    "该时间在客户当地为 {time}，回访只能约在当地 08:00 至 20:00 之间。"};

inline constexpr ErrorSpec plan_of_other_dealer{
    ErrorKind::forbidden, "care.plan_of_other_dealer",
    "The car's owner is another dealer's customer, and only that dealer sees the care plan.",
    "该车现车主由其他经销商服务，关怀计划仅对其所属经销商开放。"};

}  // namespace marque::care::errors
