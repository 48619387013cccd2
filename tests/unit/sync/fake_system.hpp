#pragma once

#include "peer/external_system.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lienthong::sync::testing {

/// A peer in memory: records what it is told and answers what it was told to answer; by default it accepts.
class FakeSystem final : public peer::ExternalSystem {
 public:
  explicit FakeSystem(peer::Manifest manifest) : manifest_(std::move(manifest)) {}

  [[nodiscard]] const peer::Manifest& manifest() const override { return manifest_; }

  boost::asio::awaitable<peer::DeliveryResult> deliver(peer::DeliveryRequest request, base::Deadline) override {
    const std::string code = request.deliveries.front().dossier.value();
    requests.push_back(std::move(request));
    peer::DeliveryResult result;
    auto& answers = scripted[code];
    result.attempt.outcome = answers.empty() ? domain::Outcome::accepted : answers.front();
    result.attempt.reason = std::string(domain::name(result.attempt.outcome));
    if (!answers.empty()) answers.pop_front();
    if (result.attempt.outcome == domain::Outcome::retry) result.attempt.retry_after = retry_after;
    co_return result;
  }

  boost::asio::awaitable<peer::LookUpResult> look_up(domain::DossierCode, base::Deadline) override {
    ++look_ups;
    co_return holds;
  }

  boost::asio::awaitable<base::Result<peer::PollPage>> poll(const peer::Poll&, std::string cursor,
                                                            base::Deadline) override {
    cursors_asked.push_back(cursor);
    if (pages.empty()) {
      peer::PollPage nothing_new;
      nothing_new.next_cursor = cursor;
      co_return nothing_new;
    }
    auto page = std::move(pages.front());
    pages.pop_front();
    co_return page;
  }

  std::vector<peer::DeliveryRequest> requests;
  std::map<std::string, std::deque<domain::Outcome>> scripted;  ///< by dossier
  std::optional<std::chrono::milliseconds> retry_after;         ///< said with every `retry`
  peer::LookUpResult holds;
  int look_ups = 0;
  std::deque<base::Result<peer::PollPage>> pages;
  std::vector<std::string> cursors_asked;

 private:
  peer::Manifest manifest_;
};

}  // namespace lienthong::sync::testing
