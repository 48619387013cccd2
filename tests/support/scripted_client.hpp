#pragma once

#include "transport/http_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::testing {

/// A peer made of a list: plays answers in order and keeps every request it was given. Single executor.
///   ScriptedClient client;
///   client.answers(200, R"({"ok":true})").fails(ErrorKind::ambiguous, "net.reset").never_answers();
class ScriptedClient final : public transport::HttpClient {
 public:
  using Answer = base::Result<transport::HttpResponse>;
  using Play = std::function<Answer(const transport::HttpRequest&)>;

  ScriptedClient& answers(unsigned status, std::string body, transport::Headers headers = {}) {
    return plays(
        [status, body = std::move(body), headers = std::move(headers)](const transport::HttpRequest&) -> Answer {
          transport::HttpResponse response;
          response.status = status;
          response.body = body;
          response.headers = headers;
          return response;
        });
  }
  ScriptedClient& fails(base::ErrorKind kind, std::string code) {
    return plays([kind, code = std::move(code)](const transport::HttpRequest&) -> Answer {
      return base::fail(kind, code, "scripted failure");
    });
  }
  /// The answer is worked out from the request when it comes.
  ScriptedClient& plays(Play play) {
    script_.push_back(Step{std::move(play)});
    return *this;
  }
  /// Accepts the request and stays silent until the deadline or cancellation: `ambiguous`.
  ScriptedClient& never_answers() {
    script_.push_back(Step{Play{}});
    return *this;
  }
  /// Played whenever the script has run out; without it that is `internal` "script.exhausted".
  ScriptedClient& otherwise(Play play) {
    otherwise_ = std::move(play);
    return *this;
  }

  /// Requests wait, in the order they came, until `release`; they are recorded at once.
  void hold() { held_ = true; }
  void release() {
    held_ = false;
    for (auto* waiting : waiting_) waiting->cancel();
  }

  [[nodiscard]] const std::vector<transport::HttpRequest>& requests() const { return requests_; }
  [[nodiscard]] const transport::HttpRequest& last() const { return requests_.at(requests_.size() - 1); }
  [[nodiscard]] std::size_t unplayed() const { return script_.size(); }
  /// The most requests that were under way at one time.
  [[nodiscard]] std::size_t peak_in_flight() const { return peak_; }

  boost::asio::awaitable<Answer> send(transport::HttpRequest request, base::Deadline deadline) override {
    requests_.push_back(request);
    Step step = next();
    peak_ = std::max(peak_, ++in_flight_);
    bool silent = !step.play;
    if (held_ || silent) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
      timer.expires_at(deadline.at());
      waiting_.push_back(&timer);
      auto waited = co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      std::erase(waiting_, &timer);
      const bool released = std::get<0>(waited) && !held_;
      silent = silent || !released;
    }
    --in_flight_;
    if (silent) co_return base::fail(base::ErrorKind::ambiguous, "net.timeout", "no answer before the deadline");
    co_return step.play(request);
  }

 private:
  struct Step {
    Play play;
  };

  Step next() {
    if (script_.empty()) {
      if (otherwise_) return Step{otherwise_};
      return Step{[](const transport::HttpRequest&) -> Answer {
        return base::fail(base::ErrorKind::internal, "script.exhausted", "more requests than scripted answers");
      }};
    }
    Step step = std::move(script_.front());
    script_.pop_front();
    return step;
  }

  std::deque<Step> script_;
  Play otherwise_;
  std::vector<transport::HttpRequest> requests_;
  std::vector<boost::asio::steady_timer*> waiting_;
  bool held_ = false;
  std::size_t in_flight_ = 0;
  std::size_t peak_ = 0;
};

}  // namespace lienthong::testing
