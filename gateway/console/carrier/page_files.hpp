#pragma once

#include <span>
#include <string_view>

namespace lienthong::console {

/// One file of the page, as it lies in console/carrier/page.
struct PageFile {
  std::string_view name;  ///< "app.js"
  std::string_view content_type;
  std::string_view bytes;
};

/// Everything the page is made of; built into the program.
[[nodiscard]] std::span<const PageFile> carrier_page_files();

}  // namespace lienthong::console
