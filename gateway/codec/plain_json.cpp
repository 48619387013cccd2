#include "codec/plain_json.hpp"

#include "base/text.hpp"
#include "codec/arena_stack.hpp"
#include "codec/member_names.hpp"
#include "codec/text_in.hpp"

#include <rapidjson/reader.h>

#include <cstring>

namespace lienthong::codec {
namespace {

using rapidjson::SizeType;

// The encoding is judged beforehand, over the whole document at once.
constexpr unsigned parse_flags =
    rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;

enum class Texts { all_nfc, to_be_normalised };

/// Builds the tree from RapidJSON's events, with views into the buffer it decodes in place. Every `false` gives up.
class PlainTreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, PlainTreeBuilder> {
 public:
  /// `copy` holds `bytes` and is decoded in place.
  PlainTreeBuilder(std::string_view bytes, const char* copy, Texts texts, Arena& arena, const Limits& limits)
      : bytes_(bytes),
        copy_(copy),
        escape_(bytes.find('\\')),
        texts_(texts),
        arena_(&arena),
        limits_(&limits),
        open_(arena, 16),
        children_(arena) {}

  // The names below are RapidJSON's handler concept.
  bool Default() { return false; }
  bool Null() { return put(Value::null()); }
  bool Bool(bool value) { return put(Value::boolean(value)); }
  bool RawNumber(const char* chars, SizeType size, bool) { return put(Value::number({chars, size})); }
  bool String(const char* chars, SizeType size, bool) {
    const auto text = settled({chars, size});
    return text && put(Value::text(*text));
  }
  bool Key(const char* chars, SizeType size, bool) {
    if (size > limits_->name_bytes) return false;
    const auto name = settled({chars, size});
    if (name) open_.top().key = *name;
    return name.has_value();
  }
  bool StartObject() { return open(Value::Kind::record); }
  bool StartArray() { return open(Value::Kind::list); }
  bool EndObject(SizeType) {
    const auto members = children_.from(open_.top().first);
    return !has_duplicate_name(members) && close(Value::record(arena_->copy(members)));
  }
  bool EndArray(SizeType size) {
    if (size == 0) return close(Value::list({}));
    const auto children = children_.from(open_.top().first);
    auto* const items = static_cast<Value*>(arena_->allocate(size * sizeof(Value), alignof(Value)));
    for (std::size_t i = 0; i < size; ++i) std::construct_at(items + i, children[i].value);
    return close(Value::list({items, size}));
  }

  [[nodiscard]] const Value& root() const { return root_; }

 private:
  struct Open {
    Value::Kind kind;
    std::size_t first;  ///< where its children begin
    std::string_view key;
  };

  /// Texts come in the order of the document, so that one search serves them all.
  bool is_escaped(std::string_view text) {
    const auto at = static_cast<std::size_t>(text.data() - copy_);
    if (escape_ < at) escape_ = bytes_.find('\\', at);
    return escape_ < at + text.size();
  }

  std::optional<std::string_view> settled(std::string_view text) {
    const bool escaped = is_escaped(text);
    if (texts_ == Texts::all_nfc && !escaped) return text;
    // A name may hold the character, but that is for the strict reader to know.
    if (escaped && limits_->nul_in_text == NulInText::refuse && text.find('\0') != std::string_view::npos) return {};
    if (is_plainly_nfc(text)) return text;
    if (!base::is_utf8(text)) return std::nullopt;  // half a surrogate pair
    return arena_->copy(base::to_nfc(text));
  }

  bool open(Value::Kind kind) {
    if (open_.size() == limits_->depth) return false;
    open_.push({kind, children_.size(), {}});
    return true;
  }

  bool close(const Value& container) {
    children_.cut(open_.top().first);
    open_.pop();
    return put(container);
  }

  bool put(const Value& value) {
    if (++nodes_ > limits_->nodes) return false;
    if (open_.empty()) {
      root_ = value;
    } else {
      children_.push({open_.top().key, value});
    }
    return true;
  }

  std::string_view bytes_;
  const char* copy_;
  std::size_t escape_;  ///< the first backslash not yet passed
  Texts texts_;
  Arena* arena_;
  const Limits* limits_;
  ArenaStack<Open> open_;
  ArenaStack<Member> children_;  ///< of all that is open; an item of a list has no name
  std::size_t nodes_ = 0;
  Value root_;
};

/// RapidJSON wants a NUL behind its text, and takes one inside it for the end.
char* terminated_copy(std::string_view bytes, Arena& arena) {
  auto* const copy = static_cast<char*>(arena.allocate(bytes.size() + 1, 1));
  std::memcpy(copy, bytes.data(), bytes.size());
  copy[bytes.size()] = '\0';
  return copy;
}

}  // namespace

std::optional<Value> read_plain_json(std::string_view bytes, Arena& arena, const Limits& limits) {
  if (bytes.empty() || bytes.size() > limits.bytes || bytes.find('\0') != std::string_view::npos) return std::nullopt;
  const auto texts = is_plainly_nfc(bytes) ? Texts::all_nfc : Texts::to_be_normalised;
  if (texts == Texts::to_be_normalised && !base::is_utf8(bytes)) return std::nullopt;
  char* const copy = terminated_copy(bytes, arena);
  rapidjson::InsituStringStream source(copy);
  PlainTreeBuilder builder(bytes, copy, texts, arena, limits);
  rapidjson::Reader reader;
  if (reader.Parse<parse_flags>(source, builder).IsError()) return std::nullopt;
  return builder.root();
}

}  // namespace lienthong::codec
