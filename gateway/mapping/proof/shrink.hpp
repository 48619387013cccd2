#pragma once

#include "mapping/proof/draft.hpp"
#include "mapping/proof/drafter.hpp"

#include <functional>

namespace lienthong::mapping::proof {

/// Whether a draft still shows what is wrong.
using StillWrong = std::function<bool(const ScopeDraft&)>;

/// The smallest draft found that is still wrong: fields, items and documents left out, values made simpler. Every step
/// is one that the schemas hold.
[[nodiscard]] ScopeDraft shrunk(ScopeDraft draft, const Drafter& drafter, const StillWrong& still_wrong);

}  // namespace lienthong::mapping::proof
