#include "peer/profiles/inbound_steps.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "peer/profiles/trimmed_codes.hpp"
#include "transport/http_status.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;

Result<std::string> key_of(const Hears& hears, const codec::Value& canonical) {
  std::string out;
  for (const std::string& field : hears.key) {
    const codec::Value* value = canonical.find(field);
    if (value == nullptr || value->is_null()) {
      return base::fail(base::Error(ErrorKind::invalid, "inbound.key", "a field that identifies the message is missing")
                            .with("path", field));
    }
    if (!out.empty()) out += '|';
    out += codec::write_canonical_json(*value);
  }
  return out;
}

/// What the sender can do something about; the rest is ours and stays inside.
bool is_senders(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
    case ErrorKind::unauthorised:
    case ErrorKind::forbidden:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
    case ErrorKind::too_large:
    case ErrorKind::unsupported:
      return true;
    case ErrorKind::transient:
    case ErrorKind::ambiguous:
    case ErrorKind::permanent:
    case ErrorKind::cancelled:
    case ErrorKind::internal:
      return false;
  }
  return false;
}

}  // namespace

Result<Incoming> to_incoming(const Hears& hears, const mapping::Plan& plan, const Received& received,
                             codec::Arena& arena) {
  Incoming out;
  auto canonical = plan.to_canonical(trimmed_codes(received.external, arena), arena, out.notes);
  if (!canonical) return base::fail(std::move(canonical).error());
  out.canonical = *canonical;
  out.canonical_kind = hears.canonical;
  const codec::Value* code = out.canonical.find("code");
  if (code == nullptr)
    return base::fail(base::Error(ErrorKind::invalid, "inbound.code", "no dossier code").with("path", "code"));
  out.code = domain::DossierCode(std::string(base::trim(code->scalar())));
  out.body_digest = base::sha256_hex(codec::write_canonical_json(out.canonical));
  out.key = received.key;
  if (out.key.empty()) {
    auto derived = key_of(hears, out.canonical);
    if (!derived) return base::fail(std::move(derived).error());
    out.key = derived->empty() ? out.body_digest : std::move(*derived);
  }
  return out;
}

std::string refusal_text(const base::Error& error) {
  if (!is_senders(error.kind())) return "gateway.busy: not stored; send the same message again later";
  std::string out = error.code() + ": " + error.text();
  for (const auto& [key, value] : error.context()) {
    if (key == "path" && !value.empty()) out += " (" + value + ")";
  }
  return out;
}

unsigned refusal_status(ErrorKind kind) { return transport::http_status_of(kind); }

}  // namespace lienthong::peer
