#include "console/month/csv.hpp"

#include "console/month/month_cells.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace lienthong::console {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char separator = ';';

/// What makes a formula of a text, the wide forms of East Asian keyboards too.
constexpr std::array<std::string_view, 11> formula_starts{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

bool begins_a_formula(std::string_view text) {
  const auto is_start = [](std::string_view at) {
    return std::ranges::any_of(formula_starts, [at](std::string_view start) { return at.starts_with(start); });
  };
  const std::size_t first = text.find_first_not_of(' ');  // programs differ in whether they skip blanks
  return first != std::string_view::npos && is_start(text.substr(first));
}

std::string quoted(std::string text) {
  if (text.find_first_of("\";\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

struct FieldOf {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return quoted(begins_a_formula(text) ? "'" + text : text); }
  std::string operator()(Dong amount) const { return std::to_string(amount.value); }
  std::string operator()(Count count) const { return std::to_string(count.value); }
  std::string operator()(domain::Day day) const { return to_vietnamese(day); }
  std::string operator()(base::Instant at) const { return base::to_vietnamese(at); }
};

void append_line(std::string& out, const std::vector<std::string>& fields) {
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) out += separator;
    first = false;
    out += field;
  }
  out += "\r\n";
}

}  // namespace

std::string to_csv(const Sheet& sheet) {
  std::string out(byte_order_mark);
  std::vector<std::string> fields;
  for (const Column& column : sheet.columns) fields.push_back(FieldOf{}(column.title));
  append_line(out, fields);
  for (const std::vector<Cell>& row : sheet.rows) {
    fields.clear();
    for (const Cell& cell : row) fields.push_back(std::visit(FieldOf{}, cell));
    append_line(out, fields);
  }
  return out;
}

}  // namespace lienthong::console
