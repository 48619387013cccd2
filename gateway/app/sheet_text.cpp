#include "app/sheet_text.hpp"

#include "base/text.hpp"
#include "console/month/month_cells.hpp"
#include "console/text_table.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace lienthong::app {
namespace {

using console::Cell;
using console::Sheet;

struct Written {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(console::Dong dong) const { return grouped(dong.value); }
  std::string operator()(console::Count count) const { return grouped(count.value); }
  std::string operator()(domain::Day day) const { return console::to_vietnamese(day); }
  std::string operator()(base::Instant at) const { return base::to_vietnamese(at); }
};

std::int64_t number_in(const Cell& cell) {
  if (const auto* dong = std::get_if<console::Dong>(&cell)) return dong->value;
  if (const auto* count = std::get_if<console::Count>(&cell)) return count->value;
  return 0;
}

bool is_number(const Cell& cell) {
  return std::holds_alternative<console::Dong>(cell) || std::holds_alternative<console::Count>(cell);
}

/// One column from its title down to its sum.
std::vector<std::string> column_text(const Sheet& sheet, std::size_t place) {
  std::vector<std::string> out{sheet.columns[place].title};
  std::int64_t sum = 0;
  bool numbers = false;
  for (const auto& row : sheet.rows) {
    out.push_back(std::visit(Written{}, row[place]));
    sum += number_in(row[place]);
    numbers = numbers || is_number(row[place]);
  }
  const bool summed = numbers && sheet.columns[place].total == console::ColumnTotal::sum;
  out.push_back(summed ? grouped(sum) : std::string());
  if (!numbers) return out;
  std::size_t width = 0;
  for (const std::string& cell : out) width = std::max(width, base::code_points(cell));
  for (std::string& cell : out) cell.insert(0, width - base::code_points(cell), ' ');
  return out;
}

bool has_text(const std::vector<std::string>& column) {
  return std::ranges::any_of(column.begin() + 1, column.end(),
                             [](const std::string& cell) { return cell.find_first_not_of(' ') != std::string::npos; });
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, 1, '.');
  }
  return digits;
}

std::string sheet_text(const Sheet& sheet) {
  std::string out = sheet.title + "\n" + (sheet.note.empty() ? "" : sheet.note + "\n");
  if (sheet.rows.empty()) return out + "–\n";
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows(sheet.rows.size() + 1);
  for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
    const auto column = column_text(sheet, place);
    if (!has_text(column)) continue;
    header.push_back(column.front());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row].push_back(column[row + 1]);
  }
  const bool without_sums = std::ranges::all_of(
      rows.back(), [](const std::string& cell) { return cell.find_first_not_of(' ') == std::string::npos; });
  if (without_sums) rows.pop_back();
  return out + console::text_table(header, rows);
}

}  // namespace lienthong::app
