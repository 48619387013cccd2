#include "app/resend_request.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

using domain::DeliveryState;

TEST(ResendRequest, names_parked_and_refused_unless_told_otherwise) {
  const auto asked = read_resend_request(R"({"reason":" đã sửa bảng mã ","peer":"portal"})").value();
  EXPECT_EQ(asked.reason, "đã sửa bảng mã");
  EXPECT_EQ(asked.filter.peer->value(), "portal");
  EXPECT_EQ(asked.filter.states, (std::vector{DeliveryState::parked, DeliveryState::refused}));
}

TEST(ResendRequest, needs_a_reason) {
  for (const auto* body : {"{}", R"({"reason":""})", R"({"reason":"  "})"}) {
    EXPECT_EQ(read_resend_request(body).error().code(), "request.reason") << body;
  }
}

TEST(ResendRequest, refuses_unknown_fields_wrong_types_and_states_that_are_none) {
  EXPECT_EQ(read_resend_request(R"({"reason":"x","pear":"portal"})").error().code(), "request.unknown_field");
  EXPECT_EQ(read_resend_request(R"({"reason":"x","peer":1})").error().code(), "request.unknown_field");
  EXPECT_EQ(read_resend_request(R"({"reason":"x","states":["dead"]})").error().code(), "request.state");
  EXPECT_EQ(read_resend_request(R"(["reason"])").error().code(), "request.type");
  EXPECT_EQ(read_resend_request(R"({"reason":"x","reason":"y"})").error().kind(), base::ErrorKind::invalid);
}

TEST(ResendRequest, is_read_back_as_it_was_written) {
  ResendRequest request;
  request.reason = "cổng đã sửa \"lỗi\"";
  request.filter.dossier = domain::DossierCode("H55.12-260615-0001");
  request.filter.states = {DeliveryState::unknown};
  const auto back = read_resend_request(write_resend_request(request)).value();
  EXPECT_EQ(back.reason, request.reason);
  EXPECT_EQ(back.filter.dossier, request.filter.dossier);
  EXPECT_EQ(back.filter.states, request.filter.states);
  EXPECT_FALSE(back.filter.peer.has_value());
}

TEST(States, are_read_from_a_comma_separated_list) {
  EXPECT_EQ(read_states("waiting,parked").value(), (std::vector{DeliveryState::waiting, DeliveryState::parked}));
  EXPECT_TRUE(read_states("").value().empty());
  EXPECT_FALSE(read_states("waiting,,parked").has_value());
}

}  // namespace
}  // namespace lienthong::app
