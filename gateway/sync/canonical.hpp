#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "domain/dossier.hpp"
#include "domain/event.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync {

/// The events a canonical dossier states: one statement of facts, and the moves its dates imply.
/// `invalid` "canonical.instant" when an instant of it is not RFC 3339 (a mapping that lies).
[[nodiscard]] base::Result<std::vector<domain::Event>> events_of_dossier(const domain::SystemId& source,
                                                                         const domain::DossierCode& code,
                                                                         const codec::Value& document);

/// The events a canonical step states: one move; and its result papers, when it brings any, as facts of the dossier.
[[nodiscard]] base::Result<std::vector<domain::Event>> events_of_step(const domain::SystemId& source,
                                                                      const domain::DossierCode& code,
                                                                      const codec::Value& step);

/// The dossier as a canonical document: `facts` of `whole`, status and dates of `seen` (the part of it the reader may
/// see the progress of). Text in canonical form: equal content is equal bytes.
[[nodiscard]] std::string render_dossier(const domain::Dossier& whole, const domain::Dossier& seen);

/// A step as a canonical document.
[[nodiscard]] std::string render_step(const domain::Dossier& dossier, const domain::Step& step);

}  // namespace lienthong::sync
