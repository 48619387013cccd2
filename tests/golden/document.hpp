#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "golden/adapter_mappings.hpp"

namespace lienthong::golden {

/// The document without the members at these dotted paths, in every item of a list; records and lists that lose their
/// last member to it go too.
[[nodiscard]] codec::Value without(const codec::Value& value, const Paths& paths, codec::Arena& arena);
/// Dotted paths of all members.
[[nodiscard]] Paths member_paths(const codec::Value& value);

}  // namespace lienthong::golden
