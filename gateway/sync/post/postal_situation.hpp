#pragma once

#include "domain/authority.hpp"
#include "domain/dossier.hpp"
#include "domain/post.hpp"

#include <optional>

namespace lienthong::sync {

/// How the citizen gets the result, as the dossier says; a dossier that does not say so is fetched at the counter
/// (regulation 4.4.b). Nothing for a dossier that nobody knows.
[[nodiscard]] std::optional<domain::ReturnChannel> return_channel(const domain::Dossier& truth);

/// What the alarms of a leg need to know of its dossier. `truth` is empty for a dossier that nobody knows.
[[nodiscard]] domain::LegSituation situation_of(const domain::Dossier& truth, base::Instant now);

}  // namespace lienthong::sync
