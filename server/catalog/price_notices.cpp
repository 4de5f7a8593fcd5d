#include <algorithm>
#include <array>

#include "catalog/catalog.h"

namespace marque::catalog {
namespace {

constexpr std::array price_names{"price",        "list_price", "total",      "total_price",  "unit_price", "amount",
                                 "price_before", "price_now",  "price_then", "price_effect", "currency",   "lines"};

bool speaks_of_prices(const std::string& body) {
    return std::any_of(price_names.begin(), price_names.end(),
                       [&](const char* name) { return body.find('"' + std::string(name) + '"') != std::string::npos; });
}

void take_out(http::Json& object, const std::string& pointer, std::vector<PriceNotice>& notices) {
    if (!object.is_object()) return;
    for (const char* name : price_names) {
        if (object.erase(name) == 0) continue;
        notices.push_back(
            {"price.ignored",
             pointer + "/" + name,
             {"价格以系统为准，您提交的价格未被采用。", "Prices are the server's: the one you sent was ignored."}});
    }
}

}  // namespace

WithoutPrices without_prices(const std::string& body) {
    if (!speaks_of_prices(body)) return {body, {}};
    auto json = http::parse_json_text(body);
    WithoutPrices rest;
    take_out(json, "", rest.notices);
    if (json.is_object() && json.contains("cars") && json["cars"].is_array()) {
        auto& cars = json["cars"];
        for (std::size_t i = 0; i < cars.size(); ++i) take_out(cars[i], "/cars/" + std::to_string(i), rest.notices);
    }
    rest.body = json.dump();
    return rest;
}

http::Json with_notices(http::Json answer, const std::vector<PriceNotice>& notices) {
    if (!notices.empty()) answer["notices"] = http::to_json_value(notices);
    return answer;
}

}  // namespace marque::catalog
