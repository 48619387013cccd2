#include "mapping/statement/mt940_profile.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::InformationPart;
using codec::InformationStyle;

constexpr std::array styles{Word<InformationStyle>{"text", InformationStyle::text},
                            Word<InformationStyle>{"subfields", InformationStyle::subfields},
                            Word<InformationStyle>{"keywords", InformationStyle::keywords}};
constexpr std::array parts{Word<InformationPart>{"remittance", InformationPart::remittance},
                           Word<InformationPart>{"other-name", InformationPart::other_name},
                           Word<InformationPart>{"other-account", InformationPart::other_account},
                           Word<InformationPart>{"end-to-end-id", InformationPart::end_to_end_id},
                           Word<InformationPart>{"structured-reference", InformationPart::structured_reference}};
constexpr std::size_t subfield_key = 2;

std::string wrong_key(const codec::Mt940Profile& profile, const std::string& key) {
  if (profile.information == InformationStyle::text) return "free text has no parts";
  if (profile.information == InformationStyle::subfields && key.size() != subfield_key) {
    return "the key of a subfield has two characters";
  }
  if (key.empty() || key.find(profile.mark) != std::string::npos) return "a key that holds the mark, or nothing";
  const bool twice = std::any_of(profile.parts.begin(), profile.parts.end(),
                                 [&](const codec::Mt940Profile::Part& known) { return known.key == key; });
  return twice ? "'" + key + "' is listed twice" : "";
}

}  // namespace

codec::Mt940Profile read_mt940_profile(const toml::table& table, ProfileReader& reader) {
  reader.only_keys(table, {"profile", "format", "information", "mark", "parts"});
  codec::Mt940Profile out;
  out.information = reader.word_or(table, "information", styles, out.information);
  const char usual = out.information == InformationStyle::keywords ? '/' : '?';
  out.mark = reader.mark(table, "mark").value_or(usual);
  reader.each_word(table, "parts", parts, [&](InformationPart part, PlacedText key) {
    if (auto wrong = wrong_key(out, key.text); !wrong.empty()) {
      reader.toml().report(key.place, "profile.part", std::move(wrong));
    }
    out.parts.push_back({std::move(key.text), part});
  });
  if (out.information != InformationStyle::text && out.parts.empty()) {
    reader.report(table, "profile.part", "subfields and keywords need 'parts'");
  }
  return out;
}

}  // namespace lienthong::mapping
