#include "transport/connection_pool.hpp"

#include <algorithm>

namespace lienthong::transport {

bool ConnectionPool::stale(const Idle& idle, Steady now) const {
  return now - idle.since >= limits_.max_idle || now - open_.at(idle.connection).born >= limits_.max_age;
}

ConnectionPool::Id ConnectionPool::open(const std::string& origin, Steady now) {
  open_.emplace(++last_, Open{origin, now});
  return last_;
}

void ConnectionPool::drop_stale(Origin& origin, Steady now, std::vector<Id>& closed) {
  std::erase_if(origin.idle, [&](const Idle& idle) {
    if (!stale(idle, now)) return false;
    closed.push_back(idle.connection);
    open_.erase(idle.connection);
    return true;
  });
}

ConnectionPool::Asked ConnectionPool::acquire(const std::string& name, Steady now) {
  Asked asked;
  Origin& origin = origins_[name];
  drop_stale(origin, now, asked.close);
  if (!origin.idle.empty()) {
    asked.grant = Grant{origin.idle.back().connection, How::reuse};
    origin.idle.pop_back();
    ++origin.used;
  } else if (origin.used < limits_.per_origin) {
    asked.grant = Grant{open(name, now), How::open};
    ++origin.used;
  } else {
    asked.ticket = ++last_;
    origin.waiting.push_back(asked.ticket);
  }
  return asked;
}

ConnectionPool::Step ConnectionPool::release(Id connection, Steady now) {
  const auto found = open_.find(connection);
  if (now - found->second.born >= limits_.max_age) {
    Step step = discard(connection, now);
    step.close.push_back(connection);
    return step;
  }
  Step step;
  Origin& origin = origins_.at(found->second.origin);
  if (!origin.waiting.empty()) {
    step.granted.emplace_back(origin.waiting.front(), Grant{connection, How::reuse});
    origin.waiting.pop_front();
    return step;
  }
  --origin.used;
  origin.idle.push_back(Idle{connection, now});
  return step;
}

ConnectionPool::Step ConnectionPool::discard(Id connection, Steady now) {
  Step step;
  const auto found = open_.find(connection);
  const std::string name = found->second.origin;
  open_.erase(found);
  Origin& origin = origins_.at(name);
  if (!origin.waiting.empty()) {
    step.granted.emplace_back(origin.waiting.front(), Grant{open(name, now), How::open});
    origin.waiting.pop_front();
    return step;
  }
  --origin.used;
  if (origin.used == 0 && origin.idle.empty()) origins_.erase(name);
  return step;
}

void ConnectionPool::reopened(Id connection, Steady now) { open_.at(connection).born = now; }

bool ConnectionPool::abandon(const std::string& name, Id ticket) {
  const auto origin = origins_.find(name);
  return origin != origins_.end() && std::erase(origin->second.waiting, ticket) == 1;
}

std::vector<ConnectionPool::Id> ConnectionPool::sweep(Steady now) {
  std::vector<Id> closed;
  for (auto& [name, origin] : origins_) drop_stale(origin, now, closed);
  std::erase_if(origins_, [](const auto& entry) { return entry.second.used == 0 && entry.second.idle.empty(); });
  return closed;
}

std::size_t ConnectionPool::idle() const {
  std::size_t count = 0;
  for (const auto& [name, origin] : origins_) count += origin.idle.size();
  return count;
}

std::size_t ConnectionPool::waiting(const std::string& name) const {
  const auto origin = origins_.find(name);
  return origin == origins_.end() ? 0 : origin->second.waiting.size();
}

}  // namespace lienthong::transport
