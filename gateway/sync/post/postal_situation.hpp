#pragma once

#include "domain/authority.hpp"
#include "domain/dossier.hpp"
#include "domain/post.hpp"

#include <cstdint>
#include <optional>

namespace lienthong::sync {

/// How the citizen gets the result, as the dossier says; a dossier that does not say so is fetched at the counter
/// (regulation 4.4.b). Nothing for a dossier that nobody knows.
[[nodiscard]] std::optional<domain::ReturnChannel> return_channel(const domain::Dossier& truth);

/// What a dossier asks of the post for one leg.
enum class OrderWish : std::uint8_t {
  wanted,
  not_wanted,    ///< whatever was ordered is to be taken back
  as_it_stands,  ///< neither to be ordered nor to be taken back: too early, or over
};

/// The result is to be delivered when it is ready and the citizen asked for the post; a dossier is to be collected
/// while it is registered and was submitted by post.
[[nodiscard]] OrderWish wish_of(const domain::Dossier& truth, domain::Leg leg);

/// What the alarms of a leg need to know of its dossier. `truth` is empty for a dossier that nobody knows.
[[nodiscard]] domain::LegSituation situation_of(const domain::Dossier& truth, domain::Leg leg, base::Instant now);

}  // namespace lienthong::sync
