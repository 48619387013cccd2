#include "storage/memory/state.hpp"

#include <algorithm>

namespace lienthong::storage::memory {

std::vector<std::size_t> State::add_journal(const std::vector<JournalEntry>& entries) {
  std::vector<std::size_t> known;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const auto& entry = entries[place];
    auto& held = journal_subjects_[{entry.journal, entry.subject}];
    const auto same = [&](std::size_t at) { return journal_[at].entry.id == entry.id; };
    if (std::ranges::any_of(held, same)) {
      known.push_back(place);
      continue;
    }
    held.push_back(journal_.size());
    for (const auto& key : entry.keys) journal_keys_[{entry.journal, key}].insert(entry.subject);
    journal_.push_back({.sequence = static_cast<std::int64_t>(journal_.size()) + 1, .entry = entry});
    journal_.back().entry.keys.clear();
  }
  return known;
}

std::vector<JournalRow> State::load_journal(Journal journal, const std::string& subject) const {
  std::vector<JournalRow> rows;
  const auto held = journal_subjects_.find({journal, subject});
  if (held == journal_subjects_.end()) return rows;
  for (const auto place : held->second) rows.push_back(journal_[place]);
  return rows;
}

std::vector<std::string> State::find_subjects(Journal journal, const std::string& key) const {
  const auto held = journal_keys_.find({journal, key});
  if (held == journal_keys_.end()) return {};
  return {held->second.begin(), held->second.end()};
}

std::vector<JournalRow> State::read_journal(Journal journal, std::int64_t after, int limit) const {
  std::vector<JournalRow> rows;
  for (const auto& row : journal_) {
    if (static_cast<std::int64_t>(rows.size()) >= limit) break;
    if (row.sequence > after && row.entry.journal == journal) rows.push_back(row);
  }
  return rows;
}

}  // namespace lienthong::storage::memory
