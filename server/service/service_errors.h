#pragma once

#include "core/error.h"

namespace marque::service::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "repair_order.not_found",
                                     "There is no repair order {number}. Check the number.",
                                     "没有维修工单 {number}，请核对工单号。"};
inline constexpr ErrorSpec other_station{
    ErrorKind::forbidden, "repair_order.other_station",
    "Repair order {number} belongs to {station_en}; you may read it, only that service station may change it.",
    "维修工单 {number} 属于{station_zh}，您可以查看，但只有该维修站可以修改。"};
inline constexpr ErrorSpec already_open{
    ErrorKind::conflict, "repair_order.already_open",
    "This car already stands in a workshop: {station_en} has it on repair order {number}, open since {since}. That "
    "order "
    "must be closed first.",
    "该车在{station_zh}已有未结维修工单 {number}（{since} 开立），须先结清该工单才能新开。"};
inline constexpr ErrorSpec not_open{
    ErrorKind::conflict, "repair_order.not_open",
    "Repair order {number} is no longer open, so nothing on it can change. Open a new one "
    "for further work.",
    "维修工单 {number} 已不是维修中状态，不能再改动；如需继续维修，请另开新工单。"};
inline constexpr ErrorSpec stale_version{
    ErrorKind::conflict, "repair_order.stale_version",
    "Somebody else saved this repair order meanwhile: yours is version {yours}, it now stands at {now}. Load it "
    "again "
    "and repeat your change.",
    "工单已被他人更新：您打开的是第 {yours} 版，现为第 {now} 版。请重新载入后再修改。"};

inline constexpr ErrorSpec lines_at_fault{ErrorKind::invalid, "repair_order.lines_at_fault",
                                          "Some lines cannot be saved; each is listed with what is wrong.",
                                          "部分明细无法保存，请按各行提示修改。"};
inline constexpr ErrorSpec too_many_lines{ErrorKind::invalid, "repair_order.too_many_lines",
                                          "At most {most} lines fit here. Split the work over two orders.",
                                          "此处最多 {most} 行，请将维修内容分开处理。"};
inline constexpr ErrorSpec operation_unknown{ErrorKind::invalid, "repair_order.operation_unknown",
                                             "There is no labour operation {code}. Pick one from the list.",
                                             "没有维修项目 {code}，请从列表中选择。"};
inline constexpr ErrorSpec technician_unknown{
    ErrorKind::invalid, "repair_order.technician_unknown",
    "This person is no active technician of your service station. Pick one who is.",
    "此人不是本站在岗技师，请重新选择。"};
inline constexpr ErrorSpec hours_out_of_range{ErrorKind::invalid, "repair_order.hours_out_of_range",
                                              "Hours lie between 0.01 and {most}.", "工时应在 0.01 到 {most} 之间。"};
inline constexpr ErrorSpec part_unknown{ErrorKind::invalid, "repair_order.part_unknown",
                                        "There is no part {part_no}. Pick one from the list.",
                                        "没有配件 {part_no}，请从列表中选择。"};
inline constexpr ErrorSpec quantity_out_of_range{ErrorKind::invalid, "repair_order.quantity_out_of_range",
                                                 "The quantity lies between 0.01 and {most}.",
                                                 "数量应在 0.01 到 {most} 之间。"};
inline constexpr ErrorSpec serial_missing{ErrorKind::invalid, "repair_order.serial_missing",
                                          "Part {part_no} is tracked by serial number: enter the one on the part.",
                                          "配件 {part_no} 须登记序列号，请录入件上的序列号。"};
inline constexpr ErrorSpec serial_quantity{
    ErrorKind::invalid, "repair_order.serial_quantity",
    "A part with a serial number stands alone on its line: quantity 1, one line each.",
    "带序列号的配件每行只能 1 件，多件请分行录入。"};
inline constexpr ErrorSpec serial_repeated{ErrorKind::invalid, "repair_order.serial_repeated",
                                           "Serial number {serial} stands on two lines; each part has its own.",
                                           "序列号 {serial} 重复录入，每个配件的序列号各不相同。"};
inline constexpr ErrorSpec warranty_expired{
    ErrorKind::invalid, "repair_order.warranty_expired",
    "The car's warranty was not in force when it came in on {on}, by date or by kilometres. Choose another pay type.",
    "该车 {on} 进站时已不在质保期内（超过期限或里程），请改用其他付费类型。"};

inline constexpr ErrorSpec no_operations{
    ErrorKind::conflict, "repair_order.no_operations",
    "Nothing is logged on repair order {number}. Enter the work done, then close it.",
    "维修工单 {number} 尚未登记维修项目，请先录入再结单。"};
inline constexpr ErrorSpec lines_incomplete{
    ErrorKind::conflict, "repair_order.lines_incomplete",
    "Operations on line {lines} lack their cause or correction. Fill them in, then close the order.",
    "第 {lines} 行维修项目缺少故障原因或处理结果，请补全后再结单。"};

}  // namespace marque::service::errors
