#include "console/text_table.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace lienthong::console {
namespace {

void append_row(std::string& out, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string cell = i < cells.size() ? cells[i] : "";
    line += cell;
    if (i + 1 < widths.size()) line.append(widths[i] - base::code_points(cell) + 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

}  // namespace

std::string text_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::string& cell : header) widths.push_back(base::code_points(cell));
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
      widths[i] = std::max(widths[i], base::code_points(row[i]));
  }
  std::string out;
  append_row(out, header, widths);
  std::vector<std::string> rule;
  for (const std::size_t width : widths) {
    std::string line;
    for (std::size_t i = 0; i < width; ++i) line += "─";
    rule.push_back(std::move(line));
  }
  append_row(out, rule, widths);
  for (const auto& row : rows) append_row(out, row, widths);
  return out;
}

}  // namespace lienthong::console
