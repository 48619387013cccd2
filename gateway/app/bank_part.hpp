#pragma once

#include "app/part.hpp"

namespace lienthong::app {

/// The banks and the month: takes in statements from folders, servers and uploads, and keeps what operators decide.
/// Nothing without [[banks]]. `permanent` "banks.files" with the first problem when the fee schedule or a profile
/// does not hold, "spool.folder", or a secret's file that cannot be read.
[[nodiscard]] base::Result<std::unique_ptr<Part>> make_bank_part(const Services& services);

}  // namespace lienthong::app
