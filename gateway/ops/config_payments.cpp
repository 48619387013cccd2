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
          text_key("partner", optional, "DOITAC01", "Our code there (MaDoiTac, client_id).", into(at, &Part::partner)),
          text_key("secret_file", optional, "secrets/payment_secret", "Secret that signs what we send.",
                   into(at, &Part::secret_file)),
          text_key("callback_secret_file", optional, "secrets/payment_callback_secret",
                   "Secret that proves what it sends; default: the same.", into(at, &Part::callback_secret_file)),
          text_key("address", optional, "10.10.1.5", "Address of the gateway as the platform sees it.",
                   into(at, &Part::address)),
      },
      {}};
}

}  // namespace lienthong::ops
