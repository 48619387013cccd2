#include "unit/codec_statement/xml_mutation.hpp"

#include <array>

namespace lienthong::codec::testing {
namespace {

const std::array<std::string, 16> texts{
    "",     " ",    "x",          "-1", "0.000001", "1000000000000000000",    "2026-13-01",         "2026-12-01", "VND",
    "BOOK", "  5 ", "5.50000000", "+7", "true",     "2026-12-01T24:00:00.5Z", std::string(200, 'a')};

std::string outer(const std::string& document, const ElementPlace& at) {
  return document.substr(at.begin, at.end - at.begin);
}

std::string put(const std::string& document, std::size_t from, std::size_t to, std::string_view with) {
  return document.substr(0, from) + std::string(with) + document.substr(to);
}

std::string renamed(const std::string& document, const ElementPlace& at) {
  return put(document, at.begin, at.end,
             "<Unknown>" + document.substr(at.content, at.content_end - at.content) + "</Unknown>");
}

/// Behind the element that follows it; empty when none does.
std::string swapped(const std::string& document, const ElementPlace& at) {
  const auto next = document.find('<', at.end);
  if (next == std::string::npos || document[next + 1] == '/') return {};
  for (const auto& other : elements_of(document)) {
    if (other.begin == next) return put(document, at.begin, other.end, outer(document, other) + outer(document, at));
  }
  return {};
}

}  // namespace

std::vector<ElementPlace> elements_of(std::string_view document) {
  std::vector<ElementPlace> out;
  std::vector<std::size_t> open;
  for (auto at = document.find('<'); at != std::string_view::npos; at = document.find('<', at + 1)) {
    const auto end = document.find('>', at) + 1;
    if (document[at + 1] == '?') continue;
    if (document[at + 1] == '/') {
      out[open.back()].content_end = at;
      out[open.back()].end = end;
      open.pop_back();
      continue;
    }
    if (!open.empty()) out[open.back()].leaf = false;
    const bool empty = document[end - 2] == '/';
    if (!empty) open.push_back(out.size());
    out.push_back({at, end, end, end, true});
  }
  return out;
}

std::vector<std::string> mutations(const std::string& document, const ElementPlace& at) {
  std::vector<std::string> out{put(document, at.begin, at.end, ""), put(document, at.end, at.end, outer(document, at)),
                               renamed(document, at)};
  if (auto moved = swapped(document, at); !moved.empty()) out.push_back(std::move(moved));
  const auto tag = document.substr(at.begin, at.content - at.begin);
  if (const auto currency = tag.find(" Ccy="); currency != std::string::npos) {
    out.push_back(put(document, at.begin + currency, at.content - 1, ""));
    out.push_back(put(document, at.begin + currency, at.content - 1, " Ccy=\"V1D\""));
  }
  if (tag.ends_with("/>")) return out;
  out.push_back(put(document, at.content, at.content, "<Unknown/>"));
  if (!at.leaf) out.push_back(put(document, at.content, at.content, "x"));
  for (const auto& text : texts) {
    if (at.leaf) out.push_back(put(document, at.content, at.content_end, text));
  }
  return out;
}

}  // namespace lienthong::codec::testing
