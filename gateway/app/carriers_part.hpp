#pragma once

#include "app/part.hpp"
#include "sync/post/postal_desk.hpp"

#include <memory>

namespace lienthong::app {

/// /buu-ta and its API for [[carriers]] (docs/carriers.md). `permanent` when a secret file cannot be read; `invalid`
/// "carriers.id" when two carriers have one id. `desk` outlives the part.
[[nodiscard]] base::Result<std::unique_ptr<Part>> make_carriers_part(const Services& services, sync::PostalDesk& desk);

}  // namespace lienthong::app
