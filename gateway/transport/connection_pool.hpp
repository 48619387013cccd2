#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::transport {

/// Who may use which connection: the rules of the pool without a connection in them. Steppable; numbers in, numbers
/// out.
class ConnectionPool {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  using Id = std::uint64_t;

  struct Limits {
    std::size_t per_origin = 8;
    std::chrono::milliseconds max_idle{30'000};
    std::chrono::milliseconds max_age{600'000};  ///< so that a changed DNS answer or certificate is noticed
  };
  enum class How { reuse, open };
  struct Grant {
    Id connection = 0;
    How how = How::open;
  };
  /// What the owner of the connections must do now.
  struct Step {
    std::vector<Id> close;
    std::vector<std::pair<Id, Grant>> granted;  ///< (ticket, what it got), in the order they asked
  };
  struct Asked {
    std::optional<Grant> grant;
    Id ticket = 0;  ///< when there is no grant yet
    std::vector<Id> close;
  };

  explicit ConnectionPool(Limits limits) : limits_(limits) {}

  /// The connection used last, a new one while the origin has fewer than its limit, or a place in the queue.
  [[nodiscard]] Asked acquire(const std::string& origin, Steady now);
  /// The exchange ended well and the connection can carry another.
  [[nodiscard]] Step release(Id connection, Steady now);
  /// The connection is gone; its place is the next waiter's.
  [[nodiscard]] Step discard(Id connection, Steady now);
  /// A kept connection turned out dead and is opened again in its place.
  void reopened(Id connection, Steady now);
  /// The one with that ticket waits no longer. False when it has been granted meanwhile.
  bool abandon(const std::string& origin, Id ticket);
  /// Idle connections that are too old, of all origins.
  [[nodiscard]] std::vector<Id> sweep(Steady now);

  [[nodiscard]] std::size_t idle() const;
  [[nodiscard]] std::size_t waiting(const std::string& origin) const;

 private:
  struct Idle {
    Id connection;
    Steady since;
  };
  struct Origin {
    std::size_t used = 0;
    std::vector<Idle> idle;  ///< the one used last at the back
    std::deque<Id> waiting;
  };
  struct Open {
    std::string origin;
    Steady born;
  };

  [[nodiscard]] bool stale(const Idle& idle, Steady now) const;
  Id open(const std::string& origin, Steady now);
  void drop_stale(Origin& origin, Steady now, std::vector<Id>& closed);

  Limits limits_;
  std::map<std::string, Origin> origins_;
  std::map<Id, Open> open_;
  Id last_ = 0;
};

}  // namespace lienthong::transport
