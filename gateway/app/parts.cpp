#include "app/part.hpp"

namespace lienthong::app {

base::Result<std::vector<std::unique_ptr<Part>>> make_parts(const Services& /*services*/) {
  return std::vector<std::unique_ptr<Part>>{};
}

}  // namespace lienthong::app
