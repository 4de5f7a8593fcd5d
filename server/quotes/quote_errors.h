#pragma once

#include "core/error.h"

namespace marque::quotes::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "quote.not_found",
                                     "There is no quote {number} that you may see. Check the number.",
                                     "没有您可查看的报价单 {number}，请核对单号。"};
inline constexpr ErrorSpec illegal_move{ErrorKind::conflict, "quote.illegal_move",
                                        "It is not possible to {action_en} while the quote is {state_en}. "
                                        "Possible now: {legal_en}.",
                                        "报价单状态为「{state_zh}」，不能{action_zh}；目前可以：{legal_zh}。"};
inline constexpr ErrorSpec quote_over{ErrorKind::conflict, "quote.illegal_move",
                                      "It is no longer possible to {action_en}: the quote is {state_en}, and that is "
                                      "its end. Make the buyer a new offer if one is wanted.",
                                      "报价单已结束（{state_zh}），不能{action_zh}。如有需要，请为客户重新报价。"};
inline constexpr ErrorSpec stale_version{
    ErrorKind::conflict, "quote.stale_version",
    "Somebody changed the quote meanwhile: you have version {yours}, it is now {now}. "
    "Read it again and repeat what is still wanted.",
    "报价单已被他人更新：您的版本为 {yours}，当前版本为 {now}。请刷新后再操作。"};
inline constexpr ErrorSpec expired{ErrorKind::conflict, "quote.expired",
                                   "The quote was valid until {day}. Give it a new date; it is then priced anew.",
                                   "报价有效期至 {day}，现已过期。请重新报价，届时按当日价格计算。"};
inline constexpr ErrorSpec approval_waiting{
    ErrorKind::conflict, "quote.approval_waiting",
    "The discount is above the salesperson's limit and waits for the dealer manager's approval. "
    "Wait for it, or lower the discount.",
    "优惠金额超出销售顾问权限，正在等待经理审批。请等待审批结果，或降低优惠金额。"};
inline constexpr ErrorSpec own_quote{ErrorKind::forbidden, "quote.own_quote",
                                     "Nobody decides on their own quote. Ask another manager of your dealer.",
                                     "不能审批自己的报价单，请由本店其他经理审批。"};
inline constexpr ErrorSpec discount_above_limit{
    ErrorKind::invalid, "quote.discount_above_limit",
    "At most {most} ({percent} % of the list price) can be given on this car, "
    "even with the manager's approval.",
    "即使经理审批，该车最多只能优惠 {most} 元（指导价的 {percent}%）。"};
inline constexpr ErrorSpec valid_until_range{ErrorKind::invalid, "quote.valid_until_range",
                                             "A quote is valid for 90 days at most: from today, {first}, to {last}.",
                                             "报价有效期最长 90 天，请选择今天（{first}）至 {last} 之间的日期。"};
inline constexpr ErrorSpec option_withdrawn{
    ErrorKind::conflict, "quote.option_withdrawn",
    "Something in this quote can no longer be ordered; each is listed. Make the buyer a new offer.",
    "报价中有配置已停止供应（见所列各项），请为客户重新报价。"};
inline constexpr ErrorSpec rule_broken{
    ErrorKind::conflict, "quote.rule_broken",
    "The catalogue's rules have changed: this configuration can no longer be built; each broken rule "
    "is listed. Make the buyer a new offer.",
    "选装规则已调整，该配置无法再生产（见所列规则），请为客户重新报价。"};
inline constexpr ErrorSpec model_withdrawn{ErrorKind::conflict, "quote.model_withdrawn",
                                           "This model year can no longer be ordered. Make the buyer a new offer.",
                                           "该年款已停止接受订单，请为客户重新报价。"};
inline constexpr ErrorSpec conflict{ErrorKind::conflict, "quote.conflict", "{sentence_en}", "{sentence_zh}"};
inline constexpr ErrorSpec not_a_dealer{ErrorKind::forbidden, "quote.not_a_dealer",
                                        "Quotes are made by a dealer's staff.", "只有经销商人员可以报价。"};
inline constexpr ErrorSpec no_document{
    ErrorKind::conflict, "quote.no_document",
    "A quote that is {state_en} is not given to a buyer, so there is nothing to print. "
    "Offer it anew first.",
    "「{state_zh}」的报价单不能交给客户，无法打印；请先重新报价。"};

}  // namespace marque::quotes::errors
