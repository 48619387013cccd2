#include "codec/statement/camt_values.hpp"

#include "codec/statement/iso_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using domain::BalanceKind;
using domain::Flow;

constexpr CamtRefusal bad_amount{ErrorKind::invalid, "camt.amount",
                                 "an amount has more than 18 digits, or more than five after the point"};
constexpr CamtRefusal bad_number{ErrorKind::invalid, "camt.number", "not a whole number of at most 18 digits"};
constexpr CamtRefusal bad_digits{ErrorKind::invalid, "camt.digits", "a sum has more than 18 digits"};
constexpr CamtRefusal bad_date{ErrorKind::invalid, "camt.date", "a year that has not four digits"};
constexpr CamtRefusal bad_status{ErrorKind::unsupported, "camt.status",
                                 "the status of an entry is none of BOOK, PDNG and INFO"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) + 1 - first);
}

struct KindCode {
  std::string_view code;
  BalanceKind kind;
};
constexpr std::array kind_codes{
    KindCode{"OPBD", BalanceKind::opening_booked},    KindCode{"CLBD", BalanceKind::closing_booked},
    KindCode{"PRCD", BalanceKind::previous_closing},  KindCode{"OPAV", BalanceKind::opening_available},
    KindCode{"CLAV", BalanceKind::closing_available}, KindCode{"FWAV", BalanceKind::forward_available},
    KindCode{"ITBD", BalanceKind::interim_booked},    KindCode{"ITAV", BalanceKind::interim_available},
    KindCode{"XPCD", BalanceKind::expected},          KindCode{"INFO", BalanceKind::information},
};

template <class T>
Refused kept(std::optional<T>& to, std::optional<T> value, const CamtRefusal& otherwise) {
  to = value;
  return to ? nullptr : &otherwise;
}

}  // namespace

Refused read_amount(std::optional<domain::Amount>& to, const CamtDraft& draft, std::string_view text) {
  return kept(to, domain::Amount::read(trimmed(text), draft.currency.value_or(domain::vnd())), bad_amount);
}

Refused read_amount(domain::Amount& to, const CamtDraft& draft, std::string_view text) {
  std::optional<domain::Amount> amount;
  const auto refused = read_amount(amount, draft, text);
  if (amount) to = *amount;
  return refused;
}

Refused read_flow(Flow& to, std::string_view text) {
  to = text == "CRDT" ? Flow::credit : Flow::debit;
  return nullptr;
}

Refused read_flow(std::optional<Flow>& to, std::string_view text) { return read_flow(to.emplace(), text); }

Refused read_count(std::optional<std::uint64_t>& to, std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return &bad_number;
  to = out;
  return nullptr;
}

Refused read_sequence(std::optional<std::uint64_t>& to, std::string_view text) {
  const auto number = domain::Amount::read(trimmed(text), domain::vnd());
  if (!number || number->scale != 0 || number->units < 0) return &bad_number;
  to = static_cast<std::uint64_t>(number->units);
  return nullptr;
}

Refused read_decimal(std::optional<std::string>& to, std::string_view text) {
  constexpr std::size_t most = 18;
  auto digits = trimmed(text);
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  const auto point = digits.find('.');
  auto whole = digits.substr(0, point);
  auto decimals = point == std::string_view::npos ? std::string_view{} : digits.substr(point + 1);
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  decimals = decimals.substr(0, decimals.find_last_not_of('0') + 1);
  if (whole.size() + decimals.size() > most || decimals.size() >= most) return &bad_digits;
  to = std::string(trimmed(text));
  return nullptr;
}

Refused read_boolean(bool& to, std::string_view text) {
  to = trimmed(text) == "true" || trimmed(text) == "1";
  return nullptr;
}

Refused read_boolean(std::optional<bool>& to, std::string_view text) { return read_boolean(to.emplace(), text); }

Refused read_date(std::optional<domain::Day>& to, std::string_view text) {
  return kept(to, day_of_date(trimmed(text)), bad_date);
}

Refused read_date_time(std::optional<domain::Day>& to, std::string_view text) {
  return kept(to, day_of_date_time(trimmed(text)), bad_date);
}

Refused read_date_time(std::optional<base::Instant>& to, std::string_view text) {
  return kept(to, instant_of_date_time(trimmed(text)), bad_date);
}

Refused read_currency(std::optional<domain::Currency>& to, std::string_view text) {
  to = domain::Currency::from_code(text);
  return nullptr;
}

Refused read_status(domain::BookingStatus& to, std::string_view text) {
  if (text == "BOOK") {
    to = domain::BookingStatus::booked;
  } else if (text == "PDNG") {
    to = domain::BookingStatus::pending;
  } else if (text == "INFO") {
    to = domain::BookingStatus::information;
  } else {
    return &bad_status;
  }
  return nullptr;
}

Refused refuse_status() { return &bad_status; }

Refused read_balance_kind(BalanceKind& to, std::string_view text) {
  const auto* found =
      std::find_if(kind_codes.begin(), kind_codes.end(), [&](const KindCode& known) { return known.code == text; });
  to = found == kind_codes.end() ? BalanceKind::other : found->kind;
  return nullptr;
}

Refused read_copy(domain::CopyFlag& to, std::string_view text) {
  to = text == "COPY"   ? domain::CopyFlag::copy
       : text == "DUPL" ? domain::CopyFlag::duplicate
                        : domain::CopyFlag::copy_of_duplicate;
  return nullptr;
}

}  // namespace lienthong::codec
