#include "console/month/month_cells.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/month_transfers.hpp"
#include "console/month/month_words.hpp"

namespace lienthong::console {
namespace {

std::vector<Column> columns() {
  return {{"Lệnh chuyển", 24, ColumnTotal::none},
          {"Mã giao dịch", 24, ColumnTotal::none},
          {"Ngày thực hiện", 14, ColumnTotal::none},
          {"Mã đơn vị", 14, ColumnTotal::none},
          {"Đơn vị", 36, ColumnTotal::none},
          {"Khoản thu", 10, ColumnTotal::none},
          {"Bên nhận", 36, ColumnTotal::none},
          {"Tài khoản nhận", 22, ColumnTotal::none},
          {"Ngân hàng, kho bạc nhận", 18, ColumnTotal::none},
          {"Số hồ sơ", 10, ColumnTotal::sum},
          {"Số tiền lệnh", 16, ColumnTotal::sum},
          {"Ngân hàng ghi nợ", 16, ColumnTotal::sum},
          {"Ngày ghi nợ", 14, ColumnTotal::none},
          {"Kết quả", 24, ColumnTotal::none}};
}

Cell days_cell(const std::vector<domain::Day>& days) {
  if (days.empty()) return {};
  if (days.size() == 1) return days.front();
  std::string out;
  for (const domain::Day day : days) out += (out.empty() ? "" : ", ") + to_vietnamese(day);
  return out;
}

std::vector<Cell> row(const MonthReport& report, const domain::TransferBatch& batch, const domain::TransferOrder& order,
                      const domain::TransferMatch& match) {
  return {text_cell(batch.message_id),
          text_cell(order.end_to_end_id),
          batch.execution_day,
          text_cell(order.unit.value()),
          unit_name_cell(report, order.unit),
          text_cell(words(order.kind)),
          text_cell(order.creditor_name),
          text_cell(order.creditor_account),
          text_cell(order.creditor_bank),
          Count{static_cast<std::int64_t>(order.dossiers.size())},
          Dong{order.amount},
          Dong{match.booked},
          days_cell(match.booked_on),
          text_cell(words(match.state))};
}

std::vector<Cell> row(const domain::BookedTransfer& booked) {
  std::vector<Cell> out(columns().size());
  out[1] = text_cell(booked.end_to_end_id);
  out[11] = Dong{booked.amount};
  out[12] = booked.booked_on;
  out[13] = text_cell("Không có lệnh");
  return out;
}

}  // namespace

Sheet transfers_sheet(const MonthReport& report) {
  const domain::TransferMatching matching = transfers_of(report).matching;
  Sheet out{"Chuyển tiền", sheet_title(report, "chuyển kho bạc và đơn vị"), sheet_note(report), columns(), {}};
  auto match = matching.orders.begin();
  for (const domain::TransferBatch& batch : report.batches) {
    for (const domain::TransferOrder& order : batch.orders) out.rows.push_back(row(report, batch, order, *match++));
  }
  for (const domain::BookedTransfer& one : matching.foreign) out.rows.push_back(row(one));
  return out;
}

}  // namespace lienthong::console
