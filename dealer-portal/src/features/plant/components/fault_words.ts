/** What the bridge says of a message that it cannot read, in Chinese; `*` stands for what it quotes. */
const chinese: readonly (readonly [string, string])[] = [
  ['not JSON in UTF-8', '不是 UTF-8 编码的 JSON'],
  ['nested too deep', '嵌套层次过深'],
  ['a member is named twice', '同一成员出现了两次'],
  ['* bytes', '共 * 字节'],
  ['the topic ends in another key than the message has', '主题末尾的编号与消息内容不一致'],
  ['a message for the line, sent to the office', '这是发给生产线的消息，却发给了系统'],
  ['lacks a MaterialLotID of the scheme BUILD_ID', '缺少 scheme 为 BUILD_ID 的 MaterialLotID'],
  ['lacks the scheme DEALER_ORDER', '缺少 scheme DEALER_ORDER'],
  ['lacks *', '缺少 *'],
  ['is none of *', '不是以下任何一个：*'],
  ['is neither * nor *', '既不是 * 也不是 *'],
  ['has neither lot nor serial', '既没有批次号也没有序列号'],
  ['is given twice: *', '重复给出：*'],
  ['is given twice', '重复给出'],
  ['is a second *', '重复给出了 *'],
  ['has too many measurements', '测量值过多'],
  ['has too many features', '配置过多'],
  ['has too many tests or parts', '检验项或零件过多'],
  ['has a scheme this protocol does not know: *', 'scheme 不在协议范围内：*'],
  ['is a property this protocol does not know: *', '属性不在协议范围内：*'],
  ['is a parameter this protocol does not know: *', '参数不在协议范围内：*'],
  ['is over but lacks ActualEndTime', '已结束，却没有 ActualEndTime'],
  ['ends before it starts', '结束时间早于开始时间'],
  ['is held without HOLD_REASON', '已扣留，却没有 HOLD_REASON'],
  ['is line-off without VIN, ENGINE_NUMBER and ODOMETER_KM', '已下线，却没有 VIN、ENGINE_NUMBER 和 ODOMETER_KM'],
  ['is shipped without CARRIER and ETA', '已发运，却没有 CARRIER 和 ETA'],
  ['is of another build than its OperationsResponse', '与 OperationsResponse 不是同一台车'],
  ['has reached LINE-OFF but its ResponseState is not Completed', '已到 LINE-OFF，ResponseState 却不是 Completed'],
  ['accepts the order without a BUILD_ID', '接受了订单，却没有 BUILD_ID'],
  ['does not rise in SEQ', 'SEQ 没有递增'],
  ['needs exactly one *', '必须有且只有一个 *'],
  ['needs one Value', '必须有一个 Value'],
  ['is not MODEL-YEAR', '不是“车型-年款”的形式'],
  ['is not between * and *', '不在 * 到 * 之间'],
  ['is not an object', '不是对象'],
  ['is not a list', '不是列表'],
  ['is not a text', '不是文本'],
  ['is not a UUID', '不是 UUID'],
  ['is not a whole number', '不是整数'],
  ['is not a decimal number of at most 7 and 3 digits', '不是小数（整数最多 7 位，小数最多 3 位）'],
  ['is not a date and time of RFC 3339 with an offset', '不是带时区的 RFC 3339 日期时间'],
  ['is null', '为 null'],
  ['is zero', '为零'],
  ['is empty', '为空'],
  ['is too large', '数值过大'],
  ['is too small', '数值过小'],
  ['is longer than * bytes', '超过 * 字节'],
  ['holds control characters', '含有控制字符'],
  ['has no value in "$"', '“$” 中没有值'],
  ['must have the form {"$": "…"}', '应为 {"$": "…"} 的形式'],
  ['may hold letters, digits and * only', '只能含字母、数字和 *'],
];

const patterns = chinese.map(([english, words]) => ({ form: new RegExp(`^${english.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '(.*)' : `\\${sign}`))}$`), words }));

/** Nothing where there are no words for it. */
export function chineseFault(said: string): string | null {
  for (const { form, words } of patterns) {
    const quoted = form.exec(said)?.slice(1);
    if (quoted) return words.replace(/\*/g, () => quoted.shift() ?? '');
  }
  return null;
}
