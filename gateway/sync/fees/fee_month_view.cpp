#include "sync/fees/fee_month_view.hpp"

#include "sync/fees/booked_fees.hpp"
#include "sync/fees/matching_desk.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace lienthong::sync {
namespace {

using base::Result;
using domain::Day;
using std::chrono::year_month;

constexpr std::string_view first_series = "1";

year_month month_of(Day day) {
  const std::chrono::year_month_day date{day};
  return {date.year(), date.month()};
}

/// The days on which money must have been booked to be in the transfer of a month.
struct TransferPeriod {
  Day after{};
  Day last{};
};
Result<TransferPeriod> transfer_period(year_month month, const domain::WorkingCalendar& calendar) {
  const auto last = calendar.last_working_day(month);
  if (!last) return base::fail(last.error());
  const year_month before = month - std::chrono::months{1};
  const auto previous = calendar.last_working_day(before);
  // Without a table of the year before, the month begins on its first day.
  const Day after = previous ? Day{*previous} : Day{month / std::chrono::day{1}} - std::chrono::days{1};
  return TransferPeriod{after, Day{*last}};
}

/// The last working day of the month; behind it the first day on which a bank still carries anything out: no bank takes
/// an order for a day that is over. In a year without a table the bank says which day it takes.
Day execution_day(Day last, base::Instant now, const domain::WorkingCalendar& calendar) {
  Day day = std::max(last, vietnamese_day(now));
  while (day > last) {
    if (calendar.is_working_day(std::chrono::year_month_day{day}).value_or(true)) break;
    day += std::chrono::days{1};
  }
  return day;
}

bool ended_without_result(domain::Status status) {
  return status == domain::Status::withdrawn || status == domain::Status::not_accepted ||
         status == domain::Status::stopped;
}

domain::FeeOfMonth fee_of_month(const BookedFee& one) {
  domain::FeeOfMonth out;
  out.dossier = one.fee.dossier;
  out.unit = one.fee.unit;
  out.kind = one.fee.kind;
  out.due = one.fee.due;
  out.paid = one.fee.paid;
  out.paid_by = one.fee.paid_by;
  out.booked = one.booked;
  out.payments = std::max(one.fee.payments, one.bookings);
  out.status = one.fee.status;
  return out;
}

/// Works one month out of the books, step by step.
class MonthMaker {
 public:
  MonthMaker(const FeeBooks& books, const MonthSettings& settings) : books_(&books), settings_(&settings) {
    std::vector<domain::ExpectedPayment> expected;
    std::ranges::transform(books.fees, std::back_inserter(expected), &expected_payment);
    matching_ = decided_matching(books.entries, expected, books.decisions, settings.rules);
    booked_ = booked_fees(books.fees, books.entries, matching_);
  }

  Result<domain::TransferBatch> draft(std::string_view series) const {
    const auto period = transfer_period(books_->month, *settings_->calendar);
    if (!period) return base::fail(period.error());
    std::vector<domain::CollectedPart> parts;
    for (const BookedFee& one : booked_) {
      const std::int64_t amount = std::min(one.booked, one.fee.due);
      const bool in_time = one.booked_on && period->after < *one.booked_on && *one.booked_on <= period->last;
      if (amount <= 0 || !in_time || one.fee.account.empty() || ended_without_result(one.fee.status)) continue;
      parts.push_back({one.fee.dossier, {"", one.fee.kind, one.fee.unit, one.fee.account, amount}});
    }
    const Day day = execution_day(period->last, settings_->now, *settings_->calendar);
    return transfer_orders(books_->month, day, series, parts, *settings_->schedule);
  }

