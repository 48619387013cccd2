#pragma once

#include "console/queue_view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::console {

/// How the post stands.
struct PostLine {
  std::int64_t open = 0;      ///< orders without an end
  std::int64_t waiting = 0;   ///< orders that cannot be made: their dossiers lack data
  std::int64_t alarming = 0;  ///< orders that somebody must look at
};

/// What the status page shows.
struct StatusPage {
  std::vector<LinkView> links;
  std::vector<storage::DossierSummary> dossiers;
  std::int64_t refused = 0;
  std::optional<PostLine> post;  ///< nothing where there is no post
  std::string fault;             ///< why the store takes nothing, or empty
  base::Instant at{};
};

/// One HTML page without script and without anything from elsewhere; reads the same without its style sheet.
[[nodiscard]] std::string to_html(const StatusPage& page);

/// One dossier as HTML: the text view in a frame of the same page.
[[nodiscard]] std::string dossier_html(const std::string& code, const std::string& text);

}  // namespace lienthong::console
