#include "codec/statement/mt940_fields.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using domain::Amount;
using domain::Day;
using domain::Flow;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && text.size() <= 5 ? std::optional(out) : std::nullopt;
}

std::optional<Day> day_of(int year, std::string_view month_and_day) {
  const auto month = static_cast<unsigned>(number(month_and_day.substr(0, 2)).value_or(0));
  const auto day = static_cast<unsigned>(number(month_and_day.substr(2, 2)).value_or(0));
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional(Day{date}) : std::nullopt;
}

/// "261103"; the standard has two digits for the year, and no account here is older than 1980.
std::optional<Day> read_day(std::string_view text) {
  if (text.size() != 6 || !all_digits(text)) return std::nullopt;
  const auto year = static_cast<int>(number(text.substr(0, 2)).value_or(0));
  return day_of(year < 80 ? 2000 + year : 1900 + year, text.substr(2));
}

/// "1103": of the year in which it is nearest to the value date.
std::optional<Day> read_booking_day(std::string_view text, Day valued_on) {
  const auto year = static_cast<int>(std::chrono::year_month_day{valued_on}.year());
  std::optional<Day> nearest;
  for (const int candidate : {year - 1, year, year + 1}) {
    const auto day = day_of(candidate, text);
    if (day && (!nearest || std::chrono::abs(*day - valued_on) < std::chrono::abs(*nearest - valued_on))) nearest = day;
  }
  return nearest;
}

/// "1000000," or "12,50": the comma is never left out.
std::optional<Amount> read_amount(std::string_view text, domain::Currency currency) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos || comma == 0 || text.size() > 15) return std::nullopt;
  if (!all_digits(text.substr(0, comma)) || !all_digits(text.substr(comma + 1))) return std::nullopt;
  std::string decimal(text);
  decimal[comma] = '.';
  return Amount::read(decimal, currency);
}

/// What is left of a field while it is read from the front.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  std::string_view take(std::size_t count) {
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(out.size());
    return out;
  }
  template <class Test>
  std::string_view take_while(Test test) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
    return take(static_cast<std::size_t>(end - rest_.begin()));
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

struct Mark {
  Flow flow = Flow::credit;
  bool reversal = false;
};

/// C, D, RC (a credit taken back: a debit), RD; then, maybe, the third letter of the currency.
std::optional<Mark> read_mark(std::string_view letters) {
  Mark out;
  if (letters.starts_with('R')) {
    out.reversal = true;
    letters.remove_prefix(1);
  }
  if (letters.empty() || letters.size() > 2 || (letters[0] != 'C' && letters[0] != 'D')) return std::nullopt;
  const bool credit = (letters[0] == 'C') != out.reversal;
  out.flow = credit ? Flow::credit : Flow::debit;
  return out;
}

void read_references(std::string_view text, domain::Entry& entry) {
  const auto line = text.substr(0, text.find('\n'));
  const auto bank = line.find("//");
  entry.reference = line.substr(0, bank);
  if (entry.reference == "NONREF") entry.reference.clear();
  if (bank != std::string_view::npos) entry.servicer_reference = line.substr(bank + 2);
  if (line.size() < text.size()) entry.information = text.substr(line.size() + 1);
}

}  // namespace

Result<domain::Balance> read_mt940_balance(std::string_view text, domain::BalanceKind kind) {
  Cursor at(text);
  const auto mark = at.take(1);
  const auto day = read_day(at.take(6));
  const auto currency = domain::Currency::from_code(at.take(3));
  const auto amount = currency ? read_amount(at.rest(), *currency) : std::nullopt;
  if ((mark != "C" && mark != "D") || !day || !amount) {
    return fail(ErrorKind::invalid, "mt940.balance", "a balance that is not written as the standard says");
  }
  return domain::Balance{kind, *amount, mark == "C" ? Flow::credit : Flow::debit, day};
}

Result<Mt940Number> read_mt940_number(std::string_view text) {
  const auto slash = text.find('/');
  const auto statement = number(text.substr(0, slash));
  const bool paged = slash != std::string_view::npos;
  const auto page = paged ? number(text.substr(slash + 1)) : std::nullopt;
  if (!statement || (paged && !page)) {
    return fail(ErrorKind::invalid, "mt940.number", "a statement number that is not written as the standard says");
  }
  return Mt940Number{*statement, page};
}

Result<domain::Entry> read_mt940_entry(std::string_view text, domain::Currency currency) {
  const auto broken = [](const char* what) { return fail(ErrorKind::invalid, "mt940.entry", what); };
  Cursor at(text);
  domain::Entry entry;
  entry.valued_on = read_day(at.take(6));
  if (!entry.valued_on) return broken("an entry without a value date");
  const auto booked = at.take_while(is_digit);
  if (!booked.empty() && booked.size() != 4) return broken("a booking date of another form");
  entry.booked_on = booked.empty() ? entry.valued_on : read_booking_day(booked, *entry.valued_on);
  if (!entry.booked_on) return broken("a booking date of another form");
  const auto mark = read_mark(at.take_while(is_capital));
  if (!mark) return broken("an entry that is neither credit nor debit");
  entry.flow = mark->flow;
  entry.reversal = mark->reversal;
  const auto amount = read_amount(at.take_while([](char c) { return is_digit(c) || c == ','; }), currency);
  if (!amount) return broken("an amount of another form");
  entry.amount = *amount;
  entry.bank_code = at.take(4);
  const bool coded = entry.bank_code.size() == 4 && is_capital(entry.bank_code[0]);
  if (!coded || entry.bank_code.find('\n') != std::string::npos) return broken("an entry without a transaction type");
  read_references(at.rest(), entry);
  return entry;
}

}  // namespace lienthong::codec
