#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"

namespace lienthong::peer {

/// The same document, but texts that are a dossier code once blanks at their ends are gone have none: operators paste
/// codes with blanks (contracts 7.2), and the canonical pattern refuses those. Other texts keep theirs.
[[nodiscard]] codec::Value trimmed_codes(const codec::Value& document, codec::Arena& arena);

}  // namespace lienthong::peer
