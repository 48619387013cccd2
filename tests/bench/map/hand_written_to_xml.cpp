#include "hand_written.hpp"
#include "hand_written_codes.hpp"
#include "hand_written_dates.hpp"

#include <rapidjson/document.h>

#include <stdexcept>

namespace lienthong::bench {
namespace {

using Json = rapidjson::Value;

const Json& member(const Json& record, const char* name) {
  const auto found = record.FindMember(name);
  if (found == record.MemberEnd()) throw std::runtime_error("missing member");
  return found->value;
}

std::string_view text_of(const Json& record, const char* name) {
  const auto& value = member(record, name);
  if (!value.IsString()) throw std::runtime_error("not a text");
  return {value.GetString(), value.GetStringLength()};
}

class XmlText {
 public:
  void raw(std::string_view text) { out_.append(text); }

  void element(std::string_view name, std::string_view text) {
    open(name);
    escaped(text);
    close(name);
  }
  void element(std::string_view name, char c) { element(name, std::string_view(&c, 1)); }
  void integer(std::string_view name, const Json& value) { element(name, std::to_string(value.GetInt64())); }
  void flag(std::string_view name, const Json& value) { element(name, value.GetBool() ? '1' : '0'); }
  void moment(std::string_view name, std::string_view canonical) {
    const auto digits = external_digits(canonical);
    element(name, std::string_view(digits.data(), digits.size()));
  }

  std::string finished() { return std::move(out_); }
  void reserve(std::size_t size) { out_.reserve(size); }

 private:
  void open(std::string_view name) {
    out_ += '<';
    out_.append(name);
    out_ += '>';
  }
  void close(std::string_view name) {
    out_.append("</");
    out_.append(name);
    out_ += '>';
  }
  void escaped(std::string_view text) {
    std::size_t first = 0;
    for (auto at = text.find_first_of("&<>"); at != std::string_view::npos; at = text.find_first_of("&<>", first)) {
      out_.append(text.substr(first, at - first));
      out_.append(text[at] == '&' ? "&amp;" : text[at] == '<' ? "&lt;" : "&gt;");
      first = at + 1;
    }
    out_.append(text.substr(first));
  }

  std::string out_;
};

void write_address(XmlText& xml, const Json& address) {
  xml.raw("<DiaChi>");
  xml.element("Tinh", text_of(address, "province"));
  xml.element("Huyen", text_of(address, "district"));
  xml.element("Xa", text_of(address, "ward"));
  xml.element("DuongPho", text_of(address, "street"));
  xml.raw("</DiaChi>");
}

void write_people(XmlText& xml, const Json& applicant, const Json& owner) {
  xml.raw("<NguoiNop>");
  xml.element("HoTen", text_of(applicant, "name"));
  xml.element("SoDinhDanh", text_of(applicant, "identity_number"));
  xml.moment("NgayCapDinhDanh", text_of(applicant, "identity_issued_at"));
  xml.element("GioiTinh", external_code(gender_codes, text_of(applicant, "gender")));
  xml.element("DienThoai", text_of(applicant, "phone"));
  xml.element("ThuDienTu", text_of(applicant, "email"));
  write_address(xml, member(applicant, "address"));
  xml.raw("</NguoiNop><ChuHoSo>");
  xml.element("HoTen", text_of(owner, "name"));
  xml.element("SoDinhDanh", text_of(owner, "identity_number"));
  xml.element("LoaiChu", external_code(owner_codes, text_of(owner, "kind")));
  write_address(xml, member(owner, "address"));
  xml.raw("</ChuHoSo>");
}

void write_documents(XmlText& xml, const Json& documents) {
  xml.raw("<DanhSachGiayTo>");
  for (const auto& document : documents.GetArray()) {
    xml.raw("<GiayTo>");
    xml.integer("SoThuTu", member(document, "number"));
    xml.element("Ten", text_of(document, "name"));
    xml.element("Ma", text_of(document, "code"));
    xml.integer("SoBan", member(document, "copies"));
    xml.flag("BanChinh", member(document, "original"));
    xml.moment("NgayCap", text_of(document, "issued_at"));
    xml.element("DuongDan", text_of(document, "path"));
    xml.raw("</GiayTo>");
  }
  xml.raw("</DanhSachGiayTo>");
}

void write_steps(XmlText& xml, const Json& steps) {
  xml.raw("<QuaTrinh>");
  for (const auto& step : steps.GetArray()) {
    xml.raw("<Buoc>");
    xml.integer("SoThuTu", member(step, "number"));
    xml.element("CanBo", text_of(step, "officer"));
    xml.element("DonVi", text_of(step, "unit"));
    xml.element("TrangThai", external_code(status_codes, text_of(step, "status")));
    xml.moment("ThoiGian", text_of(step, "at"));
    xml.element("YKien", text_of(step, "opinion"));
    xml.raw("</Buoc>");
  }
  xml.raw("</QuaTrinh>");
}

void write_head(XmlText& xml, const Json& dossier) {
  const auto& procedure = member(dossier, "procedure");
  xml.element("MaHoSo", text_of(dossier, "code"));
  xml.element("MaThuTuc", text_of(procedure, "code"));
  xml.element("TenThuTuc", text_of(procedure, "name"));
  xml.element("MaLinhVuc", text_of(procedure, "field_code"));
  xml.element("TenLinhVuc", text_of(procedure, "field_name"));
  xml.element("TrangThai", external_code(status_codes, text_of(dossier, "status")));
  xml.element("KenhTiepNhan", external_code(channel_codes, text_of(dossier, "channel")));
  xml.integer("MucDo", member(dossier, "level"));
  xml.moment("NgayTiepNhan", text_of(dossier, "received_at"));
  xml.moment("NgayHenTra", text_of(dossier, "due_at"));
  xml.element("CoQuan", text_of(dossier, "agency"));
  xml.integer("LePhi", member(dossier, "fee"));
  xml.flag("DaNop", member(dossier, "paid"));
}

}  // namespace

std::string json_to_xml_by_hand(std::string_view json) {
  rapidjson::Document dossier;
  dossier.Parse(json.data(), json.size());
  if (dossier.HasParseError() || !dossier.IsObject()) throw std::runtime_error("not JSON");
  XmlText xml;
  xml.reserve(json.size() * 2);
  xml.raw(R"(<?xml version="1.0" encoding="UTF-8"?><HoSo>)");
  write_head(xml, dossier);
  write_people(xml, member(dossier, "applicant"), member(dossier, "owner"));
  write_documents(xml, member(dossier, "documents"));
  write_steps(xml, member(dossier, "steps"));
  xml.element("GhiChu", text_of(dossier, "note"));
  xml.raw("</HoSo>");
  return xml.finished();
}

}  // namespace lienthong::bench
