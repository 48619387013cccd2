#pragma once

#include "app/part.hpp"

namespace lienthong::app {

/// Payments on the platform of [payments]: opening, confirming, asking, telling dossiers. Nothing when the site has
/// none. `permanent` "payments.files" when the files behind the section do not hold.
[[nodiscard]] base::Result<std::unique_ptr<Part>> make_payments_part(const Services& services);

}  // namespace lienthong::app
