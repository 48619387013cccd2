#pragma once

#include "app/part.hpp"
#include "sync/post/postal_desk.hpp"

#include <memory>

namespace lienthong::app {

/// The post: the desk behind all carriers, their feeds and webhooks, the orders, and what a delivery means for its
/// dossier.
class PostPart : public Part {
 public:
  [[nodiscard]] virtual sync::PostalDesk& desk() = 0;
};

/// Null when the site has nothing to do with the post. Reads the journals: what the store or the configuration says
/// otherwise.
[[nodiscard]] base::Result<std::unique_ptr<PostPart>> make_post_part(const Services& services);

}  // namespace lienthong::app
