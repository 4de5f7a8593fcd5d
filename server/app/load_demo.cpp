#include "app/demo_history.h"
#include "app/demo_showroom.h"
#include "app/load_network.h"
#include "app/load_steps.h"
#include "identity/identity.h"
#include "materials/materials.h"
#include "scheduling/scheduling.h"

namespace marque::app {
namespace {

/// Everything that is read and hashed before the transaction begins.
struct DemoFiles {
    files::Network network;
    files::Workshop workshop;
    files::Catalog catalog;
    demo::Pools pools;
    std::string schedules, bills;
    std::string password_hash;
};

DemoFiles read_files(const std::filesystem::path& schema_dir) {
    const auto folder = schema_dir / "demo";
    DemoFiles all{files::read<files::Network>(folder / "network.json"),
                  files::read<files::Workshop>(folder / "workshop.json"),
                  files::read<files::Catalog>(folder / "catalog.json"),
                  files::read<demo::Pools>(folder / "history.json"),
                  files::read_text(folder / "schedules.json"),
                  files::read_text(folder / "materials.json"),
                  ""};
    all.password_hash = identity::hash_password(all.network.password);
    return all;
}

demo::World make_world(const DemoFiles& all, core::Instant now) {
    demo::World world;
    world.pools = all.pools;
    for (const auto& operation : all.workshop.labour_operations) world.operations[operation.code] = operation;
    for (const auto& part : all.workshop.parts) world.parts[part.part_no] = part;
    world.now = now;
    world.today = demo::local_day(now);
    return world;
}

bool has_organisations(db::Tx& tx) {
    return tx.value<bool>("known", "SELECT EXISTS (SELECT 1 FROM organisation) AS known").value();
}

void load_history(db::Tx& tx, db::NumberSeries& numbers, const DemoFiles& all, demo::World& world,
                  DemoOrders open_orders, LoadReport& report) {
    demo::read_world(tx, world);
    demo::Dice dice(static_cast<std::uint64_t>(world.today.time_since_epoch().count()));
    catalog::Catalog catalog;
    const auto years = catalog.current(tx);
    demo::require_buildable(*years);
    auto history = demo::draw_history(dice, world, {}, [&](demo::Dice& d, const std::string& model, core::Date day) {
        return demo::configure(d, *years, model, day);
    });
    demo::write_history(tx, numbers, world, dice, history);
    close_past_years(tx, all.catalog);
    if (open_orders == DemoOrders::waiting_for_the_line) {
        report.orders_for_the_line = demo::place_orders_for_the_line(tx, numbers, catalog, world, dice);
        demo::make_quotes(tx, numbers, catalog, world, dice);
    }
    demo::assign_customers(tx);
    demo::count_history(tx, report);
}

std::string planner_of(const files::Network& network) {
    for (const auto& person : network.people) {
        for (const auto role : person.roles) {
            if (role == core::Role::plant_planner) return person.name;
        }
    }
    return "";
}

std::string sentence_of(const LoadReport& report) {
    const auto n = [](std::size_t count) { return std::to_string(count); };
    return "loaded " + n(report.organisations) + " organisations with " + n(report.people) + " people, " +
           n(report.models) + " models, " + n(report.customers) + " customers, " + n(report.vehicles) + " cars, " +
           n(report.repair_orders) + " repair orders, " + n(report.care_calls) + " care calls, " +
           n(report.orders_for_the_line) + " orders that wait for the line";
}

/// "Dealer manager"
std::string role_in_words(core::Role role) {
    std::string words(core::to_text(role));
    for (std::size_t i = 1; i < words.size(); ++i) {
        words[i] = words[i] == '_' ? ' ' : static_cast<char>(words[i] - 'A' + 'a');
    }
    return words;
}

}  // namespace

LoadReport load_demo(db::Pool& pool, const core::Clock& clock, const std::filesystem::path& schema_dir,
                     DemoOrders open_orders) {
    if (db::read(pool, has_organisations)) return {};
    const DemoFiles all = read_files(schema_dir);
    db::NumberSeries numbers(pool);
    // One transaction: a load that was interrupted leaves an empty database, which the next one fills.
    return db::in_tx(pool, [&](db::Tx& tx) {
        load_organisations(tx, all.network);
        load_people(tx, all.network, all.password_hash);
        load_workshop(tx, all.workshop);
        load_catalog(tx, all.catalog);
        materials::load_bills(tx, all.bills);
        materials::link_demo_supplier(tx, planner_of(all.network), clock.now(), clock.real_now());
        scheduling::load_schedules(tx, all.schedules);
        LoadReport report;
        demo::World world = make_world(all, clock.now());
        load_history(tx, numbers, all, world, open_orders, report);
        report.loaded = true;
        report.organisations = all.network.organisations.size();
        report.people = all.network.people.size();
        report.models = all.catalog.models.size();
        report.sentence = sentence_of(report);
        return report;
    });
}

std::vector<DemoSignIn> demo_sign_ins(const std::filesystem::path& schema_dir) {
    const auto network = files::read<files::Network>(schema_dir / "demo" / "network.json");
    std::vector<DemoSignIn> sign_ins;
    for (const auto& person : network.people) {
        if (!person.shown) continue;
        for (const auto& organisation : network.organisations) {
            if (organisation.code != person.organisation) continue;
            sign_ins.push_back({role_in_words(person.roles.front()), person.sign_in_name, network.password, person.name,
                                organisation.name_en + " " + organisation.name_zh});
        }
    }
    return sign_ins;
}

}  // namespace marque::app
