#include "http/json_fields.h"
#include "materials/call_off.h"
#include "materials/materials.h"

namespace marque::materials {

struct SupplierFile {
    std::string code, name_zh, name_en;
};
MARQUE_JSON(SupplierFile, code, name_zh, name_en)

struct PartFile {
    std::string part_no, name_zh, name_en, quantity, station, supplier;
    Delivery delivery = Delivery::jis;
    std::optional<std::string> model, feature;
};
MARQUE_JSON(PartFile, part_no, name_zh, name_en, quantity, station, supplier, delivery, model, feature)

struct BillFile {
    std::string line;
    std::vector<PartFile> parts;
};
MARQUE_JSON(BillFile, line, parts)

struct BillsFile {
    std::vector<SupplierFile> suppliers;
    std::vector<BillFile> bills;
};
MARQUE_JSON(BillsFile, suppliers, bills)

void load_bills(db::Tx& tx, const std::string& json) {
    const auto file = http::parse_json<BillsFile>(json);
    for (const auto& one : file.suppliers) {
        tx.execute(
            "INSERT INTO supplier (code, name_zh, name_en) VALUES (?, ?, ?) "
            "ON DUPLICATE KEY UPDATE name_zh = VALUES(name_zh), name_en = VALUES(name_en), version = version + 1",
            one.code, one.name_zh, one.name_en);
    }
    for (const auto& bill : file.bills) {
        tx.execute("DELETE FROM bill_of_material WHERE line_code = ?", bill.line);
        std::vector<db::Params> rows;
        for (const auto& part : bill.parts) {
            rows.push_back({bill.line, part.part_no, part.model.value_or(""), part.feature.value_or(""), part.station,
                            part.name_zh, part.name_en, part.quantity, part.supplier, part.delivery});
        }
        tx.insert_rows(
            "INSERT INTO bill_of_material (line_code, part_no, model_code, feature_code, station, name_zh, name_en, quantity, "
            "supplier_code, delivery) VALUES",
            rows);
    }
}

}  // namespace marque::materials
