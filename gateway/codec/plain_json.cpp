#include "codec/plain_json.hpp"

#include "base/text.hpp"
#include "codec/arena_stack.hpp"
#include "codec/member_names.hpp"
#include "codec/plain_json_cursor.hpp"
#include "codec/text_in.hpp"

#include <cstring>

namespace lienthong::codec {
namespace {

using base::is_utf8;

enum class Texts { all_nfc, to_be_normalised };

/// Every `false` and every nothing gives up.
class PlainJsonReader {
 public:
  PlainJsonReader(PlainJsonCursor cursor, Texts texts, Arena& arena, const Limits& limits)
      : cursor_(cursor), texts_(texts), arena_(&arena), limits_(&limits), open_(arena, 16), children_(arena) {}

  std::optional<Value> read() {
    cursor_.skip_blanks();
    if (!value()) return std::nullopt;
    while (!open_.empty()) {
      if (!(open_.top().kind == Value::Kind::record ? next_member() : next_item())) return std::nullopt;
    }
    cursor_.skip_blanks();
    return cursor_.at_end() ? std::optional(children_.top().value) : std::nullopt;
  }

 private:
  struct Open {
    Value::Kind kind;
    std::size_t first;      ///< where its children begin
    std::string_view name;  ///< of the child that is being read
  };

  /// A scalar, or the beginning of a record or list.
  bool value() {
    switch (cursor_.here()) {  // a char, not an enum of ours
      case '"':
        return text();
      case '{':
        return open(Value::Kind::record);
      case '[':
        return open(Value::Kind::list);
      case 't':
        return cursor_.take("true") && put(Value::boolean(true));
      case 'f':
        return cursor_.take("false") && put(Value::boolean(false));
      case 'n':
        return cursor_.take("null") && put(Value::null());
      default:
        return number();
    }
  }

  bool number() {
    const auto lexeme = cursor_.number();
    return lexeme && put(Value::number(*lexeme));
  }

  bool text() {
    const auto text = string();
    const auto chars = text ? settled(*text) : std::nullopt;
    return chars && put(Value::text(*chars));
  }

  bool next_item() {
    cursor_.skip_blanks();
    if (cursor_.take(']')) return close_list();
    if (!is_first_child() && !cursor_.take(',')) return false;
    cursor_.skip_blanks();
    return value();
  }

  bool next_member() {
    cursor_.skip_blanks();
    if (cursor_.take('}')) return close_record();
    if (!is_first_child() && !cursor_.take(',')) return false;
    cursor_.skip_blanks();
    const auto name = string();
    if (!name || name->chars.size() > limits_->name_bytes) return false;
    const auto chars = settled(*name);
    if (!chars) return false;
    open_.top().name = *chars;
    cursor_.skip_blanks();
    if (!cursor_.take(':')) return false;
    cursor_.skip_blanks();
    return value();
  }

  std::optional<PlainJsonCursor::Text> string() { return cursor_.take('"') ? cursor_.text() : std::nullopt; }

  /// NFC, and without NUL where that is refused. (In a name it is not: that is for the strict reader to say.)
  std::optional<std::string_view> settled(const PlainJsonCursor::Text& text) {
    if (texts_ == Texts::all_nfc && !text.escaped) return text.chars;
    const bool refuses_nul = limits_->nul_in_text == NulInText::refuse;
    if (refuses_nul && text.chars.find('\0') != std::string_view::npos) return std::nullopt;
    if (!has_few_marks(text.chars)) return std::nullopt;
    return nfc_of(*arena_, text.chars);
  }

  [[nodiscard]] bool is_first_child() { return children_.size() == open_.top().first; }

  bool open(Value::Kind kind) {
    if (open_.size() == limits_->depth) return false;
    open_.push({kind, children_.size(), {}});
    return cursor_.take(kind == Value::Kind::record ? '{' : '[');
  }

  bool close_record() {
    const auto members = children_.from(open_.top().first);
    return !has_duplicate_name(members) && close(Value::record(arena_->copy(members)));
  }

  bool close_list() {
    const auto children = children_.from(open_.top().first);
    if (children.empty()) return close(Value::list({}));
    auto* const items = static_cast<Value*>(arena_->allocate(children.size() * sizeof(Value), alignof(Value)));
    for (std::size_t i = 0; i < children.size(); ++i) std::construct_at(items + i, children[i].value);
    return close(Value::list({items, children.size()}));
  }

  bool close(const Value& container) {
    children_.cut(open_.top().first);
    open_.pop();
    return put(container);
  }

  bool put(const Value& value) {
    if (++nodes_ > limits_->nodes) return false;
    children_.push({open_.empty() ? std::string_view{} : open_.top().name, value});
    return true;
  }

  PlainJsonCursor cursor_;
  Texts texts_;
  Arena* arena_;
  const Limits* limits_;
  ArenaStack<Open> open_;
  ArenaStack<Member> children_;  ///< of all that is open; an item of a list has no name
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Value> read_plain_json(std::string_view bytes, Arena& arena, const Limits& limits) {
  if (bytes.size() > limits.bytes) return std::nullopt;
  const auto texts = is_plainly_nfc(bytes) ? Texts::all_nfc : Texts::to_be_normalised;
  if (texts == Texts::to_be_normalised && !is_utf8(bytes)) return std::nullopt;
  auto* const copy = static_cast<char*>(arena.allocate(bytes.size() + PlainJsonCursor::padding, 1));
  std::memset(std::copy(bytes.begin(), bytes.end(), copy), 0, PlainJsonCursor::padding);
  return PlainJsonReader(PlainJsonCursor(copy, bytes.size()), texts, arena, limits).read();
}

}  // namespace lienthong::codec
