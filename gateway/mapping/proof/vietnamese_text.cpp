#include "mapping/proof/vietnamese_text.hpp"

#include <array>

namespace lienthong::mapping::proof {
namespace {

// Every kind of letter: plain, one mark, two marks, đ, capitals; blanks only between letters.
constexpr std::array<std::string_view, 32> letters{"Đ", "ặ", "n", "g", " ", "T", "h", "ị", " ", "Ú", "t",
                                                   " ", "ở", " ", "p", "h", "ư", "ờ", "n", "g", " ", "T",
                                                   "h", "ủ", "y", " ", "X", "u", "â", "n", ",", " "};

}  // namespace

std::string vietnamese_text(std::size_t code_points) {
  std::string out;
  for (std::size_t i = 0; i < code_points; ++i) {
    const std::string_view letter = letters[i % letters.size()];
    const bool blank_end = i + 1 == code_points && letter == " ";
    out += blank_end ? "ế" : letter;
  }
  return out;
}

}  // namespace lienthong::mapping::proof
