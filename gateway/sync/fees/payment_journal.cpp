#include "sync/fees/payment_journal.hpp"

#include "base/digest.hpp"
#include "sync/fees/payment_journal_body.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using storage::JournalEntry;

base::Error unreadable_body() {
  return base::Error(ErrorKind::invalid, "payment_journal.body", "an entry of a claim cannot be read");
}

JournalEntry entry(const ClaimKey& key, std::string id, base::Instant at, std::string body) {
  JournalEntry made{storage::Journal::payment_claim, claim_subject(key), std::move(id), at, std::move(body), {}};
  made.keys.push_back(claim_month_key(at));
  return made;
}

std::string id_of(ClaimEntry kind, std::string_view rest) { return std::string(name(kind)) + " " + std::string(rest); }

domain::PaymentAttempt* attempt_of(domain::PaymentClaim& claim, std::string_view reference) {
  const auto found = std::ranges::find(claim.attempts, reference, &domain::PaymentAttempt::reference);
  return found == claim.attempts.end() ? nullptr : &*found;
}

/// What one entry adds to the claim. False when it cannot be read or speaks of an attempt that was not begun.
bool add(StoredClaim& to, const JournalEntry& one) {
  const auto body = read_claim_body(one.body);
  if (!body) return false;
  if (body->kind == ClaimEntry::claimed) {
    to.fee = body->fee;
    to.claim.amount = body->fee.amount;
    to.claimed_at = one.at;
    return true;
  }
  if (body->kind == ClaimEntry::attempt) {
    to.claim.attempts.push_back(body->attempt);
    to.claim.attempts.back().requested_at = one.at;
    return true;
  }
  if (body->kind == ClaimEntry::cancelled) {
    if (!to.claim.cancelled_at) to.claim.cancelled_at = one.at;
    return true;
  }
  if (body->kind == ClaimEntry::refund) {
    to.claim.refunds.insert({body->refund.number, body->refund.amount, one.at});
    return true;
  }
  domain::PaymentAttempt* attempt = attempt_of(to.claim, body->reference);
  if (attempt == nullptr) return false;
  if (body->kind == ClaimEntry::opened) to.urls[body->reference] = body->url;
  if (body->kind == ClaimEntry::offered) to.offered.insert(body->reference);
  if (body->kind == ClaimEntry::refused) attempt->refused = true;
  if (body->kind == ClaimEntry::report) {
    attempt->reports.insert(body->report);
    const bool paid = meaning(body->report) == domain::PlatformState::paid;
    if (paid && !to.paid_at) to.paid_at = one.at;
  }
  if (body->kind == ClaimEntry::query) {
    ++attempt->queries;
    attempt->last_query_at = std::max(attempt->last_query_at.value_or(one.at), one.at);
  }
  return true;
}

}  // namespace

std::string claim_subject(const ClaimKey& key) {
  return key.dossier.value() + "/" + key.fee + "/" + std::to_string(key.serial);
}

Result<ClaimKey> claim_key(std::string_view subject) {
  const std::size_t first = subject.find('/');
  const std::size_t last = subject.rfind('/');
  ClaimKey key;
  if (first != last && first != 0) {
    const std::string_view digits = subject.substr(last + 1);
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), key.serial);
    if (failure == std::errc{} && end == digits.data() + digits.size() && key.serial > 0) {
      key.dossier = domain::DossierCode(std::string(subject.substr(0, first)));
      key.fee = std::string(subject.substr(first + 1, last - first - 1));
      return key;
    }
  }
  return base::fail(ErrorKind::invalid, "payment_journal.subject", "this subject names no claim");
}

std::string claim_reference_key(std::string_view reference) { return "ref " + std::string(reference); }

std::string claim_dossier_key(const domain::DossierCode& dossier) { return "dossier " + dossier.value(); }

std::string claim_month_key(base::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at + base::vietnam_offset);
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "month %04d-%02u", int{date.year()}, unsigned{date.month()});
  return text;
}

JournalEntry claimed_entry(const ClaimKey& key, const ClaimedFee& fee, base::Instant at) {
  JournalEntry made = entry(key, std::string(name(ClaimEntry::claimed)), at, claimed_body(fee));
  made.keys.push_back(claim_dossier_key(key.dossier));
  return made;
}

JournalEntry attempt_entry(const ClaimKey& key, const domain::PaymentAttempt& attempt) {
  JournalEntry made =
      entry(key, id_of(ClaimEntry::attempt, attempt.reference), attempt.requested_at, attempt_body(attempt));
  made.keys.push_back(claim_reference_key(attempt.reference));
  return made;
}

JournalEntry opened_entry(const ClaimKey& key, std::string_view reference, std::string_view url, base::Instant at) {
  return entry(key, id_of(ClaimEntry::opened, reference), at, opened_body(reference, url));
}

JournalEntry offered_entry(const ClaimKey& key, std::string_view reference, base::Instant at) {
  return entry(key, id_of(ClaimEntry::offered, reference), at, reason_body(ClaimEntry::offered, reference, ""));
}

JournalEntry refused_entry(const ClaimKey& key, std::string_view reference, std::string_view reason, base::Instant at) {
  return entry(key, id_of(ClaimEntry::refused, reference), at, reason_body(ClaimEntry::refused, reference, reason));
}

JournalEntry report_entry(const ClaimKey& key, const domain::PaymentReport& report, base::Instant at) {
  std::string body = report_body(report);
  std::string id = id_of(ClaimEntry::report, base::sha256_hex(body));
  return entry(key, std::move(id), at, std::move(body));
}

JournalEntry query_entry(const ClaimKey& key, std::string_view reference, int number, base::Instant at) {
  return entry(key, id_of(ClaimEntry::query, std::string(reference) + " " + std::to_string(number)), at,
               reason_body(ClaimEntry::query, reference, ""));
}

JournalEntry cancelled_entry(const ClaimKey& key, std::string_view reason, base::Instant at) {
  return entry(key, std::string(name(ClaimEntry::cancelled)), at, reason_body(ClaimEntry::cancelled, "", reason));
}

JournalEntry refund_entry(const ClaimKey& key, const domain::Refund& refund) {
  return entry(key, id_of(ClaimEntry::refund, refund.number), refund.at, refund_body(refund));
}

Result<StoredClaim> stored_claim_of(std::span<const storage::JournalRow> rows) {
  if (rows.empty()) return base::fail(ErrorKind::invalid, "payment_journal.empty", "a claim has at least one entry");
  auto key = claim_key(rows.front().entry.subject);
  if (!key) return base::fail(std::move(key).error());
  StoredClaim out;
  out.key = std::move(*key);
  out.claim.dossier = out.key.dossier;
  out.entries = static_cast<std::int64_t>(rows.size());
  for (const storage::JournalRow& row : rows) {
    if (!add(out, row.entry)) return base::fail(unreadable_body().with("id", row.entry.id));
  }
  return out;
}

Result<domain::PaymentClaim> claim_of(std::span<const storage::JournalRow> rows) {
  auto stored = stored_claim_of(rows);
  if (!stored) return base::fail(std::move(stored).error());
  return std::move(stored->claim);
}

}  // namespace lienthong::sync
