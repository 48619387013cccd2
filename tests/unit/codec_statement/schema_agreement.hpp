#pragma once

#include "codec/schema.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace lienthong::codec::testing {

/// How the reader and a schema judged many documents.
struct Agreement {
  std::size_t accepted = 0;  ///< by both
  std::size_t refused = 0;   ///< by both
  std::size_t open = 0;      ///< by the schema alone, where our schemas leave the content open
  std::size_t meaning = 0;   ///< by the reader alone, for what a value means
};

[[nodiscard]] std::shared_ptr<const Schema> load_camt_xsd(const std::filesystem::path& file);

/// Holds the reader to the schema on `document` and on each of its mutations that `phase` picks (one of `of`); a
/// disagreement is a failure of the test.
void expect_agreement(const std::string& document, const Schema& schema, std::size_t phase, std::size_t of,
                      Agreement& agreement);

}  // namespace lienthong::codec::testing
