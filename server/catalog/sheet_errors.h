#pragma once

#include "core/error.h"

/// What can be wrong with the catalogue's files. Codes are stable; the words fit behind "sheet, row, column".
namespace marque::catalog::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec import_refused{
    ErrorKind::invalid, "catalog.import_refused",
    "Nothing was imported: {errors} errors. Correct the rows listed and import the file again.",
    "未导入任何内容：共 {errors} 处错误。请按清单修改后重新导入。"};
inline constexpr ErrorSpec revision_moved{
    ErrorKind::conflict, "catalog.revision_moved",
    "The catalogue is at revision {current}; what you checked was made against revision {yours}. Check again.",
    "产品目录已更新到第 {current} 版，您检查时是第 {yours} 版。请重新检查后再导入。"};
inline constexpr ErrorSpec changes_nothing{ErrorKind::conflict, "catalog.changes_nothing",
                                           "The files say what the catalogue already says; there is nothing to import.",
                                           "文件内容与当前产品目录一致，没有需要导入的变更。"};
inline constexpr ErrorSpec import_busy{ErrorKind::unavailable, "catalog.import_busy",
                                       "Another catalogue import is running. Try again in a moment.",
                                       "正在处理另一次产品目录导入，请稍后再试。"};
inline constexpr ErrorSpec no_file{ErrorKind::invalid, "catalog.no_file", "No file was sent.", "没有上传文件。"};
inline constexpr ErrorSpec not_base64{ErrorKind::invalid, "catalog.content_not_decoded",
                                      "The content of {file} is not valid base64.", "{file} 的内容不是有效的 base64。"};

// about a file
inline constexpr ErrorSpec file_too_large{ErrorKind::invalid, "catalog.file_too_large",
                                          "The file unpacks to more than {limit} MB and was not read.",
                                          "文件解压后超过 {limit} MB，未予读取。"};
inline constexpr ErrorSpec file_not_readable{
    ErrorKind::invalid, "catalog.file_not_readable",
    "This is neither a workbook (.xlsx) nor a text file (.csv) that can be read. Save it as .xlsx without a password.",
    "无法识别该文件：既不是 .xlsx 工作簿，也不是可读取的 .csv 文件。请另存为不带密码的 .xlsx。"};
inline constexpr ErrorSpec file_not_text{
    ErrorKind::invalid, "catalog.file_not_text",
    "The text is in no encoding that is known here. Save it as UTF-8 CSV; GBK, GB18030 and UTF-16 are read too.",
    "无法识别文本编码。请另存为 UTF-8 编码的 CSV（GBK、GB18030、UTF-16 亦可）。"};
inline constexpr ErrorSpec file_stale{
    ErrorKind::invalid, "catalog.file_stale",
    "This file was downloaded at revision {file_revision}; the catalogue is at {current}. Importing it would undo what "
    "was changed since. Download it anew and carry your changes over.",
    "该文件下载自第 {file_revision} 版，目录现为第 {current} 版，导入会覆盖期间的修改。请重新下载并把您的改动移过去。"};
inline constexpr ErrorSpec revision_unknown{
    ErrorKind::invalid, "catalog.revision_unknown",
    "The file does not say at which revision it was downloaded, so it cannot be checked whether it is out of date.",
    "文件未注明下载时的目录版本，无法判断是否过期。"};
inline constexpr ErrorSpec sheet_unknown{
    ErrorKind::invalid, "catalog.sheet_unknown",
    "There is no sheet “{name}” in the catalogue. Sheets are models, features, prices, rules, availability.",
    "产品目录没有「{name}」工作表。可用的工作表为 models、features、prices、rules、availability。"};
inline constexpr ErrorSpec section_twice{ErrorKind::invalid, "catalog.section_twice",
                                         "This table was sent twice; send each once.",
                                         "该表出现了两次，请只保留一份。"};
inline constexpr ErrorSpec header_missing{
    ErrorKind::invalid, "catalog.header_missing",
    "The first row must name the columns as in the download; no table was recognised.",
    "首行应为下载文件中的列名，未能识别是哪一张表。"};
inline constexpr ErrorSpec column_missing{ErrorKind::invalid, "catalog.column_missing", "Column “{column}” is missing.",
                                          "缺少「{column}」列。"};
