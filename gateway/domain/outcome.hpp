#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// What a peer's answer means, as its outcome rules classify it (contracts 8.2, architecture §4).
enum class Outcome : std::uint8_t {
  accepted,   ///< done
  duplicate,  ///< "đã tồn tại": it holds the dossier; an insert becomes an update
  already,    ///< it holds this or something later: as good as done, recorded as "ahead"
  retry,      ///< nothing was done; later
  order,      ///< a step before this one is missing there
  auth,       ///< session or token not accepted
  data,       ///< it will never take this as it is
  not_found,  ///< it does not know the dossier
  unknown,    ///< a request went out, no usable answer came back
};
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcome_from_name(std::string_view name);

/// The end of one attempt.
struct AttemptResult {
  Outcome outcome = Outcome::unknown;
  std::string reason;  ///< stable code: "http.503", "rule:da-ton-tai", "net.connect"
  std::optional<std::chrono::milliseconds> retry_after;
};

}  // namespace lienthong::domain
