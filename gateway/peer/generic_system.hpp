#pragma once

#include "peer/exchange.hpp"
#include "peer/external_system.hpp"

namespace lienthong::peer {

/// The manifest-driven system: map → wrap → prove → send → classify. See make_external_system.
class GenericSystem final : public ExternalSystem {
 public:
  GenericSystem(Manifest manifest, SystemSettings settings, mapping::Plans plans, SystemContext context);

  [[nodiscard]] const Manifest& manifest() const override { return manifest_; }
  boost::asio::awaitable<DeliveryResult> deliver(DeliveryRequest request, base::Deadline deadline) override;
  boost::asio::awaitable<LookUpResult> look_up(domain::DossierCode code, base::Deadline deadline) override;
  boost::asio::awaitable<base::Result<PollPage>> poll(const Poll& poll, std::string cursor,
                                                      base::Deadline deadline) override;

 private:
  struct Batch;
  [[nodiscard]] base::Result<void> map(const Tell& tell, const DeliveryRequest& request, Batch& batch) const;
  boost::asio::awaitable<void> send(const Tell& tell, const Batch& batch, Writing writing, DeliveryResult& result,
                                    base::Deadline deadline);
  [[nodiscard]] base::Deadline bounded(base::Deadline deadline) const;

  Manifest manifest_;
  SystemSettings settings_;
  mapping::Plans plans_;
  SystemContext context_;
  std::unique_ptr<OutboundProfile> profile_;
  Authenticator auth_;
  Exchange exchange_;
};

}  // namespace lienthong::peer
