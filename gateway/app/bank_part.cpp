#include "app/bank_part.hpp"

#include "app/bank_arrivals.hpp"
#include "app/bank_upload.hpp"
#include "app/fee_acts.hpp"
#include "app/fee_site.hpp"

namespace lienthong::app {
namespace {

using base::Result;

class BankPart final : public Part {
 public:
  BankPart(const Services& services, const FeeSite& fees, arrival::Spool spool)
      : services_(services),
        fees_(fees),
        spool_(std::move(spool)),
        acts_({services.store, services.clock, services.admin_token, services.site, fees_}) {}

  Result<void> open() {
    const ops::Config& config = services_.site.config;
    auto upload =
        BankUpload::make(config, fees_.banks, services_.signing_key, {services_.store, services_.clock, spool_});
    if (!upload) return base::fail(std::move(upload).error());
    upload_ = std::move(*upload);
    for (std::size_t i = 0; i < config.banks.size(); ++i) {
      const ops::BankConfig& bank = config.banks[i];
      if (!bank.folder.empty()) {
        if (auto done = add(BankArrivals::Place::folder, bank, fees_.banks[i]); !done) return done;
      }
      if (!bank.sftp_host.empty()) {
        if (auto done = add(BankArrivals::Place::sftp, bank, fees_.banks[i]); !done) return done;
      }
    }
    return {};
  }

  void add_routes(http::Router& router) override {
    upload_->add_routes(router);
    acts_.add_routes(router);
  }
  void start(runtime::TaskGroup& loops) override {
    for (auto& one : arrivals_) loops.spawn("bank files", one->run());
  }
  void stop() override {
    for (auto& one : arrivals_) one->stop();
    upload_->stop();
    acts_.stop();
  }

 private:
  Result<void> add(BankArrivals::Place place, const ops::BankConfig& config, const sync::StatementBank& bank) {
    auto made = BankArrivals::make(place, config, bank, {services_.store, services_.clock, spool_});
    if (!made) return base::fail(std::move(made).error());
    arrivals_.push_back(std::move(*made));
    return {};
  }

  Services services_;
  const FeeSite& fees_;
  arrival::Spool spool_;
  FeeActs acts_;
  std::unique_ptr<BankUpload> upload_;
  std::vector<std::unique_ptr<BankArrivals>> arrivals_;
};

}  // namespace

Result<std::unique_ptr<Part>> make_bank_part(const Services& services) {
  if (services.site.config.banks.empty()) return std::unique_ptr<Part>();
  if (!services.site.fees) return base::fail(base::ErrorKind::permanent, "banks.files", "the site has no fee schedule");
  auto spool = arrival::Spool::open(services.site.config.fees.spool);
  if (!spool) return base::fail(std::move(spool).error());
  auto part = std::make_unique<BankPart>(services, *services.site.fees, std::move(*spool));
  if (auto done = part->open(); !done) return base::fail(std::move(done).error());
  return part;
}

}  // namespace lienthong::app
