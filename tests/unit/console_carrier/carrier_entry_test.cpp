#include "console/carrier/carrier_entry.hpp"

#include "console/carrier/carrier_words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace lienthong::console {
namespace {

constexpr std::string_view whole =
    R"({"key":"key-00000001","item":"eh005501233vn","order":"H55.12-260615-0001","action":"delivered",)"
    R"("at":"2026-06-15T09:30:00+07:00","to":" Trần Văn B ","relation":"child","note":"có hẹn"})";

std::string batch_of(std::string_view entry) { return "{\"entries\":[" + std::string(entry) + "]}"; }

std::string code_of(std::string_view entry) {
  const auto batch = read_carrier_batch(batch_of(entry));
  if (!batch) return "batch: " + batch.error().code();
  return batch->front().entry ? "" : batch->front().entry.error().code();
}

std::string changed(std::string_view from, std::string_view to) {
  std::string entry(whole);
  const auto at = entry.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return entry.replace(at, from.size(), to);
}

TEST(CarrierEntry, a_whole_entry_is_read) {
  const auto batch = read_carrier_batch(batch_of(whole));
  ASSERT_TRUE(batch);
  const auto& entry = batch->front().entry;
  ASSERT_TRUE(entry) << entry.error().describe();
  EXPECT_EQ(entry->key, "key-00000001");
  EXPECT_EQ(entry->item.text(), "EH005501233VN");
  EXPECT_EQ(entry->order->text(), "H55.12-260615-0001");
  EXPECT_EQ(entry->action, CarrierAction::delivered);
  EXPECT_EQ(base::to_rfc3339(entry->at), "2026-06-15T09:30:00.000+07:00");
  EXPECT_EQ(entry->to, "Trần Văn B");
  EXPECT_EQ(entry->relation, "child");
  EXPECT_EQ(entry->note, "có hẹn");
}

TEST(CarrierEntry, each_mistake_has_its_name_and_a_sentence) {
  const std::pair<std::string, std::string> cases[]{
      {"[]", "entry.form"},
      {"7", "entry.form"},
      {changed("\"note\"", "\"nota\""), "entry.unknown_field"},
      {changed("key-00000001", "key"), "entry.key"},
      {changed("key-00000001", "key 00000001"), "entry.key"},
      {changed("\"key-00000001\"", "12345678"), "entry.key"},
      {changed("\"item\":\"eh005501233vn\",", ""), "entry.item"},
      {changed("eh005501233vn", "eh005501234vn"), "item.check_digit"},
      {changed("eh005501233vn", "!"), "item.form"},
      {changed("H55.12-260615-0001", "H55 12"), "order.form"},
      {changed("\"H55.12-260615-0001\"", "5"), "order.form"},
      {changed("delivered", "lost"), "entry.action"},
      {changed("2026-06-15T09:30:00+07:00", "15/06/2026"), "entry.at"},
      {changed(" Trần Văn B ", ""), "entry.to"},
      {changed(" Trần Văn B ", "a\\nb"), "entry.to"},
      {changed(" Trần Văn B ", std::string(251, 'a')), "entry.to"},
      {changed("child", ""), "entry.relation"},
      {changed("child", "friend"), "entry.relation"},
      {changed("\"có hẹn\"", "{}"), "entry.note"},
      {changed("có hẹn", std::string(501, 'a')), "entry.note"},
      {changed("\"child\",\"note\":\"có hẹn\"", "\"other\""), "entry.note"},
      {changed("delivered", "failed"), "entry.reason"},
      {changed("\"note\":\"có hẹn\"", "\"reason\":\"rain\""), "entry.reason"},
  };
  for (const auto& [entry, code] : cases) {
    EXPECT_EQ(code_of(entry), code) << entry;
    EXPECT_NE(carrier_sentence(code), carrier_sentence("no such code")) << code;
  }
}

TEST(CarrierEntry, to_the_addressee_needs_no_name) {
  EXPECT_EQ(code_of(changed("\"to\":\" Trần Văn B \",\"relation\":\"child\"", "\"relation\":\"self\"")), "");
}

TEST(CarrierEntry, a_mistake_stays_in_its_place) {
  const auto batch = read_carrier_batch(batch_of(std::string(whole) + ",5," + std::string(whole)));
  ASSERT_TRUE(batch);
  ASSERT_EQ(batch->size(), 3U);
  EXPECT_TRUE(batch->at(0).entry);
  EXPECT_EQ(batch->at(1).entry.error().code(), "entry.form");
  EXPECT_EQ(batch->at(1).raw, "5");
  EXPECT_TRUE(batch->at(2).entry);
}

TEST(CarrierEntry, what_is_no_batch_is_refused_as_a_whole) {
  const auto code = [](std::string_view body) {
    const auto batch = read_carrier_batch(body);
    return batch ? "" : batch.error().code();
  };
  EXPECT_EQ(code("{}"), "batch.form");
  EXPECT_EQ(code("[]"), "batch.form");
  EXPECT_EQ(code("{\"entries\":7}"), "batch.form");
  EXPECT_EQ(code("{\"entries\":[],\"more\":1}"), "batch.form");
  EXPECT_EQ(code("{\"entries\":[]}"), "batch.size");
  EXPECT_TRUE(code("{\"entries\":[").starts_with("json."));
  std::string many = "1";
  for (int i = 1; i < 500; ++i) many += ",1";
  EXPECT_EQ(code(batch_of(many)), "");
  EXPECT_EQ(code(batch_of(many + ",1")), "batch.size");
}

TEST(CarrierEntry, moments_have_bounds) {
  const base::Instant now = base::from_unix_ms(1'800'000'000'000);
  const std::chrono::milliseconds ms{1};
  EXPECT_TRUE(check_moment(now + std::chrono::minutes(5), now));
  EXPECT_EQ(check_moment(now + std::chrono::minutes(5) + ms, now).error().code(), "entry.in_future");
  EXPECT_TRUE(check_moment(now - std::chrono::days(30), now));
  EXPECT_EQ(check_moment(now - std::chrono::days(30) - ms, now).error().code(), "entry.too_old");
}

RC_GTEST_PROP(CarrierEntryProperties, any_bytes_are_read_or_refused, (const std::string& bytes)) {
  const auto batch = read_carrier_batch(bytes);
  if (batch) {
    RC_ASSERT(!batch->empty());
  } else {
    RC_ASSERT(!batch.error().code().empty());
  }
}

}  // namespace
}  // namespace lienthong::console
