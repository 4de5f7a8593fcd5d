#pragma once

#include <Poco/Base64Encoder.h>

#include <sstream>

#include "db/tx.h"
#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque::support {

inline std::string base64(const std::string& bytes) {
    std::ostringstream text;
    Poco::Base64Encoder encoder(text);
    encoder.rdbuf()->setLineLength(0);
    encoder << bytes;
    encoder.close();
    return text.str();
}

/// A table as it was downloaded: lines of text to change.
struct CsvFile {
    std::string name, text;

    /// The line that begins with this, without its end; the header for an empty beginning.
    std::size_t find(const std::string& beginning) const {
        const auto at = text.find("\n" + beginning);
        if (at == std::string::npos) throw std::runtime_error(name + " has no line " + beginning);
        return at + 1;
    }
    /// Its number as a spreadsheet counts.
    long row(const std::string& beginning) const {
        return 1 + std::count(text.begin(), text.begin() + static_cast<long>(find(beginning)), '\n');
    }
    CsvFile& replace(const std::string& beginning, const std::string& line) {
        const auto at = find(beginning);
        text.replace(at, text.find('\r', at) - at, line);
        return *this;
    }
    CsvFile& remove(const std::string& beginning) {
        for (auto at = text.find("\n" + beginning); at != std::string::npos; at = text.find("\n" + beginning))
            text.erase(at + 1, text.find('\n', at + 1) - at);
        return *this;
    }
    CsvFile& append(const std::string& line) {
        text += line + "\r\n";
        return *this;
    }
};

inline Json sent(const std::vector<CsvFile>& files) {
    Json list = Json::array();
    for (const auto& file : files) list.push_back({{"name", file.name}, {"content", base64(file.text)}});
    return list;
}

/// A model of its own in a catalogue that other tests share, and the administrator who edits it.
struct CatalogFiles {
    db::Pool& pool = database().pool();
    Network net = make_network(pool);
    Line line = make_line(pool);
    Model model = make_model(pool, line.code);
    HttpClient administrator = server().client(net.administrator);
    HttpClient seller = server().client(net.salesperson);
    HttpClient far_seller = server().client(net.far_salesperson);
    const std::string own = model.code + ",2026,";

    CsvFile download(const std::string& section) {
        const auto reply = administrator.get("/catalog/export?format=CSV&section=" + section);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        const auto said = reply.header("content-disposition");
        const auto from = said.find('"') + 1;
        return {said.substr(from, said.size() - from - 1), reply.body};
    }
    Json check(const std::vector<CsvFile>& files, const Json& more = Json::object()) {
        Json body{{"files", sent(files)}};
        body.update(more);
        const auto reply = administrator.post("/catalog/imports/check", body);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    Reply import(const std::vector<CsvFile>& files, std::int64_t revision, const Json& more = Json::object()) {
        Json body{{"files", sent(files)}, {"revision", revision}};
        body.update(more);
        return administrator.post("/catalog/imports", body);
    }
    /// Checks, then imports what was checked.
    Json change(const std::vector<CsvFile>& files) {
        const auto report = check(files);
        BOOST_REQUIRE_MESSAGE(report.at("importable") == true, report.dump());
        const auto reply = import(files, report.at("revision"));
        BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return reply.json();
    }
    std::int64_t revision() {
        return db::read(pool, [](db::Tx& tx) {
            return tx.value<std::int64_t>("revision", "SELECT revision FROM catalog_revision WHERE id = 1").value();
        });
    }
    /// "ERROR row column code" of each.
    static std::set<std::string> issues(const Json& report) {
        std::set<std::string> said;
        for (const auto& issue : report.at("issues")) {
            BOOST_TEST(is_sentence(issue.at("sentence").at("en").get<std::string>()), issue.dump());
            BOOST_TEST(has_chinese(issue.at("sentence").at("zh").get<std::string>()), issue.dump());
            const auto row = issue.at("row").is_null() ? "-" : issue.at("row").dump();
            const auto column = issue.at("column").is_null() ? "-" : issue.at("column").get<std::string>();
            said.insert(issue.at("severity").get<std::string>() + " " + row + " " + column + " " +
                        issue.at("code").get<std::string>());
        }
        return said;
    }
    Json configuration(const Json& features) const {
        return {{"model", model.code}, {"model_year", 2026}, {"features", features}};
    }
    Json verdict(HttpClient& client, const Json& features) {
        const auto reply = client.post("/catalog/configurations/check", configuration(features));
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    Json stock_order(const Json& features) const {
        auto order = configuration(features);
        order["kind"] = "STOCK";
        order["requested_date"] = core::to_iso_date(
            std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days{60});
        return order;
    }
};

}  // namespace marque::support
