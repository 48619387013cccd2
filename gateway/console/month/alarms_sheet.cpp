#include "console/month/month_cells.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/month_words.hpp"

namespace lienthong::console {
namespace {

bool is_about_money(const domain::FeeAlarm& alarm) { return alarm.expected != 0 || alarm.found != 0; }

std::vector<Cell> row(const MonthReport& report, const domain::FeeAlarm& alarm) {
  const bool money = is_about_money(alarm);
  return {text_cell(words(alarm.severity)),
          text_cell(words(alarm.kind)),
          alarm.since,
          alarm.unit ? text_cell(alarm.unit->value()) : Cell{},
          alarm.unit ? unit_name_cell(report, *alarm.unit) : Cell{},
          alarm.dossier ? text_cell(alarm.dossier->value()) : Cell{},
          money ? Cell{Dong{alarm.expected}} : Cell{},
          money ? Cell{Dong{alarm.found}} : Cell{},
          money ? Cell{Dong{alarm.found - alarm.expected}} : Cell{}};
}

}  // namespace

Sheet alarms_sheet(const MonthReport& report) {
  Sheet out{"Cảnh báo",
            sheet_title(report, "cảnh báo"),
            sheet_note(report),
            {{"Mức", 12, ColumnTotal::none},
             {"Nội dung", 40, ColumnTotal::none},
             {"Từ lúc", 18, ColumnTotal::none},
             {"Mã đơn vị", 14, ColumnTotal::none},
             {"Đơn vị", 36, ColumnTotal::none},
             {"Mã hồ sơ", 26, ColumnTotal::none},
             {"Phải có", 16, ColumnTotal::none},
             {"Thực có", 16, ColumnTotal::none},
             {"Chênh lệch", 16, ColumnTotal::none}},
            {}};
  for (const domain::FeeAlarm& alarm : report.alarms) out.rows.push_back(row(report, alarm));
  return out;
}

}  // namespace lienthong::console
