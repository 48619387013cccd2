#include "base/text.hpp"
#include "codec/statement.hpp"
#include "codec/statement/csv_row.hpp"
#include "codec/statement/csv_stream.hpp"
#include "codec/statement/csv_values.hpp"
#include "codec/statement/running_balance.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;
using domain::BalanceKind;
using Row = std::span<const std::string>;

Error broken(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }

domain::Balance balance_of(BalanceKind kind, domain::Amount amount) {
  const auto flow = amount.units < 0 ? domain::Flow::debit : domain::Flow::credit;
  amount.units = std::abs(amount.units);
  return {kind, amount, flow, std::nullopt};
}

bool is_empty(Row row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return base::trim(cell).empty(); });
}

class CsvReader final : public StatementReader {
 public:
  CsvReader(CsvProfile profile, domain::StatementSink& sink, const StatementLimits& limits)
      : profile_(std::move(profile)),
        sink_(&sink),
        running_(profile_.order),
        rows_(profile_.separator, limits.bytes, limits.token_bytes,
              [this](Row row, std::size_t line) { return take(row, line); }) {
    header_.version = profile_.name;
    header_.account = profile_.account;
    header_.currency = profile_.currency;
  }

  std::optional<Error> feed(std::string_view bytes) override { return rows_.feed(bytes); }

  std::optional<Error> finish() override {
    if (auto error = rows_.finish()) return error;
    if (!columns_) return broken("csv.titles", "there is no row with every title");
    if (auto error = tell_header()) return error;
    domain::StatementTrailer trailer;
    if (running_.opening()) trailer.balances.push_back(balance_of(BalanceKind::opening_booked, *running_.opening()));
    if (running_.closing()) trailer.balances.push_back(balance_of(BalanceKind::closing_booked, *running_.closing()));
    trailer.balances.insert(trailer.balances.end(), stated_.begin(), stated_.end());
    sink_->end(trailer);
    return std::nullopt;
  }

 private:
  std::optional<Error> take(Row row, std::size_t line) {
    if (is_empty(row)) return std::nullopt;
    if (const auto* label = label_of(row)) return take_label(*label, row);
    if (columns_) return take_entry(row, line);
    columns_ = CsvColumns::match(row, profile_);
    return columns_ ? std::nullopt : std::optional(broken("csv.label", "a line that the profile does not know"));
  }

  [[nodiscard]] const CsvProfile::Label* label_of(Row row) const {
    const auto first = base::to_nfc(base::trim(row.front()));
    const auto found = std::find_if(profile_.labels.begin(), profile_.labels.end(),
                                    [&](const CsvProfile::Label& known) { return known.text == first; });
    return found == profile_.labels.end() ? nullptr : &*found;
  }

  std::optional<Error> take_label(const CsvProfile::Label& label, Row row) {
    const auto value =
        std::find_if(row.begin() + 1, row.end(), [](const std::string& cell) { return !base::trim(cell).empty(); });
    const auto text = value == row.end() ? std::string_view{} : base::trim(*value);
    switch (label.label) {
      case CsvLabel::account:
        return take_text(header_.account, text);
      case CsvLabel::statement_id:
        return take_text(header_.statement_id, text);
      case CsvLabel::from:
        return take_day(header_.from, text, std::chrono::milliseconds{0});
      case CsvLabel::to:
        return take_day(header_.to, text, std::chrono::days{1} - std::chrono::milliseconds{1});
      case CsvLabel::opening:
        return take_balance(BalanceKind::opening_booked, text);
      case CsvLabel::closing:
        return take_balance(BalanceKind::closing_booked, text);
      case CsvLabel::ignored:
        return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Error> take_text(std::string& to, std::string_view text) {
    if (header_told_) return broken("csv.order", "a line of the header stands behind the entries");
    to = base::to_nfc(text);
    return std::nullopt;
  }

  std::optional<Error> take_day(std::optional<base::Instant>& to, std::string_view text,
                                std::chrono::milliseconds of_day) {
    const auto day = read_csv_date(text, profile_);
    if (header_told_) return broken("csv.order", "a line of the header stands behind the entries");
    if (!day) return broken("csv.date", "a date of another form");
    to = *day - base::vietnam_offset + of_day;
    return std::nullopt;
  }

  std::optional<Error> take_balance(BalanceKind kind, std::string_view text) {
    constexpr std::size_t most = 100;
    const auto amount = read_csv_amount(text, profile_, profile_.currency);
    if (!amount || stated_.size() == most) return broken("csv.amount", "a balance of another form, or too many");
    stated_.push_back(balance_of(kind, *amount));
    return std::nullopt;
  }

  std::optional<Error> take_entry(Row row, std::size_t line) {
    if (auto error = tell_header()) return error;
    ++entries_;
    auto read = read_csv_entry(row, *columns_, profile_);
    if (!read) return at_entry(std::move(read.error()));
    read->entry.number = entries_;
    read->entry.line = line;
    if (read->running_balance && !running_.add(read->entry, *read->running_balance)) {
      return at_entry(
          broken("csv.running_balance", "a balance that does not follow from the entry and the one before"));
    }
    sink_->entry(read->entry);
    return std::nullopt;
  }

  std::optional<Error> tell_header() {
    if (header_.account.empty()) return broken("csv.account", "nothing says which account it is");
    if (!header_told_) sink_->header(header_);
    header_told_ = true;
    return std::nullopt;
  }

  [[nodiscard]] Error at_entry(Error error) const { return std::move(error).with("entry", std::to_string(entries_)); }

  CsvProfile profile_;
  domain::StatementSink* sink_;
  RunningBalance running_;
  CsvStream rows_;
  std::optional<CsvColumns> columns_;
  domain::StatementHeader header_;
  bool header_told_ = false;
  std::vector<domain::Balance> stated_;
  std::size_t entries_ = 0;
};

}  // namespace

std::unique_ptr<StatementReader> make_csv_reader(const CsvProfile& profile, domain::StatementSink& sink,
                                                 const StatementLimits& limits) {
  return std::make_unique<CsvReader>(profile, sink, limits);
}

}  // namespace lienthong::codec
