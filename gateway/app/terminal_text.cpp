#include "app/terminal_text.hpp"

#include "base/text.hpp"

namespace lienthong::app {

std::string terminal_text(std::string_view text, std::size_t width) {
  constexpr std::string_view mark = "·";
  const std::string_view kept = base::cut_code_points(text, width);
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const auto byte = static_cast<unsigned char>(kept[i]);
    // C1 controls are two bytes, C2 80 to C2 9F.
    const bool c1 = byte == 0xC2 && i + 1 < kept.size() && static_cast<unsigned char>(kept[i + 1]) < 0xA0;
    if (c1) ++i;
    if (c1 || byte < 0x20 || byte == 0x7F) {
      out += mark;
    } else {
      out += kept[i];
    }
  }
  if (kept.size() < text.size()) out += "…";
  return out;
}

}  // namespace lienthong::app
