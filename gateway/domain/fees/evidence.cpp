#include "domain/fees/evidence.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::domain {
namespace {

struct Weight {
  MatchReason evidence;
  int strength;
};

Weight weight_of_reference(KeyFit fit, std::size_t length, std::size_t strong_cut) {
  switch (fit) {
    case KeyFit::whole:
      return {MatchReason::reference, 100};
    case KeyFit::glued:
      return {MatchReason::reference, 70};
    case KeyFit::cut:
      return {MatchReason::reference_cut, length >= strong_cut ? 85 : 55};
  }
  return {MatchReason::reference_cut, 0};
}

Weight weight_of_code(KeyFit fit) {
  switch (fit) {
    case KeyFit::whole:
      return {MatchReason::dossier_code, 90};
    case KeyFit::glued:
      return {MatchReason::dossier_code_glued, 60};
    case KeyFit::cut:
      return {MatchReason::dossier_code_cut, 55};
  }
  return {MatchReason::dossier_code_cut, 0};
}

/// The time behind a dossier code begins with the year: then the code has ended, and no longer one is meant.
constexpr std::size_t year_digits = 4;

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// A letter and at least twelve digits: agency (two and more), day (six), number (four to six).
bool holds_code_shape(const std::string& characters) {
  static constexpr std::size_t least_digits = 12;
  std::size_t digits = 0;
  bool after_letter = false;
  for (const char c : characters) {
    if (is_letter(c)) {
      digits = 0;
      after_letter = true;
    } else if (++digits >= least_digits && after_letter) {
      return true;
    }
  }
  return false;
}

}  // namespace

Evidence::Evidence(std::span<const ExpectedPayment> expected) : expected_(expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string code = compact_key(expected[i].dossier.value());
    if (!code.empty()) own(code, {i, false, 0});
    for (const std::string& text : expected[i].references) {
      const std::string reference = compact_key(text);
      const std::size_t at = code.empty() ? std::string::npos : reference.find(code);
      const std::size_t strong_cut = at == std::string::npos ? reference.size() : at + code.size() + year_digits;
      if (!reference.empty()) own(reference, {i, true, strong_cut});
    }
  }
  index_.seal();
}

void Evidence::own(std::string_view key, const Owner& owner) {
  const std::size_t number = index_.add(key);
  if (number >= owners_.size()) owners_.resize(number + 1);
  owners_[number].push_back(owner);
}

void Evidence::add(std::size_t key, KeyFit fit, std::size_t length, const Movement& movement,
                   std::vector<Link>& out) const {
  for (const Owner& owner : owners_[key]) {
    const Weight weight = owner.by_reference ? weight_of_reference(fit, length, owner.strong_cut) : weight_of_code(fit);
    const bool early = movement.day != Day{} && movement.day < expected_[owner.claim].asked_on;
    out.push_back({owner.claim, weight.evidence, weight.strength, early});
  }
}

std::vector<Link> Evidence::links(const Movement& movement) const {
  std::vector<Link> all;
  for (const std::string& reference : movement.references) {
    if (const auto key = index_.number_of(reference)) add(*key, KeyFit::whole, reference.size(), movement, all);
  }
  for (const CompactText& text : movement.texts) {
    for (const KeyHit& hit : index_.find(text)) add(hit.key, hit.fit, hit.length, movement, all);
  }
  std::ranges::sort(all, {}, [](const Link& link) { return std::tuple(link.claim, -link.strength, link.evidence); });
  const auto rest = std::ranges::unique(all, {}, &Link::claim);
  all.erase(rest.begin(), rest.end());
  return all;
}

bool Evidence::names_a_dossier(const Movement& movement) {
  return std::ranges::any_of(movement.texts, [](const CompactText& text) { return holds_code_shape(text.characters); });
}

}  // namespace lienthong::domain
