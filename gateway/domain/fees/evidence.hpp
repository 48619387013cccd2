#pragma once

#include "domain/fees/key_index.hpp"
#include "domain/fees/matching.hpp"
#include "domain/fees/movement.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// What ties one movement to one fee.
struct Link {
  std::size_t claim = 0;  ///< index into the expected payments
  MatchReason evidence = MatchReason::dossier_code;
  int strength = 0;  ///< 0 to 100
  bool before_request = false;

  /// Enough for a certain match, if everything else fits.
  [[nodiscard]] bool is_hard() const { return strength >= 80 && !before_request; }
  [[nodiscard]] bool is_reference() const {
    return evidence == MatchReason::reference || evidence == MatchReason::reference_cut;
  }
};

/// Finds the fees that a movement names, by payment reference or dossier code.
class Evidence {
 public:
  explicit Evidence(std::span<const ExpectedPayment> expected);
  /// By claim; the strongest of each.
  [[nodiscard]] std::vector<Link> links(const Movement& movement) const;
  /// Whether a text holds what looks like a dossier code.
  [[nodiscard]] static bool names_a_dossier(const Movement& movement);

 private:
  struct Owner {
    std::size_t claim = 0;
    bool by_reference = false;
    std::size_t strong_cut = 0;  ///< so much of a reference names the whole dossier code
  };
  void own(std::string_view key, const Owner& owner);
  void add(std::size_t key, KeyFit fit, std::size_t length, const Movement& movement, std::vector<Link>& out) const;

  std::span<const ExpectedPayment> expected_;
  KeyIndex index_;
  std::vector<std::vector<Owner>> owners_;  ///< by key
};

}  // namespace lienthong::domain
