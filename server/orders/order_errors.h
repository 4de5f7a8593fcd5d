#pragma once

#include "core/error.h"

namespace marque::orders::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "order.not_found",
                                     "There is no order {number} that you may see. Check the number.",
                                     "没有您可查看的订单 {number}，请核对订单号。"};
inline constexpr ErrorSpec illegal_move{ErrorKind::conflict, "order.illegal_move",
                                        "It is not possible to {action_en} while the order is {state_en}. "
                                        "Possible now: {legal_en}.",
                                        "订单状态为「{state_zh}」，不能{action_zh}；目前可以：{legal_zh}。"};
inline constexpr ErrorSpec order_over{ErrorKind::conflict, "order.illegal_move",
                                      "It is no longer possible to {action_en}: the order is {state_en}, and that is "
                                      "its end. Place a new order if a car is still wanted.",
                                      "订单已结束（{state_zh}），不能{action_zh}。如仍需要车辆，请重新下单。"};
inline constexpr ErrorSpec stale_version{
    ErrorKind::conflict, "order.stale_version",
    "Somebody changed the order meanwhile: you have version {yours}, it is now {now}. "
    "Read it again and repeat what is still wanted.",
    "订单已被他人更新：您的版本为 {yours}，当前版本为 {now}。请刷新后再操作。"};
inline constexpr ErrorSpec customer_needed{ErrorKind::invalid, "order.customer_needed",
                                           "A CUSTOMER order names its buyer; a car without one is ordered for STOCK.",
                                           "客户订单必须指定买主；没有买主的请按库存订单下单。"};
inline constexpr ErrorSpec customer_not_wanted{ErrorKind::invalid, "order.customer_not_wanted",
                                               "A STOCK order has no buyer yet; leave customer_id out.",
                                               "库存订单没有买主，请不要填写客户。"};
inline constexpr ErrorSpec date_past{ErrorKind::invalid, "order.requested_date_past",
                                     "The requested date must be from today, {today}, to two years ahead.",
                                     "期望交车日期应在今天（{today}）到两年之内。"};
inline constexpr ErrorSpec change_pending{
    ErrorKind::conflict, "order.change_pending",
    "The line has not yet answered the last change (version {version}). Wait for it.",
    "上一次变更（版本 {version}）产线尚未答复，请等待结果。"};
inline constexpr ErrorSpec nothing_changed{ErrorKind::invalid, "order.nothing_changed",
                                           "This is the configuration the order already has.", "配置没有变化。"};
inline constexpr ErrorSpec change_window_closed{
    ErrorKind::conflict, "order.change_window_closed",
    "The car has come to {station_en}: {group_en} can no longer be changed. "
    "Take that out of the change and send the rest.",
    "车辆已到「{station_zh}」工位，{group_zh}不能再改。请去掉这一项后重新提交。"};
inline constexpr ErrorSpec already_on_its_way{
    ErrorKind::conflict, "order.already_on_its_way",
    "The release is already on its way to the line, so the order can no longer be held. "
    "It can still be changed or cancelled.",
    "订单正在下达工厂，已不能暂挂；仍可申请更改或取消。"};
inline constexpr ErrorSpec held_by_plant{ErrorKind::forbidden, "order.held_by_plant",
                                         "The plant holds this order; only the plant lets it go.",
                                         "该订单由工厂暂挂，只能由工厂恢复。"};
inline constexpr ErrorSpec same_buyer{ErrorKind::invalid, "order.nothing_changed",
                                      "This is the buyer the order already has.", "买主没有变化。"};
inline constexpr ErrorSpec discount_needs_manager{
    ErrorKind::forbidden, "order.discount_needs_manager",
    "Only a manager who does not sell this car grants its discount to another buyer. Ask one, or change the buyer "
    "without it.",
    "只有非本单销售人员的经理才能把原优惠给予新买主。请联系经理办理，或不保留优惠。"};
inline constexpr ErrorSpec discount_above_limit{
    ErrorKind::invalid, "order.discount_above_limit",
    "The car would cost less, and the discount of {discount} be more than the {most} ({percent} % of its list price) "
    "that you may give. Choose another configuration, or ask a manager who does not sell this car.",
    "更改后车价降低，原优惠 {discount} 元将超出您的权限（该车最多可优惠 {most} 元，即指导价的 {percent}%）。"
    "请调整配置，或由非本单销售人员的经理办理。"};
inline constexpr ErrorSpec discount_above_any_limit{
    ErrorKind::invalid, "order.discount_above_limit",
    "The car would cost less, and the discount of {discount} be more than the {most} ({percent} % of its list price) "
    "that anybody may give on it. Choose another configuration.",
    "更改后车价降低，原优惠 {discount} 元将超出该车允许的最高优惠 {most} 元（指导价的 {percent}%），"
    "经理也无权批准。请调整配置。"};
inline constexpr ErrorSpec same_wish{ErrorKind::invalid, "order.nothing_changed",
                                     "This is the date and the note that the order already has.",
                                     "期望交车日期和备注没有变化。"};
