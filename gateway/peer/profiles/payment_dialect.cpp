#include "peer/profiles/payment_dialect.hpp"

#include "peer/profiles/payment_digest.hpp"
#include "peer/profiles/payment_hmac.hpp"

namespace lienthong::peer {
namespace {

constexpr std::string_view opened = "0";
constexpr unsigned server_error = 500;

}  // namespace

base::Result<std::string> PaymentDialect::bill_body(const PaymentQuestion& /*question*/) const {
  return base::fail(base::ErrorKind::unsupported, "payment.no_bill", "this platform gives no receipts");
}

PaymentOpening PaymentDialect::read_opening(const transport::HttpResponse& response) const {
  const PaymentUnknown unreadable{"opening.unreadable"};
  if (response.status >= server_error) return PaymentUnknown{"http." + std::to_string(response.status)};
  codec::Arena arena;
  const auto external = wire_.parse(response.body, arena);
  if (!external) return unreadable;
  if (const auto link = wire_.to_canonical(manifest_.open.answer, *external, arena)) {
    const codec::Value* url = link->find("link") == nullptr ? nullptr : link->find("link")->find("url");
    if (url == nullptr) return unreadable;
    return PaymentOpened{std::string(url->scalar())};
  }
  const auto refusal = wire_.to_canonical(manifest_.open.refusal, *external, arena);
  const codec::Value* code = refusal ? refusal->find("code") : nullptr;
  // Success whose link cannot be read is an order that may be paid.
  if (code == nullptr || code->scalar() == opened) return unreadable;
  const codec::Value* text = refusal->find("text");
  return PaymentRefused{std::string(code->scalar()), text == nullptr ? std::string() : std::string(text->scalar())};
}

std::optional<std::string> PaymentDialect::reference_of(std::string_view body) const {
  codec::Arena arena;
  const auto external = wire_.parse(body, arena);
  const codec::Value* reference = external ? external->find(reference_member()) : nullptr;
  if (reference == nullptr || !reference->is_text() || reference->scalar().empty()) return std::nullopt;
  return std::string(reference->scalar());
}

std::unique_ptr<PaymentDialect> make_payment_dialect(const PaymentManifest& manifest, const PaymentSettings& settings,
                                                     PaymentWire wire) {
  switch (manifest.profile) {
    case PaymentProfile::digest:
      return std::make_unique<PaymentDigest>(manifest, settings, std::move(wire));
    case PaymentProfile::hmac:
      return std::make_unique<PaymentHmac>(manifest, settings, std::move(wire));
  }
  throw std::logic_error("no such payment profile");
}

}  // namespace lienthong::peer
