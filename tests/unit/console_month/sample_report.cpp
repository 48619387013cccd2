#include "unit/console_month/sample_report.hpp"

#include <string>
#include <utility>

namespace lienthong::console::testing {
namespace {

using namespace std::chrono;
using domain::DossierCode;
using domain::FeeKind;
using domain::UnitCode;

domain::Day november(unsigned day) { return sys_days{year{2025} / November / std::chrono::day{day}}; }

/// Of December 2025, in Viet Nam.
base::Instant december(unsigned day, int hour, int minute) {
  return base::Instant{sys_days{year{2025} / December / std::chrono::day{day}}} + hours{hour} + minutes{minute} -
         base::vietnam_offset;
}

domain::FeeOfMonth fee(const char* dossier, const char* unit, FeeKind kind, std::int64_t due, std::int64_t paid,
                       std::int64_t booked, int payments, domain::Status status,
                       domain::PaidBy paid_by = domain::PaidBy::platform) {
  return {DossierCode(dossier), UnitCode(unit), kind, due, paid, paid_by, booked, payments, status};
}

std::vector<domain::FeeOfMonth> fees() {
  using domain::Status;
  return {fee("H55.20-251104-0003", "H55.20", FeeKind::charge, 50'000, 50'000, 50'000, 1, Status::withdrawn),
          fee("H55.12-251103-0001", "H55.12", FeeKind::charge, 8'000, 8'000, 8'000, 1, Status::returned),
          fee("H55.12-251103-0002", "H55.12", FeeKind::charge, 8'000, 16'000, 16'000, 2, Status::processing),
          fee("H55.12-251103-0001", "H55.12", FeeKind::fee, 4'000, 4'000, 0, 1, Status::returned),
          fee("H55.12-251105-0004", "H55.12", FeeKind::charge, 10'000, 0, 10'000, 1, Status::processing),
          fee("H55.12-251106-0005", "H55.12", FeeKind::charge, 20'000, 20'000, 15'000, 1, Status::accepted),
          fee("H55.20-251107-0006", "H55.20", FeeKind::fee, 120'000, 0, 0, 0, Status::completed),
          fee("H55.20-251108-0007", "H55.20", FeeKind::fee, 120'000, 120'000, 0, 1, Status::stopped,
              domain::PaidBy::counter)};
}

ReportedMovement movement(const char* statement, std::size_t entry, std::size_t detail, const char* reference,
                          unsigned day, std::int64_t dong, domain::Flow flow = domain::Flow::credit) {
  return {{statement, entry, detail}, reference, november(day), flow, {dong, 0, domain::vnd()}};
}

std::vector<ReportedMovement> movements() {
  std::vector<ReportedMovement> out{
      movement("S-1103", 1, 0, "FT001", 3, 8'000), movement("S-1103", 2, 1, "FT002", 3, 9'000),
      movement("S-1103", 2, 2, "FT002", 3, 7'000), movement("S-1104", 1, 0, "", 4, 60'000),
      movement("S-1105", 1, 0, "=1+2", 5, 15'000), movement("S-1106", 1, 0, "FT005", 6, 5'000, domain::Flow::debit),
      movement("S-1106", 2, 0, "FT006", 6, 5'000)};
  out.push_back(movement("S-1107", 1, 0, "FT007", 7, 0));
  out.back().amount = domain::Amount::read("12.50", *domain::Currency::from_code("USD")).value();
  out.push_back(movement("S-1107", 2, 0, "FT008", 7, 8'000));
  return out;
}

std::vector<ReportedClaim> claims() {
  return {{"C1", DossierCode("H55.12-251103-0001"), 8'000},  {"C2", DossierCode("H55.12-251103-0002"), 16'000},
          {"C3", DossierCode("H55.20-251104-0003"), 50'000}, {"C4", DossierCode("H55.12-251105-0004"), 10'000},
          {"C5", DossierCode("H55.12-251106-0005"), 20'000}, {"C6", DossierCode("H55.20-251107-0006"), 120'000}};
}

domain::Matching matching() {
  using domain::Confidence;
  using domain::FindingKind;
  using domain::MatchReason;
  domain::Matching out;
  out.matches = {
      {Confidence::certain, 100, {{"S-1103", 1, 0}}, {"C1"}, {MatchReason::reference, MatchReason::amount}},
      {Confidence::certain, 95, {{"S-1103", 2, 1}, {"S-1103", 2, 2}}, {"C2"}, {MatchReason::split}},
      {Confidence::likely, 80, {{"S-1104", 1, 0}}, {"C3", "C4"}, {MatchReason::merged, MatchReason::payer_name}},
      {Confidence::likely, 40, {{"S-1105", 1, 0}}, {"C5"}, {MatchReason::amount_differs}}};
  out.findings = {{FindingKind::returned, {"S-1106", 1, 0}, domain::MovementId{"S-1106", 2, 0}, ""},
                  {FindingKind::foreign_money, {"S-1107", 1, 0}, std::nullopt, ""},
                  {FindingKind::paid_twice, {"S-1107", 2, 0}, std::nullopt, "C1"}};
  out.open_claims = {"C6"};
  return out;
}

domain::TransferOrder order(const char* id, std::int64_t amount, const char* unit, FeeKind kind, const char* creditor,
                            std::size_t dossiers) {
  domain::TransferOrder out;
  out.end_to_end_id = id;
  out.amount = amount;
  out.unit = UnitCode(unit);
  out.kind = kind;
  out.creditor_name = creditor;
  out.creditor_account = kind == FeeKind::charge ? "7111" : "0371000123456";
  out.creditor_bank = kind == FeeKind::charge ? "KBNN-TN" : "BFTVVNVX";
  for (std::size_t i = 0; i < dossiers; ++i) out.dossiers.emplace_back(std::to_string(i));
  return out;
}

std::vector<domain::TransferBatch> batches() {
  domain::TransferBatch first;
  first.message_id = "LT202511TT1";
  first.month = year{2025} / November;
  first.execution_day = november(28);
  first.orders = {order("LT202511TT1N0001", 34'000, "H55.12", FeeKind::charge, "Kho bạc Nhà nước khu vực VII", 3),
                  order("LT202511TT1N0002", 4'000, "H55.12", FeeKind::fee, "UBND phường Đồng Quang", 1),
                  order("LT202511TT1N0003", 50'000, "H55.20", FeeKind::charge, "Kho bạc Nhà nước khu vực VII", 1)};
  first.control_sum = 88'000;
  domain::TransferBatch second = first;
  second.message_id = "LT202511TT2";
  second.orders = {order("LT202511TT2N0001", 7'000, "H55.20", FeeKind::fee, "-UBND xã", 2)};
  second.control_sum = 7'000;
  return {first, second};
}

std::vector<domain::FeeAlarm> alarms() {
  using domain::FeeAlarmKind;
  using domain::Severity;
  return {{FeeAlarmKind::month_end_sum_mismatch, Severity::breach, december(1, 0, 0), std::nullopt, std::nullopt,
           99'000, 138'000},
          {FeeAlarmKind::bank_documents_late, Severity::warning, december(9, 0, 0), std::nullopt, std::nullopt, 0, 0},
          {FeeAlarmKind::unit_reconciliation_open, Severity::breach, december(16, 0, 0), UnitCode("H55.20"),
           std::nullopt, 0, 0},
          {FeeAlarmKind::fee_amount_mismatch, Severity::breach, december(1, 23, 59), UnitCode("H55.99"),
           DossierCode("H55.99-251110-0009"), 8'000, 5'000}};
}

}  // namespace

MonthReport november_report() {
  MonthReport out = empty_report();
  out.facts.to_transfer = 99'000;
  out.facts.transfers = {{"LT202511TT1N0001", 34'000, november(28)},
                         {"LT202511TT1N0003", 49'000, november(28)},
                         {"LT202511TT2N0001", 7'000, november(28)},
                         {"LT202511TT2N0001", 7'000, november(30)},
                         {"KHAC-01", 41'000, november(29)}};
  out.facts.documents_received_at = december(8, 16, 30);
  out.facts.agreed_at = {{UnitCode("H55.12"), december(10, 9, 15)}, {UnitCode("H55.20"), std::nullopt}};
  out.statements_until = december(1, 0, 0);
  out.units = {{UnitCode("H55.12"), "UBND phường Đồng Quang"}, {UnitCode("H55.20"), "UBND xã \"Phú Bình\"; thôn 2"}};
  out.fees = fees();
  out.batches = batches();
  out.movements = movements();
  out.claims = claims();
  out.matching = matching();
  out.alarms = alarms();
  return out;
}

MonthReport empty_report() {
  MonthReport out;
  out.facts.month = year{2025} / November;
  out.made_at = december(17, 8, 5) + seconds{42};
  return out;
}

Sheet hostile_sheet() {
  const std::vector<std::string> texts{"=1+1",
                                       "=HYPERLINK(\"http://x\",\"y\")",
                                       "+84912",
                                       "-50000",
                                       "@SUM(A1)",
                                       "\t=1",
                                       "\r=1",
                                       "\n=1",
                                       "  =1",
                                       "＝1",
                                       "'quoted",
                                       "a;b",
                                       "a\"b",
                                       "\"",
                                       "a\r\nb",
                                       "a,b",
                                       "_x000D_ is a text",
                                       "<b>&amp;]]>",
                                       "0123",
                                       "1e5",
                                       "28/11/2025",
                                       "TRUE",
                                       "#REF!",
                                       "Nguyễn Thị Đào",
                                       "😀",
                                       "\x01\x1F\x7F",
                                       " blank ",
                                       "http://example.vn/",
                                       "internal:Sheet2!A1",
                                       std::string(32'767, 'x')};
  Sheet out{"Văn bản", "=title()", "+note", {{"@Văn bản", 20, ColumnTotal::none}, {"Số", 8, ColumnTotal::sum}}, {}};
  std::int64_t number = 0;
  for (const std::string& text : texts) out.rows.push_back({text, Count{++number}});
  return out;
}

}  // namespace lienthong::console::testing
