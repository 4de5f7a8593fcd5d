#include <expat.h>
#include <zip.h>

#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "catalog/workbook.h"

namespace marque::catalog {
namespace {

constexpr std::size_t most_columns = 64;
constexpr std::size_t most_cell = 4096;
constexpr zip_int64_t most_parts = 2000;

/// Ends the reading of a workbook.
struct Refused {
    WorkbookFault fault;
};

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct ClosePart {
    void operator()(zip_file_t* part) const { zip_fclose(part); }
};
struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// What an XML part is made of, told as it is read: names without their namespace, attributes as expat has them.
class XmlReader {
  public:
    virtual ~XmlReader() = default;
    virtual void start(std::string_view name, const char** attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}

    static std::string attribute(const char** attributes, std::string_view wanted) {
        for (; *attributes; attributes += 2) {
            if (local(attributes[0]) == wanted) return attributes[1];
        }
        return {};
    }
    static std::string_view local(std::string_view name) {
        const auto colon = name.rfind(':');
        return colon == std::string_view::npos ? name : name.substr(colon + 1);
    }
};

/// The archive and how much of it may still be unpacked.
class Archive {
  public:
    explicit Archive(std::string_view bytes) {
        zip_error_t fault;
        zip_error_init(&fault);
        auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
        if (source) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &fault));
        if (source && !archive_) zip_source_free(source);
        zip_error_fini(&fault);
        if (!archive_ || zip_get_num_entries(archive_.get(), 0) > most_parts)
            throw Refused{WorkbookFault::not_a_workbook};
    }

    bool has(const std::string& part) const { return zip_name_locate(archive_.get(), part.c_str(), 0) >= 0; }

    void parse(const std::string& part, XmlReader& reader) {
        const std::unique_ptr<zip_file_t, ClosePart> file(zip_fopen(archive_.get(), part.c_str(), 0));
        const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate(nullptr));
        if (!file || !parser) throw Refused{WorkbookFault::not_a_workbook};
        Parse parse{reader, parser.get(), {}};
        listen(parse);
        std::array<char, 64 * 1024> chunk;
        for (;;) {
            const auto count = zip_fread(file.get(), chunk.data(), chunk.size());
            if (count < 0) throw Refused{WorkbookFault::not_a_workbook};
            unpacked_ += static_cast<std::size_t>(count);
            if (unpacked_ > most_unpacked_mb << 20) throw Refused{WorkbookFault::too_large};
            const auto status = XML_Parse(parser.get(), chunk.data(), static_cast<int>(count), count == 0);
            if (parse.failure) std::rethrow_exception(parse.failure);
            if (status != XML_STATUS_OK) throw Refused{WorkbookFault::not_a_workbook};
            if (count == 0) return;
        }
    }

  private:
    /// Exceptions do not cross expat, which is C: they are kept and thrown on behind it.
    struct Parse {
        XmlReader& reader;
        XML_Parser parser;
        std::exception_ptr failure;

        template <class Work>
        void guard(Work&& work) {
            if (failure) return;
            try {
                work();
            } catch (...) {
                failure = std::current_exception();
                XML_StopParser(parser, XML_FALSE);
            }
        }
    };

    static void listen(Parse& parse) {
        XML_SetUserData(parse.parser, &parse);
        XML_SetElementHandler(
            parse.parser,
            [](void* data, const char* name, const char** attributes) {
                auto& self = *static_cast<Parse*>(data);
                self.guard([&] { self.reader.start(XmlReader::local(name), attributes); });
            },
            [](void* data, const char* name) {
                auto& self = *static_cast<Parse*>(data);
                self.guard([&] { self.reader.end(XmlReader::local(name)); });
            });
        XML_SetCharacterDataHandler(parse.parser, [](void* data, const char* text, int length) {
            auto& self = *static_cast<Parse*>(data);
            self.guard([&] { self.reader.text({text, static_cast<std::size_t>(length)}); });
        });
        // A workbook has none, and entities are how a small file unpacks into an endless one.
        XML_SetStartDoctypeDeclHandler(parse.parser, [](void* data, const char*, const char*, const char*, int) {
            auto& self = *static_cast<Parse*>(data);
            self.guard([] { throw Refused{WorkbookFault::not_a_workbook}; });
        });
    }

    std::unique_ptr<zip_t, CloseArchive> archive_;
    std::size_t unpacked_ = 0;
};

/// Where each relation of the workbook leads: its id, the part.
struct Relations : XmlReader {
    std::map<std::string, std::string> target;
    void start(std::string_view name, const char** attributes) override {
        if (name != "Relationship") return;
        auto part = attribute(attributes, "Target");
        part = part.starts_with("/") ? part.substr(1) : "xl/" + part;
        target[attribute(attributes, "Id")] = part;
    }
    void end(std::string_view) override {}
};

