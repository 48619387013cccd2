#include "http/problem.hpp"

#include <gtest/gtest.h>

namespace lienthong::http {
namespace {

using base::Error;
using base::ErrorKind;

TEST(Problem, GivesEveryKindItsStatus) {
  const std::pair<ErrorKind, unsigned> statuses[] = {
      {ErrorKind::invalid, 400},     {ErrorKind::unauthorised, 401}, {ErrorKind::forbidden, 403},
      {ErrorKind::not_found, 404},   {ErrorKind::conflict, 409},     {ErrorKind::too_large, 413},
      {ErrorKind::unsupported, 415}, {ErrorKind::transient, 503},    {ErrorKind::ambiguous, 500},
      {ErrorKind::permanent, 500},   {ErrorKind::cancelled, 500},    {ErrorKind::internal, 500}};
  for (const auto& [kind, status] : statuses) EXPECT_EQ(status_of(kind), status) << name(kind);
}

TEST(Problem, SaysWhatIsWrongInTheFormOfRfc9457) {
  const auto response = problem(Error(ErrorKind::invalid, "mapping.code_unmapped", "no partner for \"status\""), "abc");
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            "{\"type\":\"/problems/mapping.code_unmapped\",\"title\":\"Dữ liệu không hợp lệ\",\"status\":400,"
            "\"detail\":\"no partner for \\\"status\\\"\",\"traceId\":\"abc\"}");
}

TEST(Problem, NeverTellsWhatThePeerSaidOrWhatTheContextWas) {
  const auto error =
      Error(ErrorKind::invalid, "x", "text").with("file", "/srv/secret").peer_said("Nguyễn Văn A không tồn tại");
  const auto response = problem(error, "t");
  EXPECT_EQ(response.body.find("Nguyễn"), std::string::npos);
  EXPECT_EQ(response.body.find("/srv"), std::string::npos);
}

TEST(Problem, KeepsWhatBrokeInsideToItself) {
  for (const auto kind : {ErrorKind::internal, ErrorKind::permanent, ErrorKind::ambiguous, ErrorKind::cancelled}) {
    const auto response = problem(Error(kind, "storage.corrupt_page", "page 7 of main"), "t");
    EXPECT_EQ(response.body.find("page 7"), std::string::npos);
    EXPECT_EQ(response.body.find("corrupt"), std::string::npos);
  }
}

TEST(Problem, SaysWhenToComeBack) {
  const auto response = problem(Error(ErrorKind::transient, "store.busy", "busy"), "t");
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].first, "Retry-After");
}

}  // namespace
}  // namespace lienthong::http
