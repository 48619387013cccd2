#include "console/month/month_export.hpp"

#include "console/month/csv.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/xlsx.hpp"

#include <stdexcept>

namespace lienthong::console {
namespace {

base::Result<Sheet> sheet_of(const MonthReport& report, MonthPart part) {
  switch (part) {
    case MonthPart::summary:
      return summary_sheet(report);
    case MonthPart::fees:
      return fees_sheet(report);
    case MonthPart::matching:
      return matching_sheet(report);
    case MonthPart::transfers:
      return transfers_sheet(report);
    case MonthPart::alarms:
      return alarms_sheet(report);
  }
  throw std::logic_error("no such part of a month");
}

}  // namespace

std::string_view name(MonthPart part) {
  switch (part) {
    case MonthPart::summary:
      return "summary";
    case MonthPart::fees:
      return "fees";
    case MonthPart::matching:
      return "matching";
    case MonthPart::transfers:
      return "transfers";
    case MonthPart::alarms:
      return "alarms";
  }
  throw std::logic_error("no such part of a month");
}

base::Result<std::string> month_xlsx(const MonthReport& report) {
  std::vector<Sheet> sheets;
  for (const MonthPart part : month_parts) {
    auto sheet = sheet_of(report, part);
    if (!sheet) return base::fail(std::move(sheet.error()));
    sheets.push_back(std::move(*sheet));
  }
  return to_xlsx(sheets, report.made_at);
}

base::Result<std::string> month_csv(const MonthReport& report, MonthPart part) {
  return sheet_of(report, part).map(to_csv);
}

}  // namespace lienthong::console
