#pragma once

#include "domain/post/postal_alarm.hpp"
#include "sync/post/postal_order_document.hpp"

#include <string_view>

namespace lienthong::app {

/// What staff read of the post: plain Vietnamese. Programs read the names.
[[nodiscard]] std::string_view words(domain::Leg leg);
[[nodiscard]] std::string_view words(domain::LegState state);
[[nodiscard]] std::string_view words(domain::PostalAlarm::Kind kind);
[[nodiscard]] std::string_view words(sync::OrderGap gap);

}  // namespace lienthong::app