  Result<FeeMonthView> view() {
    out_.facts.month = books_->month;
    auto drafted = draft(first_series);
    if (!drafted) return base::fail(std::move(drafted).error());
    out_.facts.to_transfer = drafted->control_sum;
    out_.batches = books_->record.batches;
    if (out_.batches.empty() && !drafted->orders.empty()) out_.batches = {std::move(*drafted)};
    add_fees();
    add_matching();
    add_transfers();
    if (auto done = add_documents(); !done) return base::fail(std::move(done).error());
    add_agreements();
    add_statement_ids();
    auto alarms = check_month(out_.facts, *settings_->calendar, settings_->now, settings_->limits);
    if (!alarms) return base::fail(std::move(alarms).error());
    std::ranges::move(*alarms, std::back_inserter(out_.alarms));
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool belongs(const BookedFee& one) const {
    const Day day = one.fee.paid_on ? *one.fee.paid_on : one.booked_on.value_or(one.fee.asked_on);
    return month_of(day) == books_->month;
  }

  void add_fees() {
    for (const BookedFee& one : booked_) {
      if (!belongs(one)) continue;
      of_month_.insert(one.fee.id);
      out_.fees.push_back(fee_of_month(one));
      AgreedSums& sums = out_.sums[one.fee.unit];
      sums.due += one.fee.due;
      sums.paid += one.fee.paid;
      sums.booked += one.booked;
      if (auto alarm = amount_alarm(one.fee)) out_.alarms.push_back(std::move(*alarm));
    }
  }

  void add_matching() {
    std::map<domain::MovementId, const domain::StatementEntry*> entries;
    for (const domain::StatementEntry& entry : books_->entries)
      entries[{entry.statement, entry.entry.number, 0}] = &entry;
    const auto entry_of = [&](domain::MovementId id) {
      id.detail = 0;
      return entries.at(id);
    };
    const auto booked_now = [&](const domain::MovementId& id) {
      return month_of(*entry_of(id)->entry.booked_on) == books_->month;
    };
    const auto of_month = [&](const std::string& claim) { return of_month_.contains(claim); };
    for (const domain::Match& one : matching_.matches) {
      if (std::ranges::any_of(one.movements, booked_now) || std::ranges::any_of(one.claims, of_month))
        out_.matching.matches.push_back(one);
    }
    std::ranges::copy_if(matching_.findings, std::back_inserter(out_.matching.findings),
                         [&](const domain::Finding& one) { return booked_now(one.movement); });
    std::ranges::copy_if(matching_.open_claims, std::back_inserter(out_.matching.open_claims), of_month);
    std::ranges::copy_if(books_->followed, std::back_inserter(out_.open_decisions), [&](const FollowedDecision& one) {
      return needs_a_person(one) && month_of(one.booked_on) == books_->month;
    });
    add_named(entry_of);
  }

  template <class EntryOf>
  void add_named(EntryOf entry_of) {
    std::set<domain::MovementId> movements;
    std::set<std::string> claims(out_.matching.open_claims.begin(), out_.matching.open_claims.end());
    for (const domain::Match& one : out_.matching.matches) {
      movements.insert(one.movements.begin(), one.movements.end());
      claims.insert(one.claims.begin(), one.claims.end());
    }
    for (const domain::Finding& one : out_.matching.findings) {
      movements.insert(one.movement);
      if (one.other) movements.insert(*one.other);
      if (!one.claim.empty()) claims.insert(one.claim);
    }
    for (const domain::MovementId& id : movements) out_.movements.push_back(seen(id, entry_of(id)->entry));
    for (const KnownFee& fee : books_->fees) {
      if (!claims.contains(fee.id)) continue;
      out_.claims.push_back(fee);
      out_.claims.back().payer.clear();
      out_.claims.back().references.clear();
    }
  }

  static SeenMovement seen(const domain::MovementId& id, const domain::Entry& entry) {
    SeenMovement out{id, entry.servicer_reference.empty() ? entry.reference : entry.servicer_reference,
                     *entry.booked_on, entry.flow, entry.amount};
    if (id.detail == 0 || id.detail > entry.details.size()) return out;
    const domain::EntryDetail& detail = entry.details[id.detail - 1];
    out.amount = detail.amount.value_or(out.amount);
    out.flow = detail.flow.value_or(out.flow);
    if (!detail.servicer_reference.empty()) out.reference = detail.servicer_reference;
    return out;
  }

  /// Debits that a batch of ours ordered, or that went to an account of the schedule.
  void add_transfers() {
    std::set<std::string> ours;
    for (const domain::TransferBatch& batch : out_.batches) {
      for (const domain::TransferOrder& order : batch.orders) ours.insert(order.end_to_end_id);
    }
    std::set<std::string> accounts;
    for (const domain::FeeRate& rate : settings_->schedule->rates()) {
      if (const auto* account = settings_->schedule->account(rate.account)) accounts.insert(account->number);
    }
    for (const domain::StatementEntry& one : books_->entries) {
      if (one.entry.flow != domain::Flow::debit) continue;
      const bool to_them = std::ranges::any_of(
          one.entry.details, [&](const auto& detail) { return accounts.contains(detail.creditor_account); });
      for (domain::BookedTransfer& booked : booked_transfers(std::span(&one.entry, 1))) {
        const bool now = month_of(booked.booked_on) == books_->month;
        if (ours.contains(booked.end_to_end_id) || (to_them && now)) out_.facts.transfers.push_back(std::move(booked));
      }
    }
  }

  /// The bank's documents are there when every account has a statement that reaches the last working day.
  Result<void> add_documents() {
    const auto last = settings_->calendar->last_working_day(books_->month);
    if (!last) return base::fail(last.error());
    std::optional<base::Instant> all;
    bool missing = books_->chains.empty();
    for (const auto& [subject, chain] : books_->chains) {
      std::optional<base::Instant> first;
      for (const ChainedStatement& one : chain) {
        if (one.link.header.kind != domain::StatementKind::statement) continue;
        const auto days = one.link.days();
        if (one.link.header.to && !one.replaced_by)
          out_.statements_until = std::max(out_.statements_until.value_or(*one.link.header.to), *one.link.header.to);
        if (days && days->last >= Day{*last}) first = std::min(first.value_or(one.link.taken_at), one.link.taken_at);
      }
      missing = missing || !first;
      if (first) all = std::max(all.value_or(*first), *first);
    }
    if (!missing) out_.facts.documents_received_at = all;
    return {};
  }

  void add_statement_ids() {
    for (const auto& [subject, chain] : books_->chains) {
      for (const ChainedStatement& one : chain) {
        if (!one.link.header.statement_id.empty())
          out_.statements.emplace(one.link.name(), one.link.header.statement_id);
      }
    }
  }

  void add_agreements() {
    for (const auto& [unit, sums] : out_.sums) {
      const auto agreed = books_->record.agreements.find(unit);
      const bool holds = agreed != books_->record.agreements.end() && agreed->second.sums == sums;
      out_.facts.agreed_at[unit] = holds ? std::optional(agreed->second.at) : std::nullopt;
    }
  }

  const FeeBooks* books_;
  const MonthSettings* settings_;
  domain::Matching matching_;
  std::vector<BookedFee> booked_;
  std::set<std::string> of_month_;
  FeeMonthView out_;
};

}  // namespace

Result<FeeMonthView> month_view(const FeeBooks& books, const MonthSettings& settings) {
  return MonthMaker(books, settings).view();
}

Result<domain::TransferBatch> draft_batch(const FeeBooks& books, const MonthSettings& settings,
                                          std::string_view series) {
  return MonthMaker(books, settings).draft(series);
}

}  // namespace lienthong::sync
