#pragma once

#include "base/clock.hpp"
#include "codec/json.hpp"
#include "peer/catalogue.hpp"
#include "peer/external_system.hpp"
#include "peer/inbound.hpp"
#include "support/run_coroutine.hpp"
#include "support/scripted_client.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

namespace lienthong::testing {

/// Wall time stands still; steady time is real, because deadlines wait on real timers.
class StandingClock final : public base::Clock {
 public:
  [[nodiscard]] base::Instant now() const override {
    return base::from_rfc3339("2025-06-13T10:00:00.000+07:00").value();
  }
  [[nodiscard]] Steady steady() const override { return std::chrono::steady_clock::now(); }
};

/// A folder of its own that goes away with the test.
class TempFolder {
 public:
  TempFolder() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("lt-peer-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path_);
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::filesystem::path write(const std::filesystem::path& name, const std::string& text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string lines_of(const mapping::Diagnostics& problems) {
  std::string out;
  for (const auto& problem : problems) out += mapping::to_line(problem) + "\n";
  return out;
}

/// The adapters of this repository, loaded once.
inline const peer::Adapter& adapter(const std::string& id) {
  static const auto adapters = [] {
    mapping::Diagnostics problems;
    auto loaded = peer::load_adapters("adapters", "schemas", problems);
    if (!problems.empty()) throw std::runtime_error(lines_of(problems));
    return loaded;
  }();
  return adapters.at(domain::SystemId(id));
}

/// A system under test with a scripted peer behind it.
class SystemBench {
 public:
  explicit SystemBench(const std::string& id) : SystemBench(adapter(id).manifest, adapter(id).plans) {}
  SystemBench(const peer::Manifest& manifest, const mapping::Plans& plans) {
    peer::SystemSettings settings{"http://peer.test/base/", "H55", "h55_tichhop", base::Secret("mat-khau")};
    system_ = peer::make_external_system(manifest, settings, plans, {client_, clock_}).value();
  }

  [[nodiscard]] ScriptedClient& peer() { return *client_; }
  [[nodiscard]] peer::ExternalSystem& system() { return *system_; }
  [[nodiscard]] boost::asio::io_context& io() { return io_; }
  peer::DeliveryResult deliver(peer::DeliveryRequest request) {
    return run(io_, system_->deliver(std::move(request), soon()));
  }
  peer::LookUpResult look_up(const std::string& code = "H55.12-250613-0001") {
    return run(io_, system_->look_up(domain::DossierCode(code), soon()));
  }
  [[nodiscard]] const std::string& body(std::size_t index) const { return client_->requests().at(index).body; }

 private:
  boost::asio::io_context io_;
  std::shared_ptr<ScriptedClient> client_ = std::make_shared<ScriptedClient>();
  std::shared_ptr<StandingClock> clock_ = std::make_shared<StandingClock>();
  std::unique_ptr<peer::ExternalSystem> system_;
};

inline std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline std::string canonical_case(const std::string& system, const std::string& name) {
  return file_text("adapters/" + system + "/cases/" + name + "/canonical.json");
}

/// A request to tell one document, as the dispatcher makes it.
inline peer::DeliveryRequest tell(const std::string& kind, std::vector<std::string> documents,
                                  domain::Presence presence = domain::Presence::unknown) {
  peer::DeliveryRequest request;
  request.kind = kind;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    domain::Delivery delivery;
    delivery.key = domain::IdempotencyKey("key-" + std::to_string(i + 1));
    delivery.created_at = base::from_rfc3339("2025-06-13T10:05:00.000+07:00").value();
    request.deliveries.push_back(delivery);
  }
  request.documents = std::move(documents);
  request.view.presence = presence;
  return request;
}

}  // namespace lienthong::testing
