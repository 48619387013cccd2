#include "domain/fees/key_index.hpp"

#include <algorithm>
#include <cstring>

namespace lienthong::domain {
namespace {

std::uint64_t head_of(std::string_view text) {
  std::uint64_t out = 0;
  std::memcpy(&out, text.data(), sizeof out);
  return out;
}

bool digit_at(const CompactText& text, std::size_t at) {
  return at < text.characters.size() && text.characters[at] >= '0' && text.characters[at] <= '9';
}

/// The time behind "dvc<dossier code>" in a reference that we did not make ourselves (contracts 5.1).
bool is_inside_reference(const CompactText& text, std::size_t begin, std::size_t end) {
  static constexpr std::string_view prefix = "DVC";
  static constexpr std::size_t time_digits = 14;
  if (begin < prefix.size() || text.characters.compare(begin - prefix.size(), prefix.size(), prefix) != 0) return false;
  std::size_t digits = 0;
  while (digit_at(text, end + digits)) ++digits;
  return digits == time_digits;
}

/// Where banks cut: a reference field has 35 characters, a line of remittance text 140.
bool is_cut_length(std::size_t code_points) { return code_points == 35 || code_points == 140; }

KeyFit fit_of(const CompactText& text, std::size_t begin, std::size_t end) {
  const bool goes_on = digit_at(text, end) && !text.word_starts[end];
  return goes_on && !is_inside_reference(text, begin, end) ? KeyFit::glued : KeyFit::whole;
}

}  // namespace

std::size_t KeyIndex::add(std::string_view key) {
  return numbers_.emplace(std::string(key), numbers_.size()).first->second;
}

std::optional<std::size_t> KeyIndex::number_of(const std::string& key) const {
  const auto found = numbers_.find(key);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

void KeyIndex::seal() {
  for (const auto& [key, number] : numbers_) {
    if (key.size() >= shortest_key) sorted_.push_back({key, number});
  }
  std::ranges::sort(sorted_, {}, &Sorted::key);
  for (std::size_t i = 0; i < sorted_.size(); ++i) {
    Bucket& bucket = buckets_[head_of(sorted_[i].key)];
    if (bucket.lengths.empty()) bucket.first = i;
    bucket.last = i + 1;
    const std::size_t length = sorted_[i].key.size();
    if (std::ranges::find(bucket.lengths, length) == bucket.lengths.end()) bucket.lengths.push_back(length);
  }
  for (auto& [head, bucket] : buckets_) std::ranges::sort(bucket.lengths, std::greater<>{});
}

void KeyIndex::find_at(const CompactText& text, std::size_t at, std::vector<KeyHit>& out) const {
  const std::string_view rest = std::string_view(text.characters).substr(at);
  const auto found = buckets_.find(head_of(rest));
  if (found == buckets_.end()) return;
  const Bucket& bucket = found->second;
  const auto first = sorted_.begin() + static_cast<std::ptrdiff_t>(bucket.first);
  const auto last = sorted_.begin() + static_cast<std::ptrdiff_t>(bucket.last);
  for (const std::size_t length : bucket.lengths) {
    if (length > rest.size()) continue;
    const std::string_view wanted = rest.substr(0, length);
    const auto one =
        std::lower_bound(first, last, wanted, [](const Sorted& s, std::string_view key) { return s.key < key; });
    if (one == last || one->key != wanted) continue;
    const std::size_t before = out.size();
    if (length == rest.size() && is_cut_length(text.code_points)) find_cut(bucket, rest, at, out);
    if (out.size() <= before + 1) {
      out.resize(before);
      out.push_back({one->number, fit_of(text, at, at + length), at, length});
    }
    return;
  }
  find_cut(bucket, rest, at, out);
}

void KeyIndex::find_cut(const Bucket& bucket, std::string_view rest, std::size_t at, std::vector<KeyHit>& out) const {
  if (rest.size() < shortest_cut) return;
  const auto first = sorted_.begin() + static_cast<std::ptrdiff_t>(bucket.first);
  const auto last = sorted_.begin() + static_cast<std::ptrdiff_t>(bucket.last);
  auto one = std::lower_bound(first, last, rest, [](const Sorted& s, std::string_view key) { return s.key < key; });
  std::vector<KeyHit> hits;
  for (; one != last && one->key.starts_with(rest); ++one) {
    if (hits.size() == most_cut) return;
    hits.push_back({one->number, KeyFit::cut, at, rest.size()});
  }
  out.insert(out.end(), hits.begin(), hits.end());
}

std::vector<KeyHit> KeyIndex::find(const CompactText& text) const {
  std::vector<KeyHit> hits;
  for (std::size_t at = 0; at + shortest_key <= text.characters.size(); ++at) find_at(text, at, hits);
  std::vector<KeyHit> out;
  std::size_t covered = 0;  // hits come in the order of their beginnings
  std::size_t cover_begin = 0;
  for (const KeyHit& hit : hits) {
    const std::size_t end = hit.begin + hit.length;
    const bool inside = end <= covered && hit.begin > cover_begin;
    if (inside) continue;
    if (end > covered) {
      covered = end;
      cover_begin = hit.begin;
    }
    out.push_back(hit);
  }
  return out;
}

}  // namespace lienthong::domain
