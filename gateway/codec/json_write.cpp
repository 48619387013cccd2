#include "codec/json.hpp"

#include <algorithm>
#include <vector>

namespace lienthong::codec {
namespace {

enum class MemberOrder { as_given, by_name };

void escape_into(std::string& out, char c) {
  static constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:  // a char, not an enum of ours
      out += "\\u00";
      out += hex[static_cast<unsigned char>(c) >> 4U];
      out += hex[static_cast<unsigned char>(c) & 0x0FU];
  }
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void quote_into(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto* stop = std::find_if(text.begin(), text.end(), needs_escape);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out.append(text.substr(0, plain));
    if (stop == text.end()) break;
    escape_into(out, *stop);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

/// Writes with a stack of its own: a value built in memory may be deeper than any reader allows.
class Writer {
 public:
  explicit Writer(MemberOrder order) : order_(order) {}

  std::string write(const Value& root) {
    begin(root);
    while (!open_.empty()) next();
    return std::move(out_);
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
        out_ += "null";
        return;
      case Value::Kind::boolean:
      case Value::Kind::number:
        out_ += value.scalar();
        return;
      case Value::Kind::text:
        quote_into(out_, value.scalar());
        return;
      case Value::Kind::list:
        out_ += '[';
        open_.push_back({{}, {}, value.items(), false, 0});
        return;
      case Value::Kind::record:
        begin_record(value);
        return;
    }
  }

  void begin_record(const Value& record) {
    out_ += '{';
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
      out_ += open.record ? '}' : ']';
      open_.pop_back();
      return;
    }
    if (open.done != 0) out_ += ',';
    const std::size_t index = open.done++;
    if (!open.record) return begin(open.items[index]);
    const Member member = open.members[index];
    quote_into(out_, member.name);
    out_ += ':';
    begin(member.value);
  }

  MemberOrder order_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::string write_json(const Value& value) { return Writer(MemberOrder::as_given).write(value); }

std::string write_canonical_json(const Value& value) { return Writer(MemberOrder::by_name).write(value); }

}  // namespace lienthong::codec