inline constexpr ErrorSpec column_unknown{ErrorKind::invalid, "catalog.column_unknown",
                                          "Column “{column}” does not belong to this table.",
                                          "该表没有「{column}」列。"};
inline constexpr ErrorSpec column_twice{ErrorKind::invalid, "catalog.column_twice", "Column “{column}” stands twice.",
                                        "「{column}」列重复。"};
inline constexpr ErrorSpec too_many_rows{ErrorKind::invalid, "catalog.too_many_rows",
                                         "More than {limit} rows; split the import.", "超过 {limit} 行，请分批导入。"};
inline constexpr ErrorSpec quote_open{ErrorKind::invalid, "catalog.quote_open",
                                      "A quotation mark that was opened here is never closed, or text follows it.",
                                      "此处的引号没有配对，或引号后还有多余内容。"};

// about a cell
inline constexpr ErrorSpec cell_missing{ErrorKind::invalid, "catalog.cell_missing", "Must be filled in.", "不能为空。"};
inline constexpr ErrorSpec cell_extra{ErrorKind::invalid, "catalog.cell_extra",
                                      "“{value}” stands beyond the last column.", "「{value}」超出了最后一列。"};
inline constexpr ErrorSpec cell_code{ErrorKind::invalid, "catalog.cell_code",
                                     "“{value}” is no code: letters, digits, - _ . and at most {most} characters.",
                                     "「{value}」不是有效代码：只能用字母、数字及 - _ . ，最多 {most} 个字符。"};
inline constexpr ErrorSpec cell_text{ErrorKind::invalid, "catalog.cell_text",
                                     "Text of at most {most} characters without line breaks, not beginning with =.",
                                     "应为不超过 {most} 个字的文字，不能换行，不能以 = 开头。"};
inline constexpr ErrorSpec cell_date{ErrorKind::invalid, "catalog.cell_date", "“{value}” is no date. Write 2026-11-22.",
                                     "「{value}」不是日期，请写成 2026-11-22。"};
inline constexpr ErrorSpec cell_money{ErrorKind::invalid, "catalog.cell_money",
                                      "“{value}” is no amount in yuan, such as 149800.00.",
                                      "「{value}」不是金额（元），例如 149800.00。"};
inline constexpr ErrorSpec cell_whole{ErrorKind::invalid, "catalog.cell_whole",
                                      "“{value}” is no whole number from 0 to {most}.",
                                      "「{value}」不是 0 到 {most} 之间的整数。"};
inline constexpr ErrorSpec cell_choice{ErrorKind::invalid, "catalog.cell_choice", "“{value}” is none of {choices}.",
                                       "「{value}」不在可选值之内：{choices}。"};
inline constexpr ErrorSpec cell_colour{ErrorKind::invalid, "catalog.cell_colour",
                                       "“{value}” is no colour such as #1f4e8c.",
                                       "「{value}」不是颜色值，例如 #1f4e8c。"};

// about a row
inline constexpr ErrorSpec row_twice{ErrorKind::invalid, "catalog.row_twice",
                                     "The same {key} stands in row {first} already.", "{key} 与第 {first} 行重复。"};
inline constexpr ErrorSpec unknown_model{ErrorKind::invalid, "catalog.unknown_model",
                                         "Model {model} of {year} is not in the table models.",
                                         "models 表中没有 {year} 年款的 {model}。"};
inline constexpr ErrorSpec unknown_feature{ErrorKind::invalid, "catalog.unknown_feature",
                                           "{model} {year} has no feature {feature} in the table features.",
                                           "features 表中 {model} {year} 没有配置项 {feature}。"};
inline constexpr ErrorSpec unknown_line{ErrorKind::invalid, "catalog.unknown_line",
                                        "There is no production line {line}.", "没有代码为 {line} 的生产线。"};
inline constexpr ErrorSpec unknown_station{ErrorKind::invalid, "catalog.unknown_station",
                                           "Line {line} has no line station {station}.",
                                           "生产线 {line} 没有工位 {station}。"};
inline constexpr ErrorSpec unknown_region{ErrorKind::invalid, "catalog.unknown_region", "There is no region {region}.",
                                          "没有代码为 {region} 的销售区域。"};
inline constexpr ErrorSpec dates_crossed{ErrorKind::invalid, "catalog.dates_crossed",
                                         "It ends on {to}, before it begins on {from}.",
                                         "截止日期 {to} 早于起始日期 {from}。"};
