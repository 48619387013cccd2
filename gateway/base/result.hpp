#pragma once

#include "base/error.hpp"

#include <tl/expected.hpp>

namespace lienthong::base {

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::invalid, "json.depth", "nested too deep");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, std::string text,
                                                std::source_location born = std::source_location::current()) {
  return tl::unexpected(Error(kind, std::move(code), std::move(text), born));
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected(std::move(error)); }

}  // namespace lienthong::base
