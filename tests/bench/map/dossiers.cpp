#include "dossiers.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <random>
#include <span>
#include <string_view>

namespace lienthong::bench {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 12> family{"Nguyễn", "Trần", "Lê",    "Phạm", "Hoàng", "Đặng",
                                                  "Đoàn",   "Bùi",  "Trịnh", "Mạc",  "Khổng", "Quách"};
constexpr std::array<std::string_view, 8> middle{"Thị", "Văn", "Đình", "Thị Ngọc", "Bá", "Hồng", "Tuệ", "Quỳnh"};
constexpr std::array<std::string_view, 10> given{"Ánh", "Bình", "Dương", "Hạnh", "Khuê",
                                                 "Lộc", "Mẫn",  "Nghĩa", "Thủy", "Vượng"};
constexpr std::array<std::string_view, 5> provinces{"Tỉnh Lạng Sơn", "Thành phố Hải Phòng", "Tỉnh Thừa Thiên Huế",
                                                    "Tỉnh Đắk Nông", "Thành phố Cần Thơ"};
constexpr std::array<std::string_view, 5> districts{"Huyện Chi Lăng", "Quận Lê Chân", "Thị xã Hương Trà",
                                                    "Huyện Cư Jút", "Quận Ninh Kiều"};
constexpr std::array<std::string_view, 5> wards{"Xã Vạn Linh", "Phường Trại Cau", "Phường Tứ Hạ", "Xã Tâm Thắng",
                                                "Phường Cái Khế"};
constexpr std::array<std::string_view, 5> streets{"Hai Bà Trưng", "Phạm Ngũ Lão", "Nguyễn Đình Chiểu", "Lê Hồng Phong",
                                                  "Đường số 7"};
constexpr std::array<std::string_view, 4> procedures{
    "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Đăng ký biến động quyền sử dụng đất",
    "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", "Đăng ký thành lập hợp tác xã"};
constexpr std::array<std::string_view, 5> papers{"Đơn đề nghị theo mẫu số 01", "Bản vẽ thiết kế kèm theo",
                                                 "Giấy tờ chứng minh quyền sử dụng đất",
                                                 "Văn bản ủy quyền có công chứng", "Bản sao hộ chiếu"};
constexpr std::array<std::string_view, 4> opinions{
    "Hồ sơ đầy đủ, hợp lệ; chuyển phòng chuyên môn thụ lý theo quy trình nội bộ.",
    "Cần bổ sung bản gốc để đối chiếu trước ngày hẹn trả kết quả.",
    "Kết quả thẩm định phù hợp với quy hoạch đã được phê duyệt.", "Đã ký số và phát hành; gửi bộ phận trả kết quả."};
constexpr std::array<std::string_view, 4> units{"Bộ phận Một cửa", "Phòng Quản lý đô thị",
                                                "Chi nhánh Văn phòng đăng ký đất đai",
                                                "Trung tâm Phục vụ hành chính công"};
constexpr std::array<std::string_view, 5> statuses{"received", "processing", "supplement_requested", "completed",
                                                   "refused"};
constexpr std::array<std::string_view, 3> channels{"counter", "online", "post"};

class Author {
 public:
  explicit Author(std::uint64_t seed) : random_(seed), json_(buffer_) {}

  std::string dossier(std::size_t number) {
    buffer_.Clear();
    json_.Reset(buffer_);
    json_.StartObject();
    text("code", "000.00.04.G12-" + digits(6) + "-" + std::to_string(100'000 + number));
    procedure();
    text("status", one_of(statuses));
    text("channel", one_of(channels));
    integer("level", 1 + pick(4));
    moment("received_at");
    moment("due_at");
    text("agency", one_of(units));
    integer("fee", pick(40) * 5000);
    flag("paid");
    applicant();
    owner();
    list("documents", 7, [this](std::size_t i) { document(i); });
    list("steps", 5, [this](std::size_t i) { step(i); });
    text("note", "Người dân đề nghị trả kết quả qua \"bưu chính công ích\" & nhận tin nhắn khi hồ sơ có thay đổi.");
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void procedure() {
    open("procedure");
    text("code", "1." + digits(6) + ".000.00.00.H12");
    text("name", one_of(procedures));
    text("field_code", "LV" + digits(3));
    text("field_name", "Quy hoạch xây dựng, kiến trúc và quản lý đất đai");
    json_.EndObject();
  }

  void applicant() {
    open("applicant");
    text("name", full_name());
    text("identity_number", digits(12));
    moment("identity_issued_at");
    text("gender", pick(2) == 0 ? "male" : "female");
    text("phone", "09" + digits(8));
    text("email", "nguoi.dan." + digits(4) + "@example.vn");
    address();
    json_.EndObject();
  }

  void owner() {
    open("owner");
    text("name", full_name());
    text("identity_number", digits(12));
    text("kind", pick(2) == 0 ? "citizen" : "organisation");
    address();
    json_.EndObject();
  }

  void address() {
    open("address");
    text("province", one_of(provinces));
    text("district", one_of(districts));
    text("ward", one_of(wards));
    text("street", "Số " + std::to_string(1 + pick(400)) + " " + std::string(one_of(streets)));
    json_.EndObject();
  }

  void document(std::size_t index) {
    integer("number", index + 1);
    text("name", one_of(papers));
    text("code", "TP" + digits(6));
    integer("copies", 1 + pick(3));
    flag("original");
    moment("issued_at");
    text("path", "/luu-tru/2025/" + digits(10) + ".pdf");
  }

  void step(std::size_t index) {
    integer("number", index + 1);
    text("officer", full_name());
    text("unit", one_of(units));
    text("status", one_of(statuses));
    moment("at");
    text("opinion", one_of(opinions));
  }

  std::size_t pick(std::size_t among) { return random_() % among; }
  std::string_view one_of(Words words) { return words[pick(words.size())]; }

  std::string digits(std::size_t count) {
    std::string out;
    while (out.size() < count) out += static_cast<char>('0' + pick(10));
    return out;
  }

  std::string full_name() {
    return std::string(one_of(family)) + " " + std::string(one_of(middle)) + " " + std::string(one_of(given));
  }

  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

  void open(std::string_view name) {
    key(name);
    json_.StartObject();
  }

  void text(std::string_view name, std::string_view value) {
    key(name);
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }

  void integer(std::string_view name, std::size_t value) {
    key(name);
    json_.Uint64(value);
  }

  void flag(std::string_view name) {
    key(name);
    json_.Bool(pick(2) == 0);
  }

  void moment(std::string_view name) {
    const auto year = 2023 + pick(3);
    const auto month = 1 + pick(12);
    const auto day = 1 + pick(28);
    const auto hour = pick(24);
    const auto minute = pick(60);
    const auto second = pick(60);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%zu-%02zu-%02zuT%02zu:%02zu:%02zu.000+07:00", year, month, day, hour, minute,
                  second);
    text(name, out.data());
  }

  template <class Item>
  void list(std::string_view name, std::size_t size, Item item) {
    key(name);
    json_.StartArray();
    for (std::size_t i = 0; i < size; ++i) {
      json_.StartObject();
      item(i);
      json_.EndObject();
    }
    json_.EndArray();
  }

  std::mt19937_64 random_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace

std::vector<std::string> canonical_dossiers(std::size_t count) {
  Author author(20250701);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(author.dossier(i));
  return out;
}

}  // namespace lienthong::bench
