#include "http/trace.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lienthong::http {
namespace {

const std::string trace = "0af7651916cd43dd8448eb211c80319c";

TEST(Trace, ReadsTheCallersId) {
  EXPECT_EQ(trace_id_of("00-" + trace + "-b7ad6b7169203331-01"), trace);
  EXPECT_EQ(trace_id_of("01-" + trace + "-b7ad6b7169203331-01-later"), trace) << "later versions may append";
}

TEST(Trace, MakesOneWhenThereIsNone) {
  const auto made = trace_id_of("");
  EXPECT_EQ(made.size(), 32U);
  EXPECT_NE(made, trace_id_of(""));
}

TEST(Trace, DoesNotBelieveOddOnes) {
  for (const auto& header : std::vector<std::string>{
           "00-" + std::string(32, '0') + "-b7ad6b7169203331-01", "00-" + trace + "-0000000000000000-01",
           "ff-" + trace + "-b7ad6b7169203331-01", "00-" + trace + "-b7ad6b7169203331-01-x",
           "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-" + trace, std::string(60, '-')}) {
    const auto made = trace_id_of(header);
    EXPECT_EQ(made.size(), 32U);
    EXPECT_NE(made, trace) << header;
    EXPECT_EQ(made.find_first_not_of("0123456789abcdef"), std::string::npos);
  }
}

}  // namespace
}  // namespace lienthong::http
