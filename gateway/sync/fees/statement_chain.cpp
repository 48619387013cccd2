#include "sync/fees/statement_chain.hpp"

#include "sync/fees/packed_text.hpp"
#include "sync/fees/statement_body.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::sync {
namespace {

using domain::BalanceKind;
using domain::Day;
using domain::StatementHeader;
using domain::StatementKind;

constexpr std::uint64_t form = 1;
constexpr std::size_t short_digest = 16;

Day day_of(base::Instant at) { return std::chrono::floor<std::chrono::days>(at + base::vietnam_offset); }

const domain::Balance* balance_of(const StatementHeader& header, BalanceKind kind) {
  const auto found = std::ranges::find(header.balances, kind, &domain::Balance::kind);
  return found == header.balances.end() ? nullptr : &*found;
}

const domain::Balance* opening_of(const StatementHeader& header) {
  const auto* opening = balance_of(header, BalanceKind::opening_booked);
  return opening != nullptr ? opening : balance_of(header, BalanceKind::previous_closing);
}

std::optional<StatementLink::Days> days_of(const StatementHeader& header) {
  if (header.from && header.to) {
    // A period that ends at midnight does not speak of the day that begins then.
    const base::Instant last = std::max(*header.from, *header.to - std::chrono::milliseconds{1});
    return StatementLink::Days{day_of(*header.from), day_of(last)};
  }
  const auto* const opening = opening_of(header);
  const auto* const closing = balance_of(header, BalanceKind::closing_booked);
  if (opening == nullptr || closing == nullptr || !opening->day || !closing->day) return std::nullopt;
  return StatementLink::Days{*opening->day, *closing->day};
}

bool same_opening(const StatementHeader& one, const StatementHeader& other) {
  const auto* const left = opening_of(one);
  const auto* const right = opening_of(other);
  return left != nullptr && right != nullptr && left->flow == right->flow &&
         compare(left->amount, right->amount) == std::partial_ordering::equivalent;
}

/// Whether `later` was made after `earlier`, as far as the bank says; otherwise as they came.
bool corrects(const StatementHeader& later, const StatementHeader& earlier) {
  return !later.created_at || !earlier.created_at || *later.created_at >= *earlier.created_at;
}

/// Every statement points to the one that counts in its place.
void settle_corrections(AccountChain& chain) {
  for (std::size_t newer = 0; newer < chain.size(); ++newer) {
    for (std::size_t older = 0; older < newer; ++older) {
      ChainedStatement& before = chain[older];
      ChainedStatement& now = chain[newer];
      if (before.replaced_by || !is_same_statement(before.link.header, now.link.header)) continue;
      const bool wins = corrects(now.link.header, before.link.header);
      (wins ? before : now).replaced_by = (wins ? now : before).link.name();
      (wins ? now : before).replaces = (wins ? before : now).link.name();
      if (wins) now.copy_differs = now.link.header.copy != domain::CopyFlag::original;
      if (!wins) break;
    }
  }
}

void find_gaps(AccountChain& chain) {
  const ChainedStatement* previous = nullptr;
  for (ChainedStatement& one : chain) {
    if (one.replaced_by || one.link.header.kind != StatementKind::statement) continue;
    if (previous != nullptr) one.problems = continuity_problems(previous->link.header, one.link.header);
    previous = &one;
  }
}

}  // namespace

std::string StatementLink::name() const { return file.bank + "." + digest.substr(0, short_digest); }

std::optional<StatementLink::Days> StatementLink::days() const { return days_of(header); }

std::string chain_subject(const std::string& bank, const std::string& account) { return bank + "/" + account; }

storage::JournalEntry link_entry(const StatementLink& link) {
  PackedWriter body;
  body.number(form).text(link.file.bank).text(link.file.digest).number(link.statement).number(link.entries);
  body.text(pack_header(link.header));
  storage::JournalEntry out;
  out.journal = storage::Journal::statement_chain;
  out.subject = chain_subject(link.file.bank, link.header.account);
  out.id = link.digest;
  out.at = link.taken_at;
  out.body = std::move(body).take();
  return out;
}

base::Result<StatementLink> read_link(const storage::JournalEntry& entry) {
  PackedReader in(entry.body);
  if (in.number() != form) in.fail();
  StatementLink out;
  out.digest = entry.id;
  out.taken_at = entry.at;
  out.file.bank = in.text();
  out.file.digest = in.text();
  out.statement = in.number();
  out.entries = in.number();
  auto header = unpack_header(in.text());
  if (!header) return base::fail(std::move(header).error());
  out.header = std::move(*header);
  if (in.failed() || !in.at_end())
    return base::fail(base::ErrorKind::permanent, "statement.body", "what was kept of a statement cannot be read");
  return out;
}

bool is_same_statement(const StatementHeader& one, const StatementHeader& other) {
  if (one.kind != other.kind || one.account != other.account) return false;
  if (one.sequence && other.sequence && *one.sequence != *other.sequence) return false;
  const auto days = days_of(one);
  const auto other_days = days_of(other);
  if (days && other_days && *days != *other_days) return false;
  if (!one.statement_id.empty() && one.statement_id == other.statement_id) return true;
  if (!days || !other_days) return false;
  if (one.sequence && other.sequence) return true;
  return one.kind == StatementKind::statement && same_opening(one, other);
}

AccountChain chain_of(std::vector<StatementLink> links) {
  AccountChain chain;
  for (StatementLink& link : links) chain.push_back({std::move(link), std::nullopt, std::nullopt, false, {}});
  settle_corrections(chain);
  const auto place = [](const ChainedStatement& one) {
    const auto days = one.link.days().value_or(StatementLink::Days{});
    return std::tuple(days.first, days.last, one.link.header.sequence.value_or(0));
  };
  std::ranges::stable_sort(chain, std::less<>(), place);
  find_gaps(chain);
  return chain;
}

base::Result<std::map<std::string, AccountChain>> chains_of(std::span<const storage::JournalRow> rows) {
  std::map<std::string, std::vector<StatementLink>> links;
  for (const storage::JournalRow& row : rows) {
    auto link = read_link(row.entry);
    if (!link) return base::fail(std::move(link).error());
    links[row.entry.subject].push_back(std::move(*link));
  }
  std::map<std::string, AccountChain> out;
  for (auto& [subject, of_account] : links) out.emplace(subject, chain_of(std::move(of_account)));
  return out;
}

}  // namespace lienthong::sync
