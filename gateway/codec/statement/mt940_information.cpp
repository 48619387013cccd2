#include "codec/statement/mt940_information.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace lienthong::codec {
namespace {

using domain::EntryDetail;
using domain::Flow;

void append(std::string& to, std::string_view text) {
  const auto part = base::trim(text);
  if (part.empty()) return;
  if (!to.empty()) to += ' ';
  to += base::to_nfc(part);
}

std::string& place(EntryDetail& detail, InformationPart part, Flow flow) {
  const bool credit = flow == Flow::credit;
  switch (part) {
    case InformationPart::remittance:
      return detail.remittance;
    case InformationPart::other_name:
      return credit ? detail.debtor_name : detail.creditor_name;
    case InformationPart::other_account:
      return credit ? detail.debtor_account : detail.creditor_account;
    case InformationPart::end_to_end_id:
      return detail.end_to_end_id;
    case InformationPart::structured_reference:
      return detail.structured_reference;
  }
  return detail.remittance;
}

std::optional<InformationPart> part_of(std::string_view key, const Mt940Profile& profile) {
  const auto found =
      std::find_if(profile.parts.begin(), profile.parts.end(), [&](const auto& known) { return known.key == key; });
  return found == profile.parts.end() ? std::nullopt : std::optional(found->part);
}

/// "?20text?21more": a mark, two characters of a key, a text.
void read_subfields(std::string_view text, const Mt940Profile& profile, Flow flow, EntryDetail& out) {
  auto at = text.find(profile.mark);
  while (at != std::string_view::npos) {
    const auto next = text.find(profile.mark, at + 1);
    const auto whole = text.substr(at + 1, next == std::string_view::npos ? next : next - at - 1);
    const auto part = part_of(whole.substr(0, 2), profile);
    if (part && whole.size() > 2) append(place(out, *part, flow), whole.substr(2));
    at = next;
  }
}

/// The next "/KEY/" that the profile knows, from `from` on.
std::size_t next_keyword(std::string_view text, std::size_t from, const Mt940Profile& profile, std::string_view& key) {
  for (auto at = text.find(profile.mark, from); at != std::string_view::npos; at = text.find(profile.mark, at + 1)) {
    const auto end = text.find(profile.mark, at + 1);
    if (end == std::string_view::npos) return end;
    key = text.substr(at + 1, end - at - 1);
    if (part_of(key, profile)) return at;
  }
  return std::string_view::npos;
}

void read_keywords(std::string_view text, const Mt940Profile& profile, Flow flow, EntryDetail& out) {
  std::string_view key;
  auto at = next_keyword(text, 0, profile, key);
  if (at == std::string_view::npos) append(out.remittance, text);
  while (at != std::string_view::npos) {
    const auto part = part_of(key, profile);
    const auto begin = at + key.size() + 2;
    const auto next = next_keyword(text, begin, profile, key);
    append(place(out, *part, flow), text.substr(begin, next == std::string_view::npos ? next : next - begin));
    at = next;
  }
}

}  // namespace

EntryDetail read_mt940_information(std::string_view text, const Mt940Profile& profile, Flow flow) {
  EntryDetail out;
  switch (profile.information) {
    case InformationStyle::text:
      append(out.remittance, text);
      break;
    case InformationStyle::subfields:
      read_subfields(text, profile, flow, out);
      break;
    case InformationStyle::keywords:
      read_keywords(text, profile, flow, out);
      break;
  }
  return out;
}

}  // namespace lienthong::codec