inline constexpr ErrorSpec same_destination{ErrorKind::invalid, "order.nothing_changed", "The car already goes there.",
                                            "交付地点没有变化。"};
inline constexpr ErrorSpec destination_unknown{
    ErrorKind::invalid, "order.destination_unknown",
    "A car is delivered to one's own dealer or one of its places; choose one of those.",
    "车辆只能交付到本经销商或其下属网点，请重新选择。"};
inline constexpr ErrorSpec not_your_dealer{ErrorKind::not_found, "allocation.dealer_unknown",
                                           "There is no such dealer in your region.", "您的大区没有这家经销商。"};
inline constexpr ErrorSpec month_invalid{ErrorKind::invalid, "allocation.month_invalid",
                                         "A month is written 2026-11; allocation is set for this month and later ones.",
                                         "月份格式为 2026-11；只能设置本月及以后的配额。"};
inline constexpr ErrorSpec allocation_stale{
    ErrorKind::conflict, "allocation.stale_version",
    "Somebody set this allocation meanwhile: you have version {yours}, it is now {now}. "
    "Read it again.",
    "配额已被他人修改：您的版本为 {yours}，当前版本为 {now}。请刷新后再操作。"};
inline constexpr ErrorSpec fleet_size{ErrorKind::invalid, "fleet.size",
                                      "A fleet order has from 1 to {most} cars; yours has {cars}.",
                                      "一张车队订单为 1 到 {most} 台车，当前为 {cars} 台。"};
inline constexpr ErrorSpec fleet_not_found{ErrorKind::not_found, "fleet.not_found",
                                           "There is no fleet order {number} that you may see. Check the number.",
                                           "没有您可查看的车队订单 {number}，请核对单号。"};
inline constexpr ErrorSpec cancel_pending{ErrorKind::conflict, "order.cancel_pending",
                                          "Cancelling was already asked for; the line has not answered yet.",
                                          "已提交取消申请，产线尚未答复。"};
inline constexpr ErrorSpec car_taken{
    ErrorKind::conflict, "order.car_taken",
    "The car of order {number} is no longer for sale: somebody was quicker. Choose another one.",
    "订单 {number} 的车已有买主，请另选一台。"};
inline constexpr ErrorSpec car_changed{
    ErrorKind::conflict, "order.car_changed",
    "The configuration of order {number} was changed meanwhile. Look at the car again before you take it.",
    "订单 {number} 的配置刚刚更改，请重新核对后再换车。"};
inline constexpr ErrorSpec not_alike{
    ErrorKind::conflict, "order.not_alike",
    "A car is taken over that differs from the order in {most} points at most; this one differs in more.",
    "可换的车与订单最多相差 {most} 项，这台车差别过多。"};
inline constexpr ErrorSpec no_buyer_to_move{ErrorKind::conflict, "order.no_buyer_to_move",
                                            "Only an order with a buyer takes over a car; this one is for stock.",
                                            "只有已有买主的订单可以换车，该订单为库存订单。"};
inline constexpr ErrorSpec not_a_dealer{ErrorKind::forbidden, "order.not_a_dealer",
                                        "Orders are placed by a dealer's staff.", "只有经销商人员可以下单。"};
inline constexpr ErrorSpec buyer_needed{ErrorKind::invalid, "order.buyer_needed",
                                        "This car was ordered for stock: name its buyer in customer_id.",
                                        "此车为库存订单，交车时请指定买主。"};
inline constexpr ErrorSpec buyer_fixed{ErrorKind::invalid, "order.buyer_fixed",
                                       "The order already names its buyer; leave customer_id out.",
                                       "订单已指定买主，请勿另填。"};
inline constexpr ErrorSpec as_built_differs{
    ErrorKind::conflict, "order.as_built_differs",
    "The car was built otherwise than ordered. A manager who did not sell it signs that off first, with a reason.",
    "实车配置与订单不一致，须先由非本单销售人员的经理签认并注明原因，方可交车。"};
inline constexpr ErrorSpec look_needed{
    ErrorKind::invalid, "order.look_needed",
    "The line did not report what it built: look at the car beside its order and say so with looked_myself.",
    "产线未上报实车配置：请对照订单检查车辆，并以 looked_myself 确认已亲自核对。"};
inline constexpr ErrorSpec nothing_to_sign_off{ErrorKind::conflict, "order.nothing_to_sign_off",
                                               "There is no difference that waits to be signed off.",
                                               "没有待签认的配置差异。"};
inline constexpr ErrorSpec own_sign_off{
    ErrorKind::forbidden, "order.own_sign_off",
    "Whoever sold the car does not sign off how it was built. Ask another manager of your dealer, or the region's.",
    "不能签认自己销售的车辆，请由本店其他经理或大区经理签认。"};
inline constexpr ErrorSpec topic_unknown{ErrorKind::invalid, "events.topic_unknown",
                                         "{topic} is no topic; possible: order:NUMBER, dealer, line:CODE.",
                                         "没有 {topic} 这个主题，可用：order:订单号、dealer、line:产线。"};

}  // namespace marque::orders::errors
