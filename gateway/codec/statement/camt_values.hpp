#pragma once

#include "codec/statement/camt_draft.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::codec {

// From the text of an element that its schema has judged to what is kept. Each refuses what cannot be kept exactly.

Refused read_amount(std::optional<domain::Amount>& to, const CamtDraft& draft, std::string_view text);
Refused read_amount(domain::Amount& to, const CamtDraft& draft, std::string_view text);
Refused read_flow(domain::Flow& to, std::string_view text);
Refused read_flow(std::optional<domain::Flow>& to, std::string_view text);
/// Digits only, as many as ISO 20022 has.
Refused read_count(std::optional<std::uint64_t>& to, std::string_view text);
/// A number of a statement: whole and not below zero.
Refused read_sequence(std::optional<std::uint64_t>& to, std::string_view text);
/// At most 18 digits, 17 after the point.
Refused read_decimal(std::optional<std::string>& to, std::string_view text);
Refused read_boolean(std::optional<bool>& to, std::string_view text);
Refused read_boolean(bool& to, std::string_view text);
Refused read_date(std::optional<domain::Day>& to, std::string_view text);
Refused read_date_time(std::optional<domain::Day>& to, std::string_view text);
Refused read_date_time(std::optional<base::Instant>& to, std::string_view text);
Refused read_currency(std::optional<domain::Currency>& to, std::string_view text);
Refused read_status(domain::BookingStatus& to, std::string_view text);
/// Of a status that only one bank knows.
Refused refuse_status();
Refused read_balance_kind(domain::BalanceKind& to, std::string_view text);
Refused read_copy(domain::CopyFlag& to, std::string_view text);

}  // namespace lienthong::codec
