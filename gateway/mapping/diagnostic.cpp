#include "mapping/diagnostic.hpp"

namespace lienthong::mapping {

std::string to_line(const Diagnostic& diagnostic) {
  return diagnostic.file + ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + ": " +
         diagnostic.rule + ": " + diagnostic.text;
}

}  // namespace lienthong::mapping
