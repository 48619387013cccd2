#pragma once

#include "domain/post.hpp"
#include "mapping/diagnostic.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

namespace lienthong::ops {

/// What the Centre expects of the post, and how long an item number rests before it is used again.
struct PostalExpectations {
  domain::PostalRules rules;
  std::chrono::months rest{};
};

/// Reads config/regulation/postal.toml (format: config/README.md). Each problem goes to `problems` at its place; what
/// makes the limits as a whole unusable with the rule "postal.limits". Nothing when there was any.
[[nodiscard]] std::optional<PostalExpectations> load_postal_expectations(const std::filesystem::path& file,
                                                                         mapping::Diagnostics& problems);

/// Reads the item numbers the post gave to the Centre: a file of [[range]] entries. What is wrong with them as a whole
/// (an overlap, an end before its beginning) with the rule "pool.ranges". Nothing when there was any problem.
[[nodiscard]] std::optional<std::vector<domain::ItemRange>> load_item_ranges(const std::filesystem::path& file,
                                                                             mapping::Diagnostics& problems);

}  // namespace lienthong::ops
