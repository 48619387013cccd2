#pragma once

#include "codec/libxml.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace lienthong::codec {

enum class Presence : std::uint8_t { required, optional };
/// Whether the model says all of what was read, or only a part.
enum class Fidelity : std::uint8_t { exact, partial };

/// How often an element may stand, given what stands around it: not at all when optional, else from `least` to `most`.
struct Occurs {
  Presence presence = Presence::required;
  std::size_t least = 1;
  std::optional<std::size_t> most = 1;  ///< nothing: any number

  [[nodiscard]] bool repeats() const { return most != 1U; }
};

struct ParticleOccurs {
  Occurs occurs;
  Presence presence = Presence::required;  ///< by its own minOccurs
  bool excluded = false;                   ///< maxOccurs="0"
  Fidelity fidelity = Fidelity::exact;     ///< partial: some numbers between least and most cannot come about
};

/// `around` and the minOccurs and maxOccurs of a particle inside.
[[nodiscard]] ParticleOccurs occurs_within(const Occurs& around, const xmlNode& particle);

}  // namespace lienthong::codec