struct Sheets : XmlReader {
    std::vector<std::pair<std::string, std::string>> sheets;  ///< name, relation
    bool counts_from_1904 = false;
    void start(std::string_view name, const char** attributes) override {
        if (name == "workbookPr") {
            const auto flag = attribute(attributes, "date1904");
            counts_from_1904 = flag == "1" || flag == "true";
        }
        if (name != "sheet") return;
        std::string relation;
        for (const char** each = attributes; *each; each += 2) {
            if (std::string_view(each[0]).ends_with(":id")) relation = each[1];
        }
        sheets.emplace_back(attribute(attributes, "name"), relation);
    }
    void end(std::string_view) override {}
};

/// Texts that cells refer to by number; how a word is spoken (rPh) is no part of them.
struct SharedTexts : XmlReader {
    std::vector<std::string> texts;
    bool in_text = false;
    int spoken = 0;
    void start(std::string_view name, const char**) override {
        if (name == "si") texts.emplace_back();
        if (name == "rPh") ++spoken;
        if (name == "t") in_text = spoken == 0 && !texts.empty();
    }
    void end(std::string_view name) override {
        if (name == "rPh") --spoken;
        if (name == "t") in_text = false;
    }
    void text(std::string_view part) override {
        if (in_text && texts.back().size() < most_cell) texts.back() += part;
    }
};

struct Rows : XmlReader {
    Rows(const std::vector<std::string>& shared_texts, const WorkbookSink& to) : shared(shared_texts), sink(to) {}

    const std::vector<std::string>& shared;
    const WorkbookSink& sink;
    std::uint32_t number = 0;
    std::size_t column = 0;
    std::string type, value;
    std::vector<std::string> cells;
    bool in_value = false;
    int spoken = 0;

    void start(std::string_view name, const char** attributes) override {
        if (name == "row") {
            begin_row(attribute(attributes, "r"));
        } else if (name == "c") {
            begin_cell(attribute(attributes, "r"));
            type = attribute(attributes, "t");
        } else if (name == "rPh") {
            ++spoken;
        } else if (name == "v" || name == "t") {
            in_value = spoken == 0;
        }
    }
    void end(std::string_view name) override {
        if (name == "v" || name == "t") in_value = false;
        if (name == "rPh") --spoken;
        if (name == "c") end_cell();
        if (name == "row") {
            sink.row(number, std::move(cells));
            cells.clear();
        }
    }
    void text(std::string_view part) override {
        if (in_value && value.size() < most_cell) value += part;
    }

    void begin_row(const std::string& said) {
        ++number;
        std::uint32_t row = 0;
        const auto [end, fault] = std::from_chars(said.data(), said.data() + said.size(), row);
        if (fault == std::errc{} && row >= number) number = row;
        column = 0;
        cells.clear();
    }
    /// "AB12" is column 27; without an address the next one.
    void begin_cell(const std::string& address) {
        value.clear();
        std::size_t named = 0;
        for (const char c : address) {
            if (c < 'A' || c > 'Z' || named > most_columns) break;
            named = named * 26 + static_cast<std::size_t>(c - 'A' + 1);
        }
        column = named > 0 ? named : column + 1;
    }
    void end_cell() {
        if (value.empty() || column == 0 || column > most_columns) return;
        if (type == "s") {
            std::size_t place = 0;
            const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), place);
            if (fault != std::errc{} || place >= shared.size()) throw Refused{WorkbookFault::not_a_workbook};
            value = shared[place];
        } else if (type == "b") {
            value = value == "1" ? "TRUE" : "FALSE";
        }
        if (cells.size() < column) cells.resize(column);
        cells[column - 1] = std::move(value);
        value.clear();
    }
};

void read_sheets(Archive& archive, const WorkbookSink& sink) {
    Relations relations;
    archive.parse("xl/_rels/workbook.xml.rels", relations);
    Sheets sheets;
    archive.parse("xl/workbook.xml", sheets);
    SharedTexts shared;
    if (archive.has("xl/sharedStrings.xml")) archive.parse("xl/sharedStrings.xml", shared);
    for (const auto& [name, relation] : sheets.sheets) {
        const auto part = relations.target.find(relation);
        if (part == relations.target.end()) throw Refused{WorkbookFault::not_a_workbook};
        sink.begin_sheet({name, sheets.counts_from_1904});
        Rows rows(shared.texts, sink);
        archive.parse(part->second, rows);
        sink.end_sheet();
    }
}

}  // namespace

WorkbookFault read_workbook(std::string_view bytes, const WorkbookSink& sink) {
    try {
        Archive archive(bytes);
        read_sheets(archive, sink);
        return WorkbookFault::none;
    } catch (const Refused& refused) {
        return refused.fault;
    }
}

}  // namespace marque::catalog
