#include "peer/completion.hpp"

#include "base/text.hpp"
#include "codec/builder.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::peer {
namespace {

using codec::Value;

bool has(const Value& record, std::string_view name) {
  const Value* found = record.find(name);
  return found != nullptr && !found->is_null();
}

std::optional<std::string_view> kind_of(std::string_view number) {
  if (!std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  if (number.size() == 12) return "cccd";
  if (number.size() == 9) return "cmnd";
  return std::nullopt;
}

std::optional<Value> identities_of(const Value& dossier, codec::Arena& arena) {
  const Value* applicant = dossier.find("applicant");
  const Value* number = applicant == nullptr ? nullptr : applicant->find("identity_number");
  if (number == nullptr || !number->is_text()) return std::nullopt;
  const Value* stated = applicant->find("identity_kind");
  const auto kind =
      stated != nullptr && stated->is_text() ? std::optional(stated->scalar()) : kind_of(number->scalar());
  if (!kind) return std::nullopt;
  codec::RecordBuilder paper(arena);
  paper.add("kind", Value::text(*kind));
  paper.add("number", *number);
  codec::ListBuilder list(arena);
  list.add(paper.build());
  return list.build();
}

std::optional<Value> databases_of(const Manifest& manifest, codec::Arena& arena) {
  const auto setting = manifest.settings.find("databases");
  if (setting == manifest.settings.end()) return std::nullopt;
  codec::ListBuilder list(arena);
  std::string_view rest = setting->second;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    codec::RecordBuilder database(arena);
    database.add_text("code", base::trim(rest.substr(0, comma)));
    list.add(database.build());
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return list.build();
}

void complete_dossier(const Value& dossier, const Manifest& manifest, codec::RecordBuilder& out, codec::Arena& arena) {
  if (!has(dossier, "identities")) {
    if (auto identities = identities_of(dossier, arena)) out.add("identities", *identities);
  }
  if (!has(dossier, "submitted_at") && has(dossier, "received_at"))
    out.add("submitted_at", *dossier.find("received_at"));
  if (!has(dossier, "databases")) {
    if (auto databases = databases_of(manifest, arena)) out.add("databases", *databases);
  }
}

void complete_step(const Value& step, codec::RecordBuilder& out) {
  const Value* status = step.find("status");
  if (has(step, "note") || status == nullptr) return;
  if (const auto known = domain::status_from_name(status->scalar())) {
    out.add("note", Value::text(domain::vietnamese_name(*known)));
  }
}

}  // namespace

Value complete(const Value& canonical, domain::TellRule::What what, const Manifest& manifest, codec::Arena& arena) {
  codec::RecordBuilder out(arena);
  for (const auto& member : canonical.members()) {
    if (!member.value.is_null()) out.add(member.name, member.value);
  }
  switch (what) {
    case domain::TellRule::What::document:
      complete_dossier(canonical, manifest, out, arena);
      break;
    case domain::TellRule::What::step:
      complete_step(canonical, out);
      break;
    case domain::TellRule::What::message:
      break;
  }
  return out.build();
}

}  // namespace lienthong::peer
