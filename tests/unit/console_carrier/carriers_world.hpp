#pragma once

#include "app/carriers_reports.hpp"
#include "unit/sync/post/post_world.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::app::testing {

using lienthong::testing::run;
using lienthong::testing::soon;
using sync::OrderPlaced;
using sync::testing::at;
using sync::testing::delivery;
using sync::testing::Engine;
using sync::testing::PostWorld;

inline const console::CarrierName carrier{"buu-ta-01", sync::testing::vnpost};
inline constexpr std::string_view number = "EH005501233VN";
inline const std::string to_child = R"(,"to":"Trần Văn B","relation":"child")";

inline std::string entry(const std::string& key, const std::string& action, const std::string& more = "",
                         std::string_view item = number, const std::string& moment = "08:30:00") {
  return R"({"key":")" + key + R"(","item":")" + std::string(item) + R"(","action":")" + action +
         R"(","at":"2026-06-15T)" + moment + R"(+07:00")" + more + "}";
}
inline std::string batch(const std::string& entries) { return "{\"entries\":[" + entries + "]}"; }
inline std::string all_taken(const std::string& key, const std::string& taken) {
  return R"({"key":")" + key + R"(","taken":")" + taken + "\"}";
}
inline std::string refused_as_reused(const std::string& key) {
  return R"({"key":")" + key + R"(","taken":"refused","problem":{"code":"entry.key_reused")";
}

/// A dossier whose result was ordered to be delivered under `number`, and a carrier.
class CarriersWorld : public ::testing::TestWithParam<Engine> {
 protected:
  CarriersWorld() {
    world_.know_dossier(R"({"code":"H55.12-260615-0001","procedure":{"code":"1.001193"},"received_at":)"
                        R"("2026-06-14T08:00:00+07:00","applicant":{"name":"Trần Thị Mơ","phone":"0912000111",)"
                        R"("address":"Tổ 7, phường Quang Trung"}})");
    world_.write(delivery, OrderPlaced{1, sync::testing::item(550'123), at("08:00:00")});
  }
  std::string take(const std::string& entries, const console::CarrierName& who = carrier) {
    auto answer = run(world_.io, reports_.take_in(who, batch(entries), soon()));
    return answer ? *answer : answer.error().code();
  }
  std::string look(std::string_view item) {
    auto answer = run(world_.io, reports_.item(carrier, std::string(item), soon()));
    return answer ? *answer : answer.error().code();
  }
  domain::PostalLeg leg(std::uint32_t serial = 550'123) {
    return run(world_.io, world_.desk.orders_of(sync::testing::item(serial), soon())).value().front().leg;
  }

  PostWorld world_{GetParam()};
  CarrierReports reports_{{*world_.store, world_.clock, world_.world.authority, world_.desk}};
};

}  // namespace lienthong::app::testing
