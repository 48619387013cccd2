#include "ops/config_keys.hpp"
#include "ops/config_sections.hpp"

namespace lienthong::ops {

Section post_section() {
  using Part = PostConfig;
  const auto at = [](Config& config) -> Part& { return config.post; };
  return {"post",
          "How dossiers and results go by post. Without `system` nothing is ordered.",
          {
              text_key("system", optional, "vnpost", "Adapter that takes the orders: vnpost (NGSP) or vnpost-lgsp.",
                       into(at, &Part::system)),
              text_key("customer_code", optional, "TNN_HCC01", "The Centre's number at the post.",
                       into(at, &Part::customer_code)),
              text_key("name", optional, "Trung tâm Phục vụ hành chính công phường",
                       "Sender of results, receiver of dossiers.", into(at, &Part::name)),
              text_key("phone", optional, "0208 3111 222", "Its telephone.", into(at, &Part::phone)),
              text_key("address", optional, "1 Hoàng Văn Thụ", "Its address.", into(at, &Part::address)),
              text_key("province", optional, "H55", "Its province, as agency codes begin.", into(at, &Part::province)),
              text_key("province_name", optional, "Thái Nguyên",
                       "The same as addresses write it: an address of another province is not ordered.",
                       into(at, &Part::province_name)),
              text_key("item_ranges_file", optional, "config/item_ranges.toml",
                       "Item numbers the post gave to the Centre; default: the post chooses them.",
                       into(at, &Part::item_ranges_file)),
          },
          {}};
}

Section carriers_section() {
  using Part = CarrierConfig;
  const auto at = [](Config& config) -> Part& { return config.carriers.back(); };
  return {"carriers",
          "Carriers who report by themselves, at /buu-ta or by their own system, one table each.",
          {
              text_key("id", required, "buu-ta-01", "Name it signs in with; unique.", into(at, &Part::id)),
              text_key("secret_file", required, "secrets/buu-ta-01", "File with the secret it signs in with.",
                       into(at, &Part::secret_file)),
              text_key("system", required, "vnpost", "Adapter in whose name its reports are taken.",
                       into(at, &Part::system)),
          },
          [](Config& config) { config.carriers.emplace_back(); },
          optional};
}

}  // namespace lienthong::ops
