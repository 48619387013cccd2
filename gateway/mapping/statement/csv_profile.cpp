#include "mapping/statement/csv_profile.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::CsvField;
using codec::CsvLabel;
using codec::CsvOrder;
using codec::CsvProfile;

constexpr std::array orders{Word<CsvOrder>{"oldest-first", CsvOrder::oldest_first},
                            Word<CsvOrder>{"newest-first", CsvOrder::newest_first}};
constexpr std::array fields{Word<CsvField>{"booked-on", CsvField::booked_on},
                            Word<CsvField>{"valued-on", CsvField::valued_on},
                            Word<CsvField>{"amount", CsvField::amount},
                            Word<CsvField>{"credit", CsvField::credit},
                            Word<CsvField>{"debit", CsvField::debit},
                            Word<CsvField>{"sign", CsvField::sign},
                            Word<CsvField>{"currency", CsvField::currency},
                            Word<CsvField>{"running-balance", CsvField::running_balance},
                            Word<CsvField>{"reference", CsvField::reference},
                            Word<CsvField>{"servicer-reference", CsvField::servicer_reference},
                            Word<CsvField>{"remittance", CsvField::remittance},
                            Word<CsvField>{"other-name", CsvField::other_name},
                            Word<CsvField>{"other-account", CsvField::other_account},
                            Word<CsvField>{"information", CsvField::information}};
constexpr std::array labels{
    Word<CsvLabel>{"account", CsvLabel::account}, Word<CsvLabel>{"statement-id", CsvLabel::statement_id},
    Word<CsvLabel>{"from", CsvLabel::from},       Word<CsvLabel>{"to", CsvLabel::to},
    Word<CsvLabel>{"opening", CsvLabel::opening}, Word<CsvLabel>{"closing", CsvLabel::closing},
    Word<CsvLabel>{"ignored", CsvLabel::ignored}};

bool has(const CsvProfile& profile, CsvField field) {
  return std::any_of(profile.columns.begin(), profile.columns.end(),
                     [&](const CsvProfile::Column& column) { return column.field == field; });
}

bool has(const CsvProfile& profile, CsvLabel label) {
  return std::any_of(profile.labels.begin(), profile.labels.end(),
                     [&](const CsvProfile::Label& known) { return known.label == label; });
}

void read_columns(const toml::table& table, ProfileReader& reader, CsvProfile& out) {
  reader.each_word(table, "columns", fields, [&](CsvField field, PlacedText title) {
    title.text = base::to_nfc(base::trim(title.text));
    const bool twice = std::any_of(out.columns.begin(), out.columns.end(), [&](const CsvProfile::Column& column) {
      return column.field == field || column.title == title.text;
    });
    if (twice || title.text.empty()) {
      reader.toml().report(title.place, "profile.column", "each field has one title and each title one field");
    }
    out.columns.push_back({field, std::move(title.text)});
  });
}

void read_labels(const toml::table& table, ProfileReader& reader, CsvProfile& out) {
  reader.each_word(table, "labels", labels, [&](CsvLabel label, PlacedText text) {
    text.text = base::to_nfc(base::trim(text.text));
    const bool twice = std::any_of(out.labels.begin(), out.labels.end(),
                                   [&](const CsvProfile::Label& known) { return known.text == text.text; });
    if (twice || text.text.empty())
      reader.toml().report(text.place, "profile.label", "a label that is empty or listed twice");
    out.labels.push_back({label, std::move(text.text)});
  });
}

/// Amounts are in one column, with a column of signs or signed themselves, or in one of two columns.
void check_amounts(const toml::table& table, ProfileReader& reader, const CsvProfile& profile) {
  const bool one = has(profile, CsvField::amount);
  const bool two = has(profile, CsvField::credit) && has(profile, CsvField::debit);
  const bool any_of_two = has(profile, CsvField::credit) || has(profile, CsvField::debit);
  if (one == two || (one && any_of_two)) {
    reader.report(table, "profile.amount", "columns must have 'amount', or both 'credit' and 'debit'");
  }
  const bool sign = has(profile, CsvField::sign);
  const bool listed = !profile.credit_signs.empty() && !profile.debit_signs.empty();
  const bool any_listed = !profile.credit_signs.empty() || !profile.debit_signs.empty();
  if (sign ? !one || !listed : any_listed) {
    reader.report(table, "profile.sign", "a column 'sign' goes with 'amount', 'credit-signs' and 'debit-signs'");
  }
}

void check_whole(const toml::table& table, ProfileReader& reader, const CsvProfile& profile) {
  if (!has(profile, CsvField::booked_on)) reader.report(table, "profile.column", "columns must have 'booked-on'");
  for (const auto* part : {"dd", "MM", "yyyy"}) {
    if (profile.date.find(part) != std::string::npos) continue;
    reader.report(table, "profile.date", "'date' needs dd, MM and yyyy");
    break;
  }
  if (profile.grouping == profile.decimal) {
    reader.report(table, "profile.number", "'grouping' and 'decimal' must differ");
  }
  if (profile.account.empty() && !has(profile, CsvLabel::account)) {
    reader.report(table, "profile.account", "the account comes from a label or stands in the profile");
  }
}

}  // namespace

CsvProfile read_csv_profile(const toml::table& table, ProfileReader& reader) {
  reader.only_keys(table, {"profile", "format", "separator", "decimal", "grouping", "date", "currency", "account",
                           "credit-signs", "debit-signs", "order", "columns", "labels"});
  CsvProfile out;
  out.separator = reader.mark(table, "separator").value_or(out.separator);
  out.decimal = reader.mark(table, "decimal").value_or(out.decimal);
  out.grouping = reader.mark(table, "grouping");
  out.date = reader.text_or(table, "date", out.date);
  const auto currency = domain::Currency::from_code(reader.text_or(table, "currency", out.currency.code()));
  if (!currency) reader.report(table, "profile.currency", "'currency' must be three capital letters");
  out.currency = currency.value_or(out.currency);
  out.account = reader.text_or(table, "account", "");
  out.credit_signs = reader.texts(table, "credit-signs");
  out.debit_signs = reader.texts(table, "debit-signs");
  out.order = reader.word_or(table, "order", orders, out.order);
  read_columns(table, reader, out);
  read_labels(table, reader, out);
  check_amounts(table, reader, out);
  check_whole(table, reader, out);
  return out;
}

}  // namespace lienthong::mapping
