#include <cstdio>
#include <stdexcept>

#include "core/time.h"
#include "scenarios/shift.h"

// Doors open, and sixty people know which car they want.
namespace marque::scenarios {
namespace {

constexpr const char* password = "marque-demo";
constexpr std::size_t every_nth_twice = 10, every_nth_for_stock = 5;

std::string in_days(int days) {
    return core::to_iso_date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
                             std::chrono::days{days});
}

std::string sign_in_name_of(const Json& network, const std::string& organisation, const std::string& role) {
    for (const auto& person : network.at("people")) {
        if (person.at("organisation") != organisation) continue;
        for (const auto& held : person.at("roles"))
            if (held == role) return person.at("sign_in_name");
    }
    throw std::runtime_error("network.json: nobody is " + role + " at " + organisation);
}

std::string kind_of(const Json& network, const std::string& code) {
    for (const auto& organisation : network.at("organisations"))
        if (organisation.at("code") == code) return organisation.at("kind");
    return "";
}

const char* const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"};
const char* const given_names[] = {"伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "涛", "明", "超"};

}  // namespace

void Shift::open_doors() {
    const auto network = Json::parse(support::read_file(support::source_dir / "schema/demo/network.json"));
    office_ = std::make_unique<HttpClient>(stack.client());
    office_->language("en").sign_in(sign_in_name_of(network, "MARQUE", "ADMINISTRATOR"), password);
    for (const auto& organisation : network.at("organisations")) {
        const std::string code = organisation.at("code"), kind = organisation.at("kind");
        if (kind != "DEALER" && kind != "SERVICE_STATION") continue;
        if (kind == "DEALER" && kind_of(network, organisation.at("parent")) == "DEALER") continue;  // its other place
        auto client = stack.client();
        client.language("en").sign_in(
            sign_in_name_of(network, code, kind == "DEALER" ? "SALESPERSON" : "SERVICE_ADVISER"), password);
        if (kind == "DEALER") {
            dealers.push_back({code, organisation.at("name_en"), organisation.at("parent"), std::move(client)});
            continue;
        }
        const auto people = expect(200, client.get("/people?role=TECHNICIAN"), "technicians of " + code);
        std::vector<int> technicians;
        for (const auto& person : people.at("items")) technicians.push_back(person.at("id"));
        stations.push_back({code, organisation.at("parent"), std::move(client), technicians});
    }
    models_ = read_models(dealers.front().salesperson);
    say(std::to_string(dealers.size()) + " dealers and " + std::to_string(stations.size()) +
        " service stations are open, " + std::to_string(models_.size()) + " models to choose from");
}

void Shift::place(std::size_t dealer, bool for_stock) {
    auto& salesperson = dealers[dealer].salesperson;
    const auto ordinal = sales.size();
    char phone[24];
    std::snprintf(phone, sizeof phone, "199 7700 %04zu", ordinal);
    const std::string name = std::string(surnames[ordinal % std::size(surnames)]) +
                             given_names[static_cast<std::size_t>(pick(std::size(given_names)))];
    const auto customer =
        expect(201, salesperson.post("/customers", {{"kind", "PERSON"}, {"name", name}, {"phone", phone}}), "customer");

    Sale sale;
    sale.dealer = dealer;
    sale.for_stock = for_stock;
    sale.customer = customer.at("id");
    const auto wish = draw_wish(salesperson, models_, random_, drafts_against_rules);
    sale.configuration = wish.configuration;
    sale.model = sale.configuration.at("model");
    sale.price = wish.check.at("total");
    Json body = sale.configuration;
    body["kind"] = for_stock ? "STOCK" : "CUSTOMER";
    if (!for_stock) body["customer_id"] = sale.customer;
    body["requested_date"] = in_days(20 + static_cast<int>(ordinal % 20));
    const support::Headers key{{"Idempotency-Key", support::fresh_key()}};
    const auto placed = expect(201, salesperson.post("/orders", body, key), "order");
    sale.number = placed.at("number");
    if (ordinal % every_nth_twice == 3) {
        // As a browser does that lost the answer.
        ++repeated_requests;
        const auto again = expect(201, salesperson.post("/orders", body, key), "order sent twice");
        if (again.at("number") != sale.number) throw std::runtime_error("one key placed two orders: " + again.dump());
    }
    sales.push_back(std::move(sale));
}

void Shift::place_orders() {
    const auto twice = options.orders / 2;
    for (std::size_t i = 0; i < options.orders; ++i) {
        // The last two wait longest for the line: they are the ones to change and to cancel.
        place(i % dealers.size(), i % every_nth_for_stock == 4 || i + 2 >= options.orders);
        if (i + 1 == twice) say("placed " + std::to_string(sales.size()) + " orders");
    }
    say("placed " + std::to_string(sales.size()) + " orders; " + std::to_string(drafts_against_rules) +
        " first drafts broke an option rule and took the way out that was offered");
    changed = sales.size() - 1;
    cancelled = sales.size() - 2;
    change_and_cancel();
}

}  // namespace marque::scenarios
