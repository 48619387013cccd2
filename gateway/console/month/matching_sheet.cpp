#include "console/month/month_cells.hpp"
#include "console/month/month_sheets.hpp"
#include "console/month/month_words.hpp"

#include <algorithm>
#include <map>

namespace lienthong::console {
namespace {

using base::ErrorKind;

std::vector<Column> columns() {
  return {{"Nhóm", 8, ColumnTotal::none},
          {"Kết quả", 30, ColumnTotal::none},
          {"Điểm", 8, ColumnTotal::none},
          {"Căn cứ", 44, ColumnTotal::none},
          {"Sao kê", 24, ColumnTotal::none},
          {"Bút toán", 10, ColumnTotal::none},
          {"Khoản trong bút toán", 10, ColumnTotal::none},
          {"Ngày ghi sổ", 12, ColumnTotal::none},
          {"Số tham chiếu ngân hàng", 24, ColumnTotal::none},
          {"Ghi có (+), ghi nợ (−)", 16, ColumnTotal::sum},
          {"Tiền khác", 14, ColumnTotal::none},
          {"Liên quan đến bút toán", 26, ColumnTotal::none},
          {"Mã khoản phải thu", 30, ColumnTotal::none},
          {"Mã hồ sơ", 26, ColumnTotal::none},
          {"Phải thu", 16, ColumnTotal::sum}};
}

std::string joined(const std::vector<domain::MatchReason>& reasons) {
  std::string out;
  for (const domain::MatchReason one : reasons) {
    if (!out.empty()) out += ", ";
    out += words(one);
  }
  return out;
}

Count count(std::size_t number) { return Count{static_cast<std::int64_t>(number)}; }

/// The rows of one sheet; the first error stops it.
class MatchingRows {
 public:
  explicit MatchingRows(const MonthReport& report) : report_(&report) {
    for (const ReportedMovement& one : report.movements) movements_.emplace(one.id, &one);
    for (const ReportedClaim& one : report.claims) claims_.emplace(one.id, &one);
  }

  base::Result<std::vector<std::vector<Cell>>> make() {
    const auto day_of_match = [&](const domain::Match& match) { return day_of(match.movements.front()); };
    const auto day_of_finding = [&](const domain::Finding& finding) { return day_of(finding.movement); };
    for (const domain::Match& match : by_day(report_->matching.matches, day_of_match)) add(match);
    for (const domain::Finding& finding : by_day(report_->matching.findings, day_of_finding)) add(finding);
    for (const OpenDecision& decision : report_->open_decisions) add(decision);
    for (const std::string& claim : report_->matching.open_claims) {
      begin(count(++group_), "Chưa có tiền");
      put_claim(claim);
    }
    if (error_) return base::fail(std::move(*error_));
    return std::move(rows_);
  }

 private:
  /// As the bank's statements go.
  template <class Row, class DayOf>
  static std::vector<Row> by_day(std::vector<Row> rows, DayOf day_of) {
    std::ranges::stable_sort(rows, std::less<>(), day_of);
    return rows;
  }

  [[nodiscard]] domain::Day day_of(const domain::MovementId& id) const {
    const auto found = movements_.find(id);
    return found == movements_.end() ? domain::Day{} : found->second->booked_on;
  }

  [[nodiscard]] const std::string& statement(const domain::MovementId& id) const {
    const auto found = report_->statements.find(id.statement);
    return found == report_->statements.end() ? id.statement : found->second;
  }

  /// "S-1/4", or "S-1/4/2" for a payment inside the entry.
  [[nodiscard]] std::string place(const domain::MovementId& id) const {
    return statement(id) + "/" + std::to_string(id.entry) + (id.detail == 0 ? "" : "/" + std::to_string(id.detail));
  }

  void begin(Cell group, std::string_view result) {
    rows_.emplace_back(columns().size());
    rows_.back()[0] = std::move(group);
    rows_.back()[1] = text_cell(result);
  }

  void put(std::size_t column, Cell cell) { rows_.back()[column] = std::move(cell); }

  void add(const domain::Match& match) {
    ++group_;
    for (std::size_t i = 0; i < std::max(match.movements.size(), match.claims.size()); ++i) {
      begin(count(group_), words(match.confidence));
      put(2, Count{match.score});
      put(3, text_cell(joined(match.reasons)));
      if (i < match.movements.size()) put_movement(match.movements[i]);
      if (i < match.claims.size()) put_claim(match.claims[i]);
    }
  }

  void add(const domain::Finding& finding) {
    begin(count(++group_), words(finding.kind));
    put_movement(finding.movement);
    if (finding.other) put(11, place(*finding.other));
    if (!finding.claim.empty()) put_claim_name(finding.claim);
  }

  /// Its money stands where the movement is now.
  void add(const OpenDecision& decision) {
    ++group_;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, std::max(decision.candidates.size(), decision.claims.size()));
         ++i) {
      begin(count(group_), words(decision.doubt));
      put(4, text_cell(statement(decision.movement)));
      put(5, count(decision.movement.entry));
      if (decision.movement.detail != 0) put(6, count(decision.movement.detail));
      put(7, decision.booked_on);
      put(10, text_cell("đã quyết định với " + decision.amount.text() + " " +
                        std::string(decision.amount.currency.code())));
      if (i < decision.candidates.size()) put(11, place(decision.candidates[i]));
      if (i < decision.claims.size()) put(12, text_cell(decision.claims[i]));
    }
  }

  void put_movement(const domain::MovementId& id) {
    put(4, text_cell(statement(id)));
    put(5, count(id.entry));
    if (id.detail != 0) put(6, count(id.detail));
    const auto found = movements_.find(id);
    if (found == movements_.end())
      return refuse("month.movement", "the report does not describe a movement that it names");
    const ReportedMovement& movement = *found->second;
    put(7, movement.booked_on);
    put(8, text_cell(movement.reference));
    const bool is_credit = movement.flow == domain::Flow::credit;
    if (const auto dong = movement.amount.dong()) return put(9, Dong{is_credit ? *dong : -*dong});
    put(10, text_cell((is_credit ? "" : "−") + movement.amount.text() + " " +
                      std::string(movement.amount.currency.code())));
  }

  /// The claim that a movement is about although it does not pay it: the amount stands where the claim is paid or open.
  const ReportedClaim* put_claim_name(const std::string& id) {
    put(12, text_cell(id));
    const auto found = claims_.find(id);
    if (found == claims_.end()) {
      refuse("month.claim", "the report does not describe a claim that it names");
      return nullptr;
    }
    put(13, text_cell(found->second->dossier.value()));
    return found->second;
  }

  void put_claim(const std::string& id) {
    if (const ReportedClaim* claim = put_claim_name(id)) put(14, Dong{claim->amount});
  }

  void refuse(const char* code, const char* text) {
    if (!error_) error_.emplace(ErrorKind::not_found, code, text);
  }

  const MonthReport* report_;
  std::map<domain::MovementId, const ReportedMovement*> movements_;
  std::map<std::string_view, const ReportedClaim*> claims_;
  std::vector<std::vector<Cell>> rows_;
  std::size_t group_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace

base::Result<Sheet> matching_sheet(const MonthReport& report) {
  auto rows = MatchingRows(report).make();
  if (!rows) return base::fail(std::move(rows.error()));
  return Sheet{"Đối soát", sheet_title(report, "đối soát sao kê"), sheet_note(report), columns(), std::move(*rows)};
}

}  // namespace lienthong::console
