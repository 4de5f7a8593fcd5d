#pragma once

#include "quotes/quote_document.h"

namespace marque::quotes {

/// What is printed on a quote, in one language.
struct DocumentWords {
    const char* tag;  ///< BCP 47
    const char* title;
    const char* number;
    const char* date;
    const char* valid_until;
    const char* customer;
    const char* phone;
    const char* salesperson;
    const char* model_year;
    const char* item;
    const char* amount;
    const char* included;
    const char* families[5];  ///< in the order of catalog::Family
    const char* list_price;
    const char* discount;
    const char* price;
    const char* in_words;  ///< empty where amounts are not spelt out
    const char* note;
    const char* expired;
    const char* ordered;
    const char* conditions;
    const char* salesperson_signs;
    const char* customer_signs;
};

inline const DocumentWords& document_words(DocumentLanguage language) {
    static constexpr DocumentWords chinese{
        "zh-cn",
        "购车报价单",
        "报价单号",
        "报价日期",
        "有效期至",
        "客户",
        "联系电话",
        "销售顾问",
        "年款",
        "配置项目",
        "金额（元）",
        "已包含",
        {"版型", "动力", "车身颜色", "内饰", "选装"},
        "厂商指导价合计",
        "优惠金额",
        "成交价（含增值税）",
        "人民币大写",
        "备注",
        "本报价已过有效期，请以新的报价为准。",
        "已转订单",
        "一、本报价在有效期内有效，以上价格含增值税，不含车辆购置税、保险费和上牌费用。\n"
        "二、有效期内按本报价下单的，成交价不变；配置停止供应时由双方另行协商。\n"
        "三、交车时间以订单确认为准。",
        "销售顾问签字",
        "客户签字"};
    static constexpr DocumentWords english{
        "en",
        "Quotation",
        "Quote number",
        "Date",
        "Valid until",
        "Customer",
        "Telephone",
        "Sales adviser",
        "model year",
        "Item",
        "Amount (CNY)",
        "included",
        {"Trim", "Engine", "Exterior colour", "Interior", "Option"},
        "List price",
        "Discount",
        "Price including VAT",
        "",
        "Note",
        "This quotation has expired; please ask for a new one.",
        "Became order",
        "1. This quotation holds until the day named above. Prices include value added tax; they do not include vehicle purchase "
        "tax, insurance and registration.\n"
        "2. An order placed from this quotation by that day is placed at this price. Should an item no longer be available, both "
        "sides agree on another.\n"
        "3. The delivery date is the one confirmed with the order.",
        "Sales adviser",
        "Customer"};
    return language == DocumentLanguage::chinese ? chinese : english;
}

}  // namespace marque::quotes
