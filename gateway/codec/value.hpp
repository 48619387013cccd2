#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lienthong::codec {

struct Member;

/// A tree of views into an Arena: cheap to copy, never owns. JSON and XML both become this.
///
///  - a number keeps its lexeme, so nothing is lost to floating point;
///  - a record keeps its members in the order of the document;
///  - XML: an element with only text is a text; with attributes or children it is a record of "@attribute" (text),
///    "#text" (its own text, when not blank) and one member per child element. Repeated siblings are repeated members
///    of the same name. Names carry the prefix that the reader was told for their namespace ("h:MaHoSo"), or none.
///    xsi:nil="true" is null.
class Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, text, list, record };

  Value() = default;
  static Value null() { return {}; }
  static Value boolean(bool value) { return Value(Kind::boolean, value ? "true" : "false"); }
  /// `lexeme` must be a JSON number.
  static Value number(std::string_view lexeme) { return Value(Kind::number, lexeme); }
  static Value text(std::string_view text) { return Value(Kind::text, text); }
  static Value list(std::span<const Value> items) {
    Value value(Kind::list, {});
    value.items_ = items.data();
    value.size_ = items.size();
    return value;
  }
  static Value record(std::span<const Member> members) {
    Value value(Kind::record, {});
    value.members_ = members.data();
    value.size_ = members.size();
    return value;
  }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_text() const { return kind_ == Kind::text; }
  [[nodiscard]] bool is_number() const { return kind_ == Kind::number; }
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::boolean; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_record() const { return kind_ == Kind::record; }

  /// Text, number lexeme, or "true"/"false"; empty for the others.
  [[nodiscard]] std::string_view scalar() const {
    return is_list() || is_record() ? std::string_view{} : std::string_view(chars_, size_);
  }
  [[nodiscard]] bool as_boolean() const { return is_boolean() && scalar() == "true"; }
  /// Nothing when not an integer of 64 bits.
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;

  [[nodiscard]] std::span<const Value> items() const {
    return is_list() ? std::span(items_, size_) : std::span<const Value>{};
  }
  [[nodiscard]] inline std::span<const Member> members() const;
  /// First member of that name, or nullptr.
  [[nodiscard]] const Value* find(std::string_view name) const;

 private:
  Value(Kind kind, std::string_view chars) : chars_(chars.data()), size_(chars.size()), kind_(kind) {}
  union {
    const char* chars_ = nullptr;
    const Value* items_;
    const Member* members_;
  };
  std::size_t size_ = 0;
  Kind kind_ = Kind::null;
};

struct Member {
  std::string_view name;
  Value value;
};

std::span<const Member> Value::members() const {
  return is_record() ? std::span(members_, size_) : std::span<const Member>{};
}

/// Deep equality; record members compare as a set of (name, value) in any order, repeated names in order.
[[nodiscard]] bool same(const Value& left, const Value& right);

}  // namespace lienthong::codec
