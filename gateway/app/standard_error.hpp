#pragma once

#include <string_view>

namespace lienthong::app {

/// Writes to standard error, if anybody reads it. Nothing of it allocates, so it also works where memory has run out
/// and in a signal handler.
void say(std::string_view text);

}  // namespace lienthong::app
