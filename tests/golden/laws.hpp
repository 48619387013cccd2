#pragma once

#include "codec/value.hpp"
#include "golden/adapter_mappings.hpp"

#include <string>
#include <vector>

// The two laws of a mapping (architecture 5) on documents that somebody wrote; empty when they hold.

namespace lienthong::golden {

using Failures = std::vector<std::string>;

/// Out then in, as the prover judges it (mapping/proof/laws.hpp). What the prover lets come back different, because the
/// plan says so, must be declared by the file too.
[[nodiscard]] Failures law_out_then_in(const mapping::Plan& plan, const Declared& declared,
                                       const codec::Value& canonical);

/// In then out gives `back`: the same external document minus declared losses, or the declared normal form of it, which
/// then stays as it is. Not the prover's: peers' messages break their own schemas, and are read all the same.
[[nodiscard]] Failures law_in_then_out(const mapping::Plan& plan, const codec::Value& external,
                                       const codec::Value& back);

/// law_out_then_in on every document made from `canonical` by leaving out one member, where the schema still allows it.
/// A refusal is a right answer to such a document when it says what is required or what the external schema misses.
[[nodiscard]] Failures law_survives_omissions(const mapping::Plan& plan, const Declared& declared,
                                              const codec::Value& canonical);

}  // namespace lienthong::golden
