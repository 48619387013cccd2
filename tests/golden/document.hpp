#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "golden/adapter_mappings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::golden {

/// Bytes of a peer's message as the plan's format reads them; the root of XML must be the plan's.
[[nodiscard]] base::Result<codec::Value> read_external(const mapping::Plan& plan, std::string_view bytes,
                                                       codec::Arena& arena);
[[nodiscard]] base::Result<std::string> write_external(const mapping::Plan& plan, const codec::Value& value);
/// Where `bytes` break the plan's external schema; empty when nowhere.
[[nodiscard]] std::string schema_problems(const mapping::Plan& plan, const codec::Value& value, std::string_view bytes);

/// The document without the members at these dotted paths, in every item of a list; records and lists that lose their
/// last member to it go too.
[[nodiscard]] codec::Value without(const codec::Value& value, const Paths& paths, codec::Arena& arena);
/// The document without empty lists at these paths; with "*", without any.
[[nodiscard]] codec::Value without_empty_lists(const codec::Value& value, const Paths& paths, codec::Arena& arena);
/// Dotted paths of all members.
[[nodiscard]] Paths member_paths(const codec::Value& value);

}  // namespace lienthong::golden
