#include "ops/config_keys.hpp"
#include "ops/config_sections.hpp"

namespace lienthong::ops {

Section payments_section() {
  using Part = PaymentsConfig;
  const auto at = [](Config& config) -> Part& { return config.payments; };
  return {
      "payments",
      "The payment platform. Without `system` nothing is asked of it.",
      {
          text_key("system", optional, "payment-platform", "Adapter that speaks with it.", into(at, &Part::system)),
          url_key("base_url", optional, "https://thanhtoan.example/api", "Address that the adapter's paths are below.",
                  into(at, &Part::base_url)),
          text_key("partner", optional, "DOITAC01", "Our code there (MaDoiTac, client_id).", into(at, &Part::partner)),
          text_key("secret_file", optional, "secrets/payment_secret", "Secret that signs what we send.",
                   into(at, &Part::secret_file)),
          text_key("callback_secret_file", optional, "secrets/payment_callback_secret",
                   "Secret that proves what it sends; default: the same.", into(at, &Part::callback_secret_file)),
          text_key("token_file", optional, "secrets/payment_token",
                   "Bearer token of every call (Authorization); default: none is sent.", into(at, &Part::token_file)),
          text_key("address", optional, "10.10.1.5", "Address of the gateway as the platform sees it.",
                   into(at, &Part::address)),
          text_key("tls_ca_file", optional, "tls/payment-ca.pem",
                   "PEM authorities of its certificate; default: the machine's.", into(at, &Part::tls_ca_file)),
          text_key("tls_certificate_file", optional, "tls/gateway.pem", "Our client certificate.",
                   into(at, &Part::tls_certificate_file)),
          text_key("tls_key_file", optional, "tls/gateway.key", "Its key.", into(at, &Part::tls_key_file)),
          text_key(
              "asked_by", optional, "portal",
              "System of [[clients]] that may ask what a dossier has to pay (dptracuuthanhtoanhs); default: nobody.",
              into(at, &Part::asked_by)),
          integer_key("query_after_ms", defaulted, 30 * minute_ms, {10, 24 * hour_ms},
                      "Time after which the platform is asked how a payment ended.", into(at, &Part::query_after)),
          integer_key("query_base_ms", defaulted, minute_ms, {10, 24 * hour_ms},
                      "Shortest wait between two such questions.", into(at, &Part::query_base)),
          integer_key("query_cap_ms", defaulted, 6 * hour_ms, {10, 24 * hour_ms}, "Longest wait.",
                      into(at, &Part::query_cap)),
          integer_key("give_up_after_h", defaulted, 72, {1, 720}, "Hours after which a person must ask.",
                      into(at, &Part::give_up_after)),
      },
      {}};
}

}  // namespace lienthong::ops
