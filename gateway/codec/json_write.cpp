#include "codec/json.hpp"
#include "codec/output_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace lienthong::codec {
namespace {

enum class MemberOrder { as_given, by_name };

constexpr bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

std::uint64_t find_escape(std::uint64_t eight) {
  return any_below(eight, 0x20) | any_is(eight, '"') | any_is(eight, '\\');
}

void escape_into(OutputText& out, char c) {
  static constexpr std::string_view hex = "0123456789abcdef";
  static constexpr std::string_view named = "\"\"\\\\\bb\ff\nn\rr\tt";
  for (std::size_t i = 0; i < named.size(); i += 2) {
    if (named[i] != c) continue;
    out.append('\\');
    out.append(named[i + 1]);
    return;
  }
  out.append("\\u00");
  out.append(hex[static_cast<unsigned char>(c) >> 4U]);
  out.append(hex[static_cast<unsigned char>(c) & 0x0FU]);
}

/// Whether anything had to be escaped.
bool quote_into(OutputText& out, std::string_view text) {
  bool escaped = false;
  out.append('"');
  out.append_escaped(text, find_escape, [&](char c) {
    if (!needs_escape(static_cast<unsigned char>(c))) return out.append(c);
    escape_into(out, c);
    escaped = true;
  });
  out.append('"');
  return escaped;
}

/// Writes with a stack of its own: a value built in memory may be deeper than any reader allows.
class Writer {
 public:
  explicit Writer(MemberOrder order) : order_(order) { open_.reserve(16); }

  std::string write(const Value& root) {
    begin(root);
    while (!open_.empty()) next();
    return std::string(out_.view());
  }

 private:
  struct Open {
    std::vector<Member> sorted;  ///< only when the order is by name
    std::span<const Member> members;
    std::span<const Value> items;
    bool record = false;
    std::size_t done = 0;
  };

  void begin(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::null:
        out_.append("null");
        return;
      case Value::Kind::boolean:
      case Value::Kind::number:
        out_.append(value.scalar());
        return;
      case Value::Kind::text:
        quote_into(out_, value.scalar());
        return;
      case Value::Kind::list:
        out_.append('[');
        open_.push_back({{}, {}, value.items(), false, 0});
        return;
      case Value::Kind::record:
        begin_record(value);
        return;
    }
  }

  void begin_record(const Value& record) {
    out_.append('{');
    auto& open = open_.emplace_back();
    open.record = true;
    open.members = record.members();
    if (order_ == MemberOrder::as_given) return;
    open.sorted.assign(open.members.begin(), open.members.end());
    std::stable_sort(open.sorted.begin(), open.sorted.end(),
                     [](const Member& a, const Member& b) { return a.name < b.name; });
    open.members = open.sorted;  // a moved vector keeps its buffer, so the span survives growth of the stack
  }

  void next() {
    auto& open = open_.back();
    const std::size_t size = open.record ? open.members.size() : open.items.size();
    if (open.done == size) {
      out_.append(open.record ? '}' : ']');
      open_.pop_back();
      return;
    }
    if (open.done != 0) out_.append(',');
    const std::size_t index = open.done++;
    if (!open.record) return begin(open.items[index]);
    const Member member = open.members[index];
    name(member.name);
    begin(member.value);
  }

  /// Most names come more than once, and mostly from the same place: then they need no second look.
  void name(std::string_view name) {
    auto& known = plain_names_[(reinterpret_cast<std::uintptr_t>(name.data()) / 8) % plain_names_.size()];
    if (known.data() == name.data() && known.size() == name.size()) {
      char* out = out_.extend(name.size() + 3);
      *out++ = '"';
      out = std::copy_n(name.data(), name.size(), out);
      *out++ = '"';
      *out = ':';
      return;
    }
    if (!quote_into(out_, name)) known = name;
    out_.append(':');
  }

  MemberOrder order_;
  std::array<std::string_view, 64> plain_names_{};
  OutputText out_;
  std::vector<Open> open_;
};

}  // namespace

std::string write_json(const Value& value) { return Writer(MemberOrder::as_given).write(value); }

std::string write_canonical_json(const Value& value) { return Writer(MemberOrder::by_name).write(value); }

}  // namespace lienthong::codec
