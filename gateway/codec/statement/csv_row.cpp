#include "codec/statement/csv_row.hpp"

#include "base/text.hpp"
#include "codec/statement/csv_values.hpp"

#include <algorithm>
#include <cstdlib>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using domain::Amount;
using domain::Flow;

struct Movement {
  Amount amount;
  Flow flow = Flow::credit;
};

/// Reads the cells of one row.
class RowReader {
 public:
  RowReader(std::span<const std::string> row, const CsvColumns& columns, const CsvProfile& profile)
      : row_(row), columns_(&columns), profile_(&profile), currency_(profile.currency) {}

  Result<CsvEntry> read() {
    if (row_.size() != columns_->count())
      return refuse("csv.columns", "a row has not as many cells as there are titles");
    if (columns_->has(CsvField::currency)) {
      const auto given = domain::Currency::from_code(cell(CsvField::currency));
      if (!given) return refuse("csv.currency", "not the code of a currency");
      currency_ = *given;
    }
    auto movement = columns_->has(CsvField::amount) ? one_column() : two_columns();
    if (!movement) return base::fail(movement.error());
    CsvEntry out;
    out.entry.amount = movement->amount;
    out.entry.flow = movement->flow;
    return with_texts(std::move(out));
  }

 private:
  [[nodiscard]] std::string_view cell(CsvField field) const { return base::trim(columns_->cell(row_, field)); }
  static tl::unexpected<base::Error> refuse(const char* code, const char* text) {
    return fail(ErrorKind::invalid, code, text);
  }

  [[nodiscard]] std::optional<Amount> amount_in(CsvField field) const {
    return read_csv_amount(cell(field), *profile_, currency_);
  }

  /// Signed by itself, or with a column that says the direction.
  Result<Movement> one_column() const {
    auto amount = amount_in(CsvField::amount);
    if (!amount) return refuse("csv.amount", "an amount of another form");
    if (!columns_->has(CsvField::sign)) {
      const Flow flow = amount->units < 0 ? Flow::debit : Flow::credit;
      amount->units = std::abs(amount->units);
      return Movement{*amount, flow};
    }
    const auto listed = [&](const std::vector<std::string>& signs) {
      return std::find(signs.begin(), signs.end(), cell(CsvField::sign)) != signs.end();
    };
    const bool credit = listed(profile_->credit_signs);
    if (amount->units < 0 || (!credit && !listed(profile_->debit_signs))) {
      return refuse("csv.sign", "a direction that the profile does not know");
    }
    return Movement{*amount, credit ? Flow::credit : Flow::debit};
  }

  /// One of the two is empty or zero.
  Result<Movement> two_columns() const {
    const auto read = [&](CsvField field) {
      return cell(field).empty() ? std::optional(Amount{0, 0, currency_}) : amount_in(field);
    };
    const auto credit = read(CsvField::credit);
    const auto debit = read(CsvField::debit);
    if (!credit || !debit || credit->units < 0 || debit->units < 0) {
      return refuse("csv.amount", "an amount of another form");
    }
    if ((credit->units == 0) == (debit->units == 0)) return refuse("csv.amount", "not either a credit or a debit");
    return credit->units == 0 ? Movement{*debit, Flow::debit} : Movement{*credit, Flow::credit};
  }

  Result<CsvEntry> with_texts(CsvEntry out) const {
    auto& entry = out.entry;
    entry.booked_on = read_csv_date(cell(CsvField::booked_on), *profile_);
    if (!entry.booked_on) return refuse("csv.date", "a booking date of another form");
    entry.valued_on = read_csv_date(cell(CsvField::valued_on), *profile_);
    if (!entry.valued_on && !cell(CsvField::valued_on).empty())
      return refuse("csv.date", "a value date of another form");
    if (columns_->has(CsvField::running_balance)) {
      out.running_balance = amount_in(CsvField::running_balance);
      if (!out.running_balance) return refuse("csv.amount", "a running balance of another form");
    }
    entry.reference = base::to_nfc(cell(CsvField::reference));
    entry.servicer_reference = base::to_nfc(cell(CsvField::servicer_reference));
    entry.information = base::to_nfc(cell(CsvField::information));
    entry.details.push_back(detail_of(entry));
    return out;
  }

  [[nodiscard]] domain::EntryDetail detail_of(const domain::Entry& entry) const {
    domain::EntryDetail detail;
    detail.amount = entry.amount;
    detail.flow = entry.flow;
    detail.remittance = base::to_nfc(cell(CsvField::remittance));
    const bool credit = entry.flow == Flow::credit;
    (credit ? detail.debtor_name : detail.creditor_name) = base::to_nfc(cell(CsvField::other_name));
    (credit ? detail.debtor_account : detail.creditor_account) = base::to_nfc(cell(CsvField::other_account));
    return detail;
  }

  std::span<const std::string> row_;
  const CsvColumns* columns_;
  const CsvProfile* profile_;
  domain::Currency currency_;
};

}  // namespace

std::optional<CsvColumns> CsvColumns::match(std::span<const std::string> titles, const CsvProfile& profile) {
  CsvColumns out;
  out.count_ = titles.size();
  for (const auto& column : profile.columns) {
    const auto is_title = [&](const std::string& cell) { return base::to_nfc(base::trim(cell)) == column.title; };
    const auto found = std::find_if(titles.begin(), titles.end(), is_title);
    if (found == titles.end() || std::find_if(found + 1, titles.end(), is_title) != titles.end()) return std::nullopt;
    out.places_.at(static_cast<std::size_t>(column.field)) = static_cast<std::size_t>(found - titles.begin());
  }
  return out;
}

std::string_view CsvColumns::cell(std::span<const std::string> row, CsvField field) const {
  const auto& place = place_of(field);
  return place ? std::string_view(row[*place]) : std::string_view{};
}

Result<CsvEntry> read_csv_entry(std::span<const std::string> row, const CsvColumns& columns,
                                const CsvProfile& profile) {
  return RowReader(row, columns, profile).read();
}

}  // namespace lienthong::codec
