#include "app/standard_input.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

namespace lienthong::app {
namespace {

/// The next bytes; empty at the end.
base::Result<std::string_view> read_piece(std::array<char, 64 * 1024>& buffer) {
  while (true) {
    const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got >= 0) return std::string_view(buffer.data(), static_cast<std::size_t>(got));
    if (errno != EINTR)
      return base::fail(base::ErrorKind::invalid, "input.unreadable", "standard input cannot be read");
  }
}

class Lines {
 public:
  Lines(std::size_t limit, const std::function<void(std::size_t, std::string_view)>& use) : limit_(limit), use_(&use) {}

  void take(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      add(piece.substr(0, end));
      if (end == std::string_view::npos) return;
      finish();
      piece.remove_prefix(end + 1);
    }
  }

  void finish() {
    ++number_;
    const bool blank = line_.find_first_not_of(" \t\r") == std::string::npos;
    if (too_long_ || !blank) (*use_)(number_, too_long_ ? std::string_view{} : std::string_view(line_));
    line_.clear();
    too_long_ = false;
  }

 private:
  void add(std::string_view part) {
    too_long_ = too_long_ || line_.size() + part.size() > limit_;
    if (!too_long_) line_ += part;
  }

  std::size_t limit_;
  const std::function<void(std::size_t, std::string_view)>* use_;
  std::string line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace

base::Result<std::string> read_standard_input(std::size_t limit) {
  std::array<char, 64 * 1024> buffer{};
  std::string out;
  while (true) {
    const auto piece = read_piece(buffer);
    if (!piece) return base::fail(piece.error());
    if (piece->empty()) return out;
    if (out.size() + piece->size() > limit)
      return base::fail(base::ErrorKind::too_large, "input.too_large",
                        "standard input is larger than a message may be");
    out += *piece;
  }
}

base::Result<void> each_input_line(std::size_t limit, const std::function<void(std::size_t, std::string_view)>& use) {
  std::array<char, 64 * 1024> buffer{};
  Lines lines(limit, use);
  while (true) {
    const auto piece = read_piece(buffer);
    if (!piece) return base::fail(piece.error());
    if (piece->empty()) break;
    lines.take(*piece);
  }
  lines.finish();
  return {};
}

std::optional<base::Error> each_input_piece(const std::function<std::optional<base::Error>(std::string_view)>& use) {
  std::array<char, 64 * 1024> buffer{};
  while (true) {
    const auto piece = read_piece(buffer);
    if (!piece) return piece.error();
    if (piece->empty()) return std::nullopt;
    if (auto error = use(*piece)) return error;
  }
}

}  // namespace lienthong::app
