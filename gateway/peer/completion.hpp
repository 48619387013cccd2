#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "peer/manifest.hpp"

namespace lienthong::peer {

/// Adds what a peer demands and a contract lets us work out from what the document already says. Nothing that is there
/// is changed, and nothing is guessed: a fact that does not follow stays absent (I8).
///  - dossier `identities` from applicant.identity_number: 12 digits is a CCCD, 9 digits a CMND (contracts 2.5, 7.4);
///  - dossier `submitted_at` := `received_at`: acceptance at the counter is submission, and no source that leaves the
///    date out knows another;
///  - dossier `databases` from the manifest's setting of that name, codes parted by commas (contracts 2.5: constant
///  "7");
///  - step `note` := the status in Vietnamese: what was done is that the dossier came to that state (contracts 2.6).
[[nodiscard]] codec::Value complete(const codec::Value& canonical, domain::TellRule::What what,
                                    const Manifest& manifest, codec::Arena& arena);

}  // namespace lienthong::peer
