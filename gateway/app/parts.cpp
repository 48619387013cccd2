#include "app/bank_part.hpp"
#include "app/carriers_part.hpp"
#include "app/part.hpp"
#include "app/payments_part.hpp"
#include "app/post_part.hpp"

namespace lienthong::app {

base::Result<std::vector<std::unique_ptr<Part>>> make_parts(const Services& services) {
  std::vector<std::unique_ptr<Part>> parts;
  auto payments = make_payments_part(services);
  if (!payments) return base::fail(std::move(payments).error());
  if (*payments) parts.push_back(std::move(*payments));
  auto post = make_post_part(services);
  if (!post) return base::fail(std::move(post).error());
  if (*post && !services.site.config.carriers.empty()) {
    auto carriers = make_carriers_part(services, (*post)->desk());
    if (!carriers) return base::fail(std::move(carriers).error());
    parts.push_back(std::move(*carriers));
  }
  if (*post) parts.push_back(std::move(*post));
  auto banks = make_bank_part(services);
  if (!banks) return base::fail(std::move(banks).error());
  if (*banks) parts.push_back(std::move(*banks));
  return parts;
}

}  // namespace lienthong::app
