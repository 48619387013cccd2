#include "hand_written.hpp"
#include "hand_written_codes.hpp"
#include "hand_written_dates.hpp"

#include <pugixml.hpp>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdlib>
#include <stdexcept>

namespace lienthong::bench {
namespace {

using Element = pugi::xml_node;

class JsonText {
 public:
  void open(std::string_view name) {
    key(name);
    writer_.StartObject();
  }
  void open_list(std::string_view name) {
    key(name);
    writer_.StartArray();
  }
  void open_item() { writer_.StartObject(); }
  void close() { writer_.EndObject(); }
  void close_list() { writer_.EndArray(); }
  void text(std::string_view name, std::string_view value) {
    key(name);
    writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void integer(std::string_view name, const char* digits) {
    key(name);
    writer_.Int64(std::strtoll(digits, nullptr, 10));
  }
  void flag(std::string_view name, std::string_view value) {
    key(name);
    writer_.Bool(value == "1");
  }
  void moment(std::string_view name, std::string_view external) {
    const auto moment_text = canonical_text(external);
    text(name, {moment_text.data(), moment_text.size()});
  }
  std::string finished() { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  void key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

void write_address(JsonText& json, Element address) {
  json.open("address");
  json.text("province", address.child_value("Tinh"));
  json.text("district", address.child_value("Huyen"));
  json.text("ward", address.child_value("Xa"));
  json.text("street", address.child_value("DuongPho"));
  json.close();
}

void write_people(JsonText& json, Element applicant, Element owner) {
  json.open("applicant");
  json.text("name", applicant.child_value("HoTen"));
  json.text("identity_number", applicant.child_value("SoDinhDanh"));
  json.moment("identity_issued_at", applicant.child_value("NgayCapDinhDanh"));
  json.text("gender", canonical_code(gender_codes, applicant.child_value("GioiTinh")));
  json.text("phone", applicant.child_value("DienThoai"));
  json.text("email", applicant.child_value("ThuDienTu"));
  write_address(json, applicant.child("DiaChi"));
  json.close();
  json.open("owner");
  json.text("name", owner.child_value("HoTen"));
  json.text("identity_number", owner.child_value("SoDinhDanh"));
  json.text("kind", canonical_code(owner_codes, owner.child_value("LoaiChu")));
  write_address(json, owner.child("DiaChi"));
  json.close();
}

void write_documents(JsonText& json, Element list) {
  json.open_list("documents");
  for (const Element document : list.children("GiayTo")) {
    json.open_item();
    json.integer("number", document.child_value("SoThuTu"));
    json.text("name", document.child_value("Ten"));
    json.text("code", document.child_value("Ma"));
    json.integer("copies", document.child_value("SoBan"));
    json.flag("original", document.child_value("BanChinh"));
    json.moment("issued_at", document.child_value("NgayCap"));
    json.text("path", document.child_value("DuongDan"));
    json.close();
  }
  json.close_list();
}

void write_steps(JsonText& json, Element list) {
  json.open_list("steps");
  for (const Element step : list.children("Buoc")) {
    json.open_item();
    json.integer("number", step.child_value("SoThuTu"));
    json.text("officer", step.child_value("CanBo"));
    json.text("unit", step.child_value("DonVi"));
    json.text("status", canonical_code(status_codes, step.child_value("TrangThai")));
    json.moment("at", step.child_value("ThoiGian"));
    json.text("opinion", step.child_value("YKien"));
    json.close();
  }
  json.close_list();
}

void write_head(JsonText& json, Element dossier) {
  json.text("code", dossier.child_value("MaHoSo"));
  json.open("procedure");
  json.text("code", dossier.child_value("MaThuTuc"));
  json.text("name", dossier.child_value("TenThuTuc"));
  json.text("field_code", dossier.child_value("MaLinhVuc"));
  json.text("field_name", dossier.child_value("TenLinhVuc"));
  json.close();
  json.text("status", canonical_code(status_codes, dossier.child_value("TrangThai")));
  json.text("channel", canonical_code(channel_codes, dossier.child_value("KenhTiepNhan")));
  json.integer("level", dossier.child_value("MucDo"));
  json.moment("received_at", dossier.child_value("NgayTiepNhan"));
  json.moment("due_at", dossier.child_value("NgayHenTra"));
  json.text("agency", dossier.child_value("CoQuan"));
  json.integer("fee", dossier.child_value("LePhi"));
  json.flag("paid", dossier.child_value("DaNop"));
}

}  // namespace

std::string xml_to_json_by_hand(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8)) {
    throw std::runtime_error("not XML");
  }
  const Element dossier = document.child("HoSo");
  JsonText json;
  json.open_item();
  write_head(json, dossier);
  write_people(json, dossier.child("NguoiNop"), dossier.child("ChuHoSo"));
  write_documents(json, dossier.child("DanhSachGiayTo"));
  write_steps(json, dossier.child("QuaTrinh"));
  json.text("note", dossier.child_value("GhiChu"));
  json.close();
  return json.finished();
}

}  // namespace lienthong::bench
