#pragma once

#include "base/instant.hpp"
#include "domain/post/postal_leg.hpp"
#include "domain/post/postal_limits.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// How the citizen asked to get the result (regulation 4.4.b).
enum class ReturnChannel : std::uint8_t { counter, post, online };

/// What the alarms of a leg need to know of its dossier and of the time.
struct LegSituation {
  base::Instant now{};
  std::optional<base::Instant> due_at;       ///< the legal deadline of the dossier
  std::optional<base::Instant> returned_at;  ///< when somebody stated "result returned"
  std::optional<ReturnChannel> registered_channel;
  bool wanted = true;  ///< nobody has taken back that this leg be carried
  std::optional<base::Instant> cancel_refused_at;
};

struct PostalAlarm {
  enum class Kind : std::uint8_t {
    silent,               ///< POST_SILENT: nothing heard for longer than the limit
    attempt_failed,       ///< POST_ATTEMPT_FAILED
    held_too_long,        ///< POST_HELD_TOO_LONG
    returned_to_sender,   ///< POST_RETURNED_TO_SENDER
    ends_disagree,        ///< POST_ENDS_DISAGREE
    returned_before_emi,  ///< DELIVERED_BEFORE_EMI: "result returned" without, or before, the post's delivery
    channel_mismatch,     ///< RESULT_CHANNEL_MISMATCH: delivered by post to one who did not ask for it
    not_wanted,           ///< POST_NOT_WANTED: the carrier has an item that was taken back
    cancel_refused,       ///< POST_CANCEL_REFUSED: the post keeps an order that was taken back
  };
  Kind kind = Kind::silent;
  base::Instant since{};
  std::optional<base::Instant> due_at;              ///< the legal deadline beside it
  std::optional<std::chrono::milliseconds> left{};  ///< until then; negative when it has passed
  friend bool operator==(const PostalAlarm&, const PostalAlarm&) = default;
};
[[nodiscard]] std::string_view name(PostalAlarm::Kind kind);

/// Everything wrong with a leg at one moment, in the order of the enumeration. An order that was cancelled has no
/// alarms: its leg is not asked about.
[[nodiscard]] std::vector<PostalAlarm> alarms_of(const PostalLeg& leg, const LegSituation& situation,
                                                 const PostalLimits& limits);

}  // namespace lienthong::domain
