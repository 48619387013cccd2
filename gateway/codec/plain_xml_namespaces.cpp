#include "codec/plain_xml_namespaces.hpp"

#include "codec/xml_names.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";

const std::string* listed(const XmlNames& names, std::string_view uri) {
  const auto found = names.find(uri);
  return found == names.end() ? nullptr : &found->second;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

}  // namespace

PlainXmlNamespaces::PlainXmlNamespaces(const XmlNames& names) : names_(&names) {
  bindings_[count_++] = {"xml", xml_uri, listed(names, xml_uri)};
}

bool PlainXmlNamespaces::declare(std::string_view prefix, std::string_view uri) {
  if (count_ == most_bindings || prefix.starts_with("xml") || uri == xml_uri || uri == xmlns_uri) return false;
  if (!is_printable_ascii(uri) || (uri.empty() && !prefix.empty())) return false;
  bindings_[count_++] = {prefix, uri, listed(*names_, uri)};
  return true;
}

bool PlainXmlNamespaces::is_declared_since(std::size_t first, std::string_view prefix) const {
  return std::any_of(bindings_.begin() + static_cast<std::ptrdiff_t>(first),
                     bindings_.begin() + static_cast<std::ptrdiff_t>(count_),
                     [prefix](const Binding& binding) { return binding.prefix == prefix; });
}

const PlainXmlNamespaces::Binding* PlainXmlNamespaces::find(std::string_view prefix) const {
  for (std::size_t i = count_; i-- > 0;) {
    if (bindings_[i].prefix == prefix) return &bindings_[i];
  }
  return nullptr;
}

}  // namespace lienthong::codec
