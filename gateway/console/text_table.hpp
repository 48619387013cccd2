#pragma once

#include <string>
#include <vector>

namespace lienthong::console {

/// Rows under a header, columns as wide as their widest cell. Width is counted in code points: Vietnamese is NFC here.
[[nodiscard]] std::string text_table(const std::vector<std::string>& header,
                                     const std::vector<std::vector<std::string>>& rows);

}  // namespace lienthong::console
