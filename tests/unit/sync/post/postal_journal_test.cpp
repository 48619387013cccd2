#include "sync/post/postal_journal.hpp"

#include "post_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::PostalMovement;

TEST(PostalJournal, GivesBackWhatItWrote) {
  domain::TrackingEvent full = heard("08:00:00", PostalMovement::attempt_failed);
  full.source_text = "Phát không thành công";
  full.office = {"250100", "Bưu cục Quang Trung"};
  full.corrects = heard("07:00:00", PostalMovement::delivered).id;
  full.id = domain::derive_tracking_id(full);
  const std::vector<PostalFact> facts{
      OrderPlaced{1, item(550'123), at("08:00:00")},
      OrderPlaced{2, std::nullopt, at("08:00:00")},
      OrderWaits{2, {OrderGap::applicant_address, OrderGap::applicant_phone}, at("08:05:00")},
      WaitEnded{2, at("08:06:00")},
      CancelAsked{1, at("08:10:00")},
      CancelRefused{1, at("08:15:00")},
      OrderCancelled{1, at("08:20:00")},
      EventHeard{full, at("08:30:00")},
      EventHeard{heard("08:00:00", std::nullopt), at("08:30:00")},
      ResultStated{full.id, at("08:40:00")},
      ReturnedEarly{full.id, at("08:40:00")}};
  for (const PostalFact& fact : facts) {
    const auto read = fact_of(to_entry(delivery, fact));
    ASSERT_TRUE(read) << read.error().describe();
    EXPECT_EQ(*read, fact);
  }
}

TEST(PostalJournal, SaysTheSameUnderTheSameId) {
  const auto once = to_entry(delivery, EventHeard{heard("08:00:00", PostalMovement::posted), at("08:30:00")});
  const auto again = to_entry(delivery, EventHeard{heard("08:00:00", PostalMovement::posted), at("09:30:00")});
  EXPECT_EQ(once.id, again.id);
  EXPECT_EQ(once.subject, "H55.12-260615-0001");
  EXPECT_EQ(once.keys, (std::vector<std::string>{"item EH005501233VN", "dossier H55.12-260615-0001"}));
  EXPECT_NE(to_entry(delivery, OrderPlaced{1, std::nullopt, {}}).id,
            to_entry(delivery, OrderPlaced{2, std::nullopt, {}}).id);
}

TEST(PostalJournal, GivesBackUsesOfNumbers) {
  domain::ItemUse use{item(550'123), delivery, at("08:00:00"), std::nullopt, std::nullopt};
  const auto taken = to_entry(use, ItemChange::taken, at("08:00:00"));
  EXPECT_EQ(taken.subject, "EH");
  EXPECT_EQ(use_of(taken).value(), use);
  use.posted_at = at("10:00:00");
  const auto posted = to_entry(use, ItemChange::posted, at("10:00:00"));
  EXPECT_EQ(use_of(posted).value(), use);
  EXPECT_NE(posted.id, taken.id);
}

TEST(PostalJournal, NamesADamagedEntry) {
  auto entry = to_entry(delivery, EventHeard{heard("08:00:00", PostalMovement::posted), at("08:30:00")});
  for (const std::string body : {"", "[]", "{}", R"({"kind":"heard"})", R"({"kind":"placed"})", R"({"kind":"paid"})",
                                 R"({"kind":"waits","turn":1})", R"({"kind":"waits","turn":1,"missing":["shoes"]})"}) {
    entry.body = body;
    const auto read = fact_of(entry);
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().code(), "post.journal");
    EXPECT_EQ(use_of(entry).error().code(), "post.journal");
  }
}

}  // namespace
}  // namespace lienthong::sync
