#pragma once

#include "arrival/file_source.hpp"
#include "arrival/look.hpp"

namespace lienthong::arrival {

/// Whether what lies there is the file that was offered.
[[nodiscard]] bool is_offered(const Entry& entry, const OfferedFile& file);
/// `invalid` "arrival.odd_name" for a name that no source offers: it would be used as a path.
[[nodiscard]] base::Result<void> check_name(const OfferedFile& file);

[[nodiscard]] tl::unexpected<base::Error> changed_since_offered();
[[nodiscard]] tl::unexpected<base::Error> other_file_under_its_name();

}  // namespace lienthong::arrival
