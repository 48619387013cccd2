#pragma once

#include "base/clock.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "sync/intake.hpp"
#include "sync/post/tracking_webhook.hpp"

#include <cstddef>

namespace lienthong::app {

struct WebhookParts {
  const http::Identity& identity;
  sync::Intake& intake;  ///< keeps what was refused before it was read
  const base::Clock& clock;
  std::size_t body_limit = 0;
};

/// The edge of a carrier's webhook: who sends proves it as [[clients]] say, since no carrier documents a signature.
/// `webhook` must outlive the router.
[[nodiscard]] http::Route webhook_route(sync::TrackingWebhook& webhook, const WebhookParts& parts);

}  // namespace lienthong::app