inline constexpr ErrorSpec family_fixed{
    ErrorKind::invalid, "catalog.family_fixed",
    "{feature} is known as {family}; orders rely on it. Use a new code for something else.",
    "{feature} 原属 {family}，已有订单使用，类别不能改。请为新配置使用新代码。"};
inline constexpr ErrorSpec spelled_otherwise{
    ErrorKind::invalid, "catalog.spelled_otherwise",
    "{value} is known as {known}; capitals and small letters make no other code.",
    "{value} 已有写法 {known}，仅大小写不同不能作为新代码。"};
inline constexpr ErrorSpec rule_of_itself{ErrorKind::invalid, "catalog.rule_of_itself",
                                          "{feature} stands on both sides of the rule.", "规则两边都有 {feature}。"};
inline constexpr ErrorSpec inclusion_circle{ErrorKind::invalid, "catalog.inclusion_circle",
                                            "By these rules {feature} includes itself: {chain}.",
                                            "按这些规则，{feature} 会包含自己：{chain}。"};
inline constexpr ErrorSpec too_many_features{ErrorKind::invalid, "catalog.too_many_features",
                                             "A model may have at most {limit} features and as many rules.",
                                             "每个车型最多 {limit} 个配置项和同样数量的规则。"};
inline constexpr ErrorSpec price_late{
    ErrorKind::invalid, "catalog.price_late",
    "{feature} is offered from {from}, but its first price holds from {price}; until then it costs nothing.",
    "{feature} 自 {from} 起可选，但最早的价格自 {price} 起生效，此前按 0 元计。"};
inline constexpr ErrorSpec price_none{ErrorKind::invalid, "catalog.price_none",
                                      "{feature} has no price, so it costs nothing.",
                                      "{feature} 没有价格，将按 0 元计。"};
inline constexpr ErrorSpec trim_price_late{
    ErrorKind::invalid, "catalog.trim_price_late",
    "The trim {feature} is sold from {from}, but its first price holds from {price}; until then the car would be sold for "
    "nothing. Enter a price that holds from {from}, or let the trim be offered later.",
    "版型 {feature} 自 {from} 起可选，但最早的价格自 {price} 起生效，此前整车将按 0 元销售。"
    "请补充自 {from} 起生效的价格，或推迟起售日。"};
inline constexpr ErrorSpec trim_without_price{
    ErrorKind::invalid, "catalog.trim_without_price",
    "The trim {feature} has no price, so the car would be sold for nothing. Enter its price in the table prices.",
    "版型 {feature} 没有价格，整车将按 0 元出售。请在 prices 表中填写价格。"};
inline constexpr ErrorSpec model_empty{ErrorKind::invalid, "catalog.model_empty",
                                       "{model} {year} has no trim that is offered from today on; nobody can order it.",
                                       "{model} {year} 从今天起没有可选的版型，无法下单。"};

// about what the rules make of it
inline constexpr ErrorSpec model_unbuildable{
    ErrorKind::invalid, "catalog.model_unbuildable",
    "From {day}{where_en} no valid configuration of {model} {year} exists. What makes it so: {chain_en}",
    "自 {day} 起{where_zh}，{model} {year} 不存在任何可生产的配置。原因：{chain_zh}"};
inline constexpr ErrorSpec trim_unbuildable{
    ErrorKind::invalid, "catalog.trim_unbuildable",
    "From {day}{where_en} no valid configuration of {model} {year} with the trim {feature} exists. What makes it so: "
    "{chain_en}",
    "自 {day} 起{where_zh}，{model} {year} 的版型 {feature} 不存在任何可生产的配置。原因：{chain_zh}"};
inline constexpr ErrorSpec never_choosable{
    ErrorKind::invalid, "catalog.never_choosable",
    "{feature} of {model} {year} is offered, but in no valid configuration. What makes it so: {chain_en}",
    "{model} {year} 的 {feature} 虽在供应，但任何可生产的配置都选不上。原因：{chain_zh}"};
inline constexpr ErrorSpec rules_undecided{
    ErrorKind::invalid, "catalog.rules_undecided",
    "The rules of {model} {year} are so entangled that no valid configuration was found within the bounds. Simplify them.",
    "{model} {year} 的规则过于复杂，在限定范围内未找到可生产的配置。请简化规则。"};

}  // namespace marque::catalog::errors
