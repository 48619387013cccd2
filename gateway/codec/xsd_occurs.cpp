#include "codec/xsd_occurs.hpp"

#include <algorithm>
#include <charconv>

namespace lienthong::codec {
namespace {

/// No message holds so many elements (Limits::nodes).
constexpr std::size_t as_good_as_unbounded = 1'000'000;

std::size_t count_at(const xmlNode& particle, const char* name) {
  const auto text = attribute_or(particle, name, "1");
  std::size_t out = as_good_as_unbounded;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::min(out, as_good_as_unbounded);
}

std::size_t product(std::size_t left, std::size_t right) { return std::min(left * right, as_good_as_unbounded); }

}  // namespace

ParticleOccurs occurs_within(const Occurs& around, const xmlNode& particle) {
  const auto least = count_at(particle, "minOccurs");
  const auto most = count_at(particle, "maxOccurs");  // "unbounded" is no number
  ParticleOccurs out;
  out.excluded = most == 0;
  out.presence = least == 0 ? Presence::optional : Presence::required;
  out.occurs.presence = least == 0 ? Presence::optional : around.presence;
  out.occurs.least = least == 0 ? 1 : product(around.least, least);
  const auto highest = product(around.most.value_or(as_good_as_unbounded), most);
  out.occurs.most = highest == as_good_as_unbounded ? std::nullopt : std::optional(highest);
  const bool contiguous = least <= 1 || around.most == around.least || most == as_good_as_unbounded;
  out.fidelity = contiguous ? Fidelity::exact : Fidelity::partial;
  return out;
}

}  // namespace lienthong::codec
