#include "console/month/month_cells.hpp"

#include <date/date.h>

namespace lienthong::console {

Cell text_cell(std::string_view text) { return text.empty() ? Cell{} : Cell{std::string(text)}; }

Cell unit_name_cell(const MonthReport& report, const domain::UnitCode& unit) {
  const auto found = report.units.find(unit);
  return found == report.units.end() ? Cell{} : text_cell(found->second);
}

Cell instant_cell(const std::optional<base::Instant>& at) { return at ? Cell{*at} : Cell{}; }

std::string to_vietnamese(domain::Day day) { return date::format("%d/%m/%Y", day); }

std::string sheet_title(const MonthReport& report, std::string_view about) {
  const std::string month = to_vietnamese(domain::Day{report.facts.month / 1}).substr(std::string_view("01/").size());
  return "Phí, lệ phí tháng " + month + ": " + std::string(about);
}

std::string sheet_note(const MonthReport& report) {
  return "Lập lúc " + base::to_vietnamese(report.made_at) + "; " +
         (report.statements_until ? "sao kê đã đọc đến " + base::to_vietnamese(*report.statements_until)
                                  : std::string("chưa đọc sao kê nào"));
}

}  // namespace lienthong::console
