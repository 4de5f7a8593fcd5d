#include "builds/builds.h"
#include "builds/genealogy.h"
#include "builds/genealogy_errors.h"
#include "http/csv.h"
#include "http/slice_routes.h"

namespace marque::builds {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

constexpr int longest_csv_page = 5000;

std::string required(const Request& request, const char* name, std::size_t most) {
    auto text = request.query_param(name).value_or("");
    http::require_length(name, text, 1, most);
    return text;
}

core::Instant required_instant(const Request& request, const char* name) {
    const auto at = core::parse_rfc3339(request.query_param(name).value_or(""));
    if (!at) http::refuse_parameter(name, http::errors::field_value, {{"expected", "2026-11-21T10:00:00Z"}});
    return *at;
}

/// One of `lot` and `serial`, and a window that ends behind its beginning.
GenealogyQuestion question_of(const Request& request) {
    GenealogyQuestion question;
    question.line = required(request, "line", 16);
    question.part_no = required(request, "part", 40);
    question.lot = request.query_param("lot");
    question.serial = request.query_param("serial");
    if (question.lot && question.serial) http::refuse_parameter("serial", errors::lot_or_serial, {});
    if (!question.serial) question.lot = required(request, "lot", 60);
    if (question.serial) question.serial = required(request, "serial", 60);
    question.from = required_instant(request, "from");
    question.until = required_instant(request, "until");
    if (question.until <= question.from) http::refuse_parameter("until", errors::window_ends_too_early, {});
    return question;
}

/// Refuses a foreign line, and takes an own one by the letters in which it is kept.
void require_own_line(db::Tx& tx, const Request& request, GenealogyQuestion& question) {
    require_line(tx, *request.scope, question.line);
    question.line =
        tx.value<std::string>("code", "SELECT code FROM production_line WHERE code = ?", question.line).value();
}

GenealogyAnswer answer_of(const Request& request) {
    const auto answer = request.query_enum<GenealogyAnswer>("answer");
    if (!answer) http::refuse_parameter("answer", http::errors::field_missing, {});
    return *answer;
}

Response get_summary(Services& services, const Request& request) {
    auto question = question_of(request);
    return db::read(services.pool, [&](db::Tx& tx) {
        require_own_line(tx, request, question);
        return Response::of(200, count_answers(tx, *request.scope, question));
    });
}

Response get_builds_of_answer(Services& services, const Request& request) {
    auto question = question_of(request);
    const auto answer = answer_of(request);
    const auto limit = static_cast<int>(request.query_number("limit", 50, 1, 200));
    const auto cursor = request.query_param("cursor").value_or("");
    return db::read(services.pool, [&](db::Tx& tx) {
        require_own_line(tx, request, question);
        return Response::of(200, list_answer(tx, *request.scope, question, answer, cursor, limit));
    });
}

std::string text_or_nothing(const std::optional<std::string>& text) { return text.value_or(""); }

void append_row(std::string& text, const GenealogyRow& row) {
    http::append_csv(
        text, {row.build_id, row.order_number, text_or_nothing(row.vin), row.state, core::to_rfc3339(row.started_at),
               text_or_nothing(row.lot), text_or_nothing(row.serial), text_or_nothing(row.quantity),
               text_or_nothing(row.station), row.at ? core::to_rfc3339(*row.at) : "",
               row.pass_no ? std::to_string(*row.pass_no) : "", row.replaced ? "yes" : ""});
}

/// The same page as a table. A next page goes on without the heading line.
Response get_csv_of_answer(Services& services, const Request& request) {
    auto question = question_of(request);
    const auto answer = answer_of(request);
    const auto limit = static_cast<int>(request.query_number("limit", longest_csv_page, 1, longest_csv_page));
    const auto cursor = request.query_param("cursor").value_or("");
    const auto page = db::read(services.pool, [&](db::Tx& tx) {
        require_own_line(tx, request, question);
        return list_answer(tx, *request.scope, question, answer, cursor, limit);
    });
    std::string text;
    if (cursor.empty()) {
        text = http::csv_mark;
        http::append_csv(text, {"build_id", "order_number", "vin", "state", "started_at", "lot", "serial", "quantity",
                                "station", "at", "pass_no", "replaced"});
    }
    for (const auto& row : page.items) append_row(text, row);
    auto response = http::csv_file(std::move(text), "genealogy.csv");
    if (page.next) response.headers["Next-Cursor"] = *page.next;
    return response;
}

Response get_car(Services& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto car = read_car_genealogy(tx, *request.scope, request.path_param("car"));
        require_line(tx, *request.scope, car.line);
        return Response::of(200, car);
    });
}

}  // namespace

void add_genealogy_routes(http::Router& router, Services& services) {
    const auto readers =
        Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor, Role::technical_engineer});
    http::SliceRoutes routes(router, services);
    routes.get("/genealogy/summary", readers, get_summary);
    routes.get("/genealogy/builds", readers, get_builds_of_answer);
    routes.get("/genealogy/builds.csv", readers, get_csv_of_answer);
    routes.get("/genealogy/cars/{car}", readers, get_car);
}

}  // namespace marque::builds
