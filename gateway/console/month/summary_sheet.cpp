#include "console/month/month_cells.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/month_transfers.hpp"
#include "console/month/month_words.hpp"

#include <array>

namespace lienthong::console {
namespace {

using domain::FeeDifference;

constexpr std::array all_differences{FeeDifference::not_booked,     FeeDifference::not_paid,
                                     FeeDifference::amount_differs, FeeDifference::paid_twice,
                                     FeeDifference::refund_due,     FeeDifference::overdue};

std::vector<Column> columns() {
  constexpr double amount = 16;
  constexpr double number = 14;
  std::vector<Column> out{{"Mã đơn vị", 14, ColumnTotal::none},
                          {"Đơn vị", 36, ColumnTotal::none},
                          {"Khoản thu", 10, ColumnTotal::none},
                          {"Phải thu", amount, ColumnTotal::sum},
                          {"Đã thu trực tuyến", amount, ColumnTotal::sum},
                          {"Đã thu tại quầy", amount, ColumnTotal::sum},
                          {"Ngân hàng ghi có", amount, ColumnTotal::sum},
                          {"Ngân hàng − phải thu", amount, ColumnTotal::sum},
                          {"Đã chuyển", amount, ColumnTotal::sum},
                          {"Ghi có, chưa chuyển", amount, ColumnTotal::sum}};
  // Beside amounts a bare number would be read as one.
  for (const FeeDifference one : all_differences)
    out.push_back({std::string(words(one)) + " (khoản)", number, ColumnTotal::sum});
  out.push_back({"Đơn vị xác nhận lúc", 18, ColumnTotal::none});
  return out;
}

std::vector<Cell> row(const MonthReport& report, const domain::UnitAndKind& key, const domain::UnitMonth& month) {
  const auto& [unit, kind] = key;
  std::vector<Cell> out{text_cell(unit.value()),      unit_name_cell(report, unit),
                        text_cell(words(kind)),       Dong{month.due},
                        Dong{month.paid_on_platform}, Dong{month.paid_at_counter},
                        Dong{month.booked},           Dong{month.booked - month.due},
                        Dong{month.transferred},      Dong{month.booked - month.transferred}};
  for (const FeeDifference one : all_differences) {
    const auto found = month.differences.find(one);
    out.emplace_back(Count{found == month.differences.end() ? 0 : found->second});
  }
  const auto agreed = report.facts.agreed_at.find(unit);
  out.push_back(agreed == report.facts.agreed_at.end() ? Cell{} : instant_cell(agreed->second));
  return out;
}

}  // namespace

Sheet summary_sheet(const MonthReport& report) {
  const MonthTransfers transfers = transfers_of(report);
  Sheet out{"Tổng hợp", sheet_title(report, "tổng hợp"), sheet_note(report), columns(), {}};
  const auto& documents = report.facts.documents_received_at;
  out.note +=
      documents ? "; nhận chứng từ ngân hàng " + base::to_vietnamese(*documents) : "; chưa có chứng từ ngân hàng";
  for (const auto& [key, month] : domain::three_way_view(report.fees, transfers.batch, transfers.matching))
    out.rows.push_back(row(report, key, month));
  return out;
}

}  // namespace lienthong::console
