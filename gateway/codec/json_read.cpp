#include "base/text.hpp"
#include "codec/json.hpp"
#include "codec/json_source.hpp"
#include "codec/member_names.hpp"
#include "codec/plain_json.hpp"
#include "codec/strict_json.hpp"
#include "codec/text_in.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <optional>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using rapidjson::SizeType;

constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseFullPrecisionFlag | rapidjson::kParseNumbersAsStringsFlag;

base::Error broken(ErrorKind kind, std::string code, std::string text, std::size_t offset) {
  return base::Error(kind, std::move(code), std::move(text)).with("offset", std::to_string(offset));
}

/// Builds the tree from RapidJSON's events. Finished children wait on two stacks until their container closes.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder> {
 public:
  TreeBuilder(const JsonSource& source, Arena& arena, const Limits& limits)
      : source_(&source), arena_(&arena), limits_(limits) {}

  // The names below are RapidJSON's handler concept.
  bool Default() { return stop(ErrorKind::internal, "json.number", "the parser gave a number as a binary value"); }
  bool Null() { return put(Value::null()); }
  bool Bool(bool value) { return put(Value::boolean(value)); }
  bool RawNumber(const char*, SizeType, bool) { return put(Value::number(arena_->copy(source_->number()))); }
  bool String(const char* chars, SizeType size, bool) {
    if (limits_.nul_in_text == NulInText::refuse &&
        std::string_view(chars, size).find('\0') != std::string_view::npos) {
      return stop(ErrorKind::invalid, "json.nul", "a text holds the character NUL");
    }
    const auto text = keep({chars, size});
    return text && put(Value::text(*text));
  }
  bool Key(const char* chars, SizeType size, bool) {
    if (size > limits_.name_bytes) return stop(ErrorKind::too_large, "json.name", "a member's name is too long");
    const auto text = keep({chars, size});
    if (text) open_.back().key = *text;
    return text.has_value();
  }
  bool StartObject() { return open(Value::Kind::record); }
  bool StartArray() { return open(Value::Kind::list); }
  bool EndObject(SizeType) {
    const auto members = std::span<const Member>(members_).subspan(open_.back().first);
    if (has_duplicate_name(members)) return stop(ErrorKind::invalid, "json.duplicate", "a record names a member twice");
    const auto record = Value::record(arena_->copy(members));
    members_.resize(open_.back().first);
    return close(record);
  }
  bool EndArray(SizeType) {
    const auto list = Value::list(arena_->copy(std::span<const Value>(items_).subspan(open_.back().first)));
    items_.resize(open_.back().first);
    return close(list);
  }

  [[nodiscard]] const Value& root() const { return root_; }
  [[nodiscard]] std::optional<base::Error>& error() { return error_; }

 private:
  struct Open {
    Value::Kind kind;
    std::size_t first;  ///< where its children begin on their stack
    std::string_view key;
  };

  std::optional<std::string_view> keep(std::string_view text) {
    // The bytes are UTF-8 already, so only an escape can have made this: "\uDC00" without its other half.
    if (!is_ascii(text) && !base::is_utf8(text)) {
      stop(ErrorKind::invalid, "json.surrogate", "half a surrogate pair stands alone");
      return std::nullopt;
    }
    if (!has_few_marks(text)) {
      stop(ErrorKind::invalid, "json.marks", "more marks on one letter than any language has");
      return std::nullopt;
    }
    return keep_nfc(*arena_, text);
  }

  bool open(Value::Kind kind) {
    if (open_.size() == limits_.depth) return stop(ErrorKind::too_large, "json.depth", "nested too deep");
    open_.push_back({kind, kind == Value::Kind::record ? members_.size() : items_.size(), {}});
    return true;
  }

  bool close(const Value& container) {
    open_.pop_back();
    return put(container);
  }

  bool put(const Value& value) {
    if (++nodes_ > limits_.nodes) return stop(ErrorKind::too_large, "json.nodes", "too many values");
    if (open_.empty()) {
      root_ = value;
    } else if (open_.back().kind == Value::Kind::record) {
      members_.push_back({open_.back().key, value});
    } else {
      items_.push_back(value);
    }
    return true;
  }

  bool stop(ErrorKind kind, std::string code, std::string text) {
    error_ = broken(kind, std::move(code), std::move(text), source_->Tell());
    return false;
  }

  const JsonSource* source_;
  Arena* arena_;
  Limits limits_;
  std::vector<Open> open_;
  std::vector<Member> members_;
  std::vector<Value> items_;
  std::size_t nodes_ = 0;
  Value root_;
  std::optional<base::Error> error_;
};

/// What RapidJSON 1.1.0 lets through or misreads: a NUL ends its text early, a byte order mark confuses its start.
std::optional<base::Error> refuse_bytes(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes) return broken(ErrorKind::too_large, "json.bytes", "the document is too large", 0);
  if (bytes.starts_with("\xEF\xBB") || bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) {
    return broken(ErrorKind::invalid, "json.bom", "the document starts with a byte order mark", 0);
  }
  const auto nul = bytes.find('\0');
  if (nul != std::string_view::npos)
    return broken(ErrorKind::invalid, "json.nul", "the document holds a NUL byte", nul);
  if (!is_ascii(bytes) && !base::is_utf8(bytes))
    return broken(ErrorKind::invalid, "json.utf8", "the document is not UTF-8", 0);
  return std::nullopt;
}

base::Error translate(const rapidjson::ParseResult& result) {
  const bool surrogate = result.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid;
  const bool trailing = result.Code() == rapidjson::kParseErrorDocumentRootNotSingular;
  const char* code = surrogate ? "json.surrogate" : trailing ? "json.trailing" : "json.syntax";
  return broken(ErrorKind::invalid, code, rapidjson::GetParseError_En(result.Code()), result.Offset());
}

}  // namespace

base::Result<Value> read_json(std::string_view bytes, Arena& arena, const Limits& limits) {
  if (const auto plain = read_plain_json(bytes, arena, limits)) return *plain;
  return read_strict_json(bytes, arena, limits);
}

base::Result<Value> read_strict_json(std::string_view bytes, Arena& arena, const Limits& limits) {
  if (auto refused = refuse_bytes(bytes, limits)) return base::fail(std::move(*refused));
  JsonSource source(bytes);
  TreeBuilder builder(source, arena, limits);
  rapidjson::Reader reader;
  const auto result = reader.Parse<parse_flags>(source, builder);
  if (builder.error()) return base::fail(std::move(*builder.error()));
  if (result.IsError()) return base::fail(translate(result));
  return builder.root();
}

}  // namespace lienthong::codec
