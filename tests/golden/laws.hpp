#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "golden/adapter_mappings.hpp"

#include <string>
#include <vector>

// The two laws of a mapping (architecture 5), as functions that say how a document breaks them; empty when it does not.

namespace lienthong::golden {

using Failures = std::vector<std::string>;

/// Out then in gives the same canonical document, minus what the file declares.
[[nodiscard]] Failures law_out_then_in(const mapping::Plan& plan, const Declared& declared,
                                       const codec::Value& canonical);

/// In then out gives `back`: the same external document minus declared losses, or the declared normal form of it, which
/// then stays as it is.
[[nodiscard]] Failures law_in_then_out(const mapping::Plan& plan, const codec::Value& external,
                                       const codec::Value& back);

/// law_out_then_in on every document made from `canonical` by leaving out one member, where the schema still allows it.
/// A refusal with "mapping.required" is a right answer to such a document; what breaks a rule that no SchemaNode can
/// hold (xs:choice) is left out.
[[nodiscard]] Failures law_survives_omissions(const mapping::Plan& plan, const Declared& declared,
                                              const codec::Value& canonical);

}  // namespace lienthong::golden
