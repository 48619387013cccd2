#include "console/month/month_cells.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/month_words.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::console {
namespace {

std::string joined(const std::vector<domain::FeeDifference>& differences) {
  std::string out;
  for (const domain::FeeDifference one : differences) {
    if (!out.empty()) out += "; ";
    out += words(one);
  }
  return out;
}

std::vector<Cell> row(const MonthReport& report, const domain::FeeOfMonth& fee) {
  return {text_cell(fee.dossier.value()),
          text_cell(fee.unit.value()),
          unit_name_cell(report, fee.unit),
          text_cell(words(fee.kind)),
          text_cell(domain::vietnamese_name(fee.status)),
          Dong{fee.due},
          Dong{fee.paid},
          fee.paid > 0 ? text_cell(words(fee.paid_by)) : Cell{},
          Dong{fee.booked},
          Dong{fee.booked - fee.due},
          Count{fee.payments},
          text_cell(joined(domain::differences(fee)))};
}

}  // namespace

Sheet fees_sheet(const MonthReport& report) {
  Sheet out{"Chi tiết",
            sheet_title(report, "từng khoản"),
            sheet_note(report),
            {{"Mã hồ sơ", 26, ColumnTotal::none},
             {"Mã đơn vị", 14, ColumnTotal::none},
             {"Đơn vị", 36, ColumnTotal::none},
             {"Khoản thu", 10, ColumnTotal::none},
             {"Trạng thái hồ sơ", 26, ColumnTotal::none},
             {"Phải thu", 16, ColumnTotal::sum},
             {"Đã thu", 16, ColumnTotal::sum},
             {"Thu tại", 12, ColumnTotal::none},
             {"Ngân hàng ghi có", 16, ColumnTotal::sum},
             {"Ngân hàng − phải thu", 16, ColumnTotal::sum},
             {"Số lần nộp", 10, ColumnTotal::none},
             {"Cần xem", 44, ColumnTotal::none}},
            {}};
  std::vector<const domain::FeeOfMonth*> fees;
  for (const domain::FeeOfMonth& fee : report.fees) fees.push_back(&fee);
  std::ranges::stable_sort(fees, {},
                           [](const domain::FeeOfMonth* fee) { return std::tie(fee->unit, fee->kind, fee->dossier); });
  for (const domain::FeeOfMonth* fee : fees) out.rows.push_back(row(report, *fee));
  return out;
}

}  // namespace lienthong::console
