#include "unit/mapping_workbench/desk.hpp"

#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

constexpr const char* canonical_schema = R"({
  "type": "object", "additionalProperties": false, "required": ["code"],
  "properties": {
    "code": {"type": "string", "minLength": 2, "maxLength": 20},
    "status": {"enum": ["fresh", "open", "closed"]},
    "received_at": {"type": "string", "format": "date-time", "maxLength": 40},
    "urgent": {"type": "boolean"},
    "pages": {"type": "integer"},
    "applicant": {
      "type": "object", "additionalProperties": false, "required": ["name"],
      "properties": {"name": {"type": "string", "minLength": 1}, "phone": {"type": "string", "maxLength": 12}}
    },
    "documents": {"type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["name"],
      "properties": {"name": {"type": "string", "minLength": 1}, "content": {"type": "string", "contentEncoding": "base64"}}
    }},
    "note": {"type": "string", "maxLength": 50}
  }
})";

constexpr const char* external_schema = R"({
  "type": "object", "required": ["MaHoSo", "TrangThai"],
  "properties": {
    "MaHoSo": {"type": "string"},
    "TrangThai": {"type": "string"},
    "NgayTiepNhan": {"type": "string"},
    "Khan": {"type": "string"},
    "SoTrang": {"type": "string"},
    "NguoiNop": {"type": "object", "properties": {"HoTen": {"type": "string"}, "DienThoai": {"type": "string"}}},
    "TaiLieuNop": {"type": "array", "uniqueItems": true, "items": {
      "type": "object", "required": ["TenTep"],
      "properties": {"TenTep": {"type": "string"}, "NoiDung": {"type": "string"}, "DuocSoHoa": {"type": "string"}}
    }},
    "GhiChu": {"type": "string", "maxLength": 10},
    "Fax": {"type": "string"}
  }
})";

constexpr const char* status_table = R"toml(table = "desk/status"
valid_from = 2025-07-01
pairs = [
  { canonical = "fresh", external = "1" },
  { canonical = "open", external = "2" },
  { canonical = "closed", external = "3" },
]
)toml";

constexpr const char* thu = R"toml(mapping   = "desk/thu"
canonical = "canonical/letter"
external  = { schema = "external/desk/thu.schema.json", format = "json" }
fields = [
  { canonical = "code", external = "MaHoSo" },
  { canonical = "status", external = "TrangThai", as = "code(desk/status)", missing = "refuse" },
  { canonical = "received_at", external = "NgayTiepNhan", as = "instant(yyyyMMddHHmmss, +07:00)", absent = "" },
  { canonical = "urgent", external = "Khan", as = 'flag("1", "0")' },
  { canonical = "pages", external = "SoTrang", as = "integer" },
  { canonical = "applicant.name", external = "NguoiNop.HoTen" },
  { canonical = "applicant.phone", external = "NguoiNop.DienThoai" },
  { each = { canonical = "documents", external = "TaiLieuNop" }, fields = [
      { canonical = "name", external = "TenTep" },
      { canonical = "content", external = "NoiDung", as = "base64" },
  ] },
  { canonical = "note", external = "GhiChu", as = "text(max=10)" },
]
losses = [
  { external = "Fax", why = "nobody sends it" },
  { external = "TaiLieuNop.DuocSoHoa", why = "not kept" },
]
)toml";

}  // namespace

const char* const good_letter =
    R"({"MaHoSo":"T-01","TrangThai":"2","NgayTiepNhan":"20250613093015","Khan":"1","SoTrang":"3",)"
    R"("NguoiNop":{"HoTen":"Trần Thị Mơ","DienThoai":"0912000111"},)"
    R"("TaiLieuNop":[{"TenTep":"don.pdf","NoiDung":"JVBERi0xLjQK"},{"TenTep":"anh.jpg"}],"GhiChu":"gấp"})";

Desk::Desk() : root_(fs::temp_directory_path() / ("workbench-" + base::random_hex(8))) {
  write("schemas/canonical/letter.schema.json", canonical_schema);
  write("schemas/external/desk/thu.schema.json", external_schema);
  write("adapters/desk/codes/status.toml", status_table);
  write("adapters/desk/mappings/thu.toml", thu);
}

Desk::~Desk() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

fs::path Desk::write(std::string_view name, std::string_view text) const {
  const fs::path file = root_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

fs::path Desk::version(std::string_view folder, std::string_view old_text, std::string_view new_text) const {
  std::string text(thu);
  const std::size_t at = text.find(old_text);
  EXPECT_NE(at, std::string::npos) << old_text;
  if (at != std::string::npos) text.replace(at, old_text.size(), new_text);
  return write("adapters/desk/" + std::string(folder) + "/thu.toml", text);
}

PlanSet Desk::plans(const fs::path& file) const {
  Diagnostics problems;
  auto plans = load_mapping(file, *find_sources(mapping(), {}), problems);
  std::string lines;
  for (const Diagnostic& one : problems) lines += to_line(one) + "\n";
  EXPECT_TRUE(plans.has_value()) << lines;
  return plans.value_or(PlanSet{});
}

}  // namespace lienthong::mapping
