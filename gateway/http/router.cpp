#include "http/router.hpp"

#include "transport/url.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>

namespace lienthong::http {
namespace {

/// Takes the next segment off a path that starts with "/".
std::string_view next_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  const auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// One character for each segment, so that comparing texts compares routes: exact segments sort before parameters.
std::optional<std::string> shape_of_match(std::string_view pattern, std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::string shape;
  while (!pattern.empty() && !path.empty()) {
    const auto expected = next_segment(pattern);
    const auto given = next_segment(path);
    const bool parameter = is_parameter(expected);
    if (parameter ? given.empty() : expected != given) return std::nullopt;
    shape += parameter ? 'p' : 'e';
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return shape;
}

std::map<std::string, std::string> parameters_of(std::string_view pattern, std::string_view path) {
  std::map<std::string, std::string> parameters;
  while (!pattern.empty()) {
    const auto expected = next_segment(pattern);
    const auto given = next_segment(path);
    if (!is_parameter(expected)) continue;
    auto value = transport::percent_decode(given);
    parameters.emplace(std::string(expected.substr(1, expected.size() - 2)),
                       value ? std::move(*value) : std::string(given));
  }
  return parameters;
}

std::string shape_of(std::string_view pattern) {
  std::string shape;
  while (!pattern.empty()) {
    const auto segment = next_segment(pattern);
    shape += is_parameter(segment) ? "/{}" : "/" + std::string(segment);
  }
  return shape;
}

/// A GET answers HEAD too; the server leaves the body out.
bool answers(const Route& route, std::string_view method) {
  return route.method == method || (method == "HEAD" && route.method == "GET");
}

}  // namespace

namespace {

boost::asio::awaitable<Response> counted(boost::asio::awaitable<Response> answer, std::string pattern,
                                         const Router::AnswerHook& hook) {
  Response response = co_await std::move(answer);
  hook(pattern, response.status);
  co_return response;
}

template <class... Given>
void count(std::function<boost::asio::awaitable<Response>(Given...)>& handler, const std::string& pattern,
           const Router::AnswerHook& hook) {
  if (!handler) return;
  handler = [pattern, &hook, inner = std::move(handler)](Given... given) {
    return counted(inner(std::forward<Given>(given)...), pattern, hook);
  };
}

}  // namespace

void Router::add(Route route) {
  if (route.pattern.empty() || route.pattern.front() != '/') throw std::invalid_argument("a route starts with a slash");
  if (!route.handle == !route.receive) throw std::invalid_argument("a route needs one handler");
  if (route.receive && route.refuse) throw std::invalid_argument("who reads the body also refuses it");
  const bool taken = std::any_of(routes_.begin(), routes_.end(), [&](const Route& other) {
    return other.method == route.method && shape_of(other.pattern) == shape_of(route.pattern);
  });
  if (taken) throw std::invalid_argument("two routes for one method and path");
  if (on_answer_) {
    count(route.handle, route.pattern, on_answer_);
    count(route.receive, route.pattern, on_answer_);
    count(route.refuse, route.pattern, on_answer_);
  }
  routes_.push_back(std::move(route));
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  Match match;
  std::string best;
  std::set<std::string> allow;
  for (const Route& route : routes_) {
    const auto shape = shape_of_match(route.pattern, path);
    if (!shape) continue;
    allow.insert(route.method);
    if (route.method == "GET") allow.insert("HEAD");
    if (!answers(route, method) || (match.route != nullptr && *shape >= best)) continue;
    match.route = &route;
    best = *shape;
  }
  match.allow.assign(allow.begin(), allow.end());
  if (match.route != nullptr) match.parameters = parameters_of(match.route->pattern, path);
  return match;
}

}  // namespace lienthong::http
