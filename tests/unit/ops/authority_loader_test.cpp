#include "ops/authority_loader.hpp"

#include "problems.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace lienthong::ops {
namespace {

using domain::Part;
using domain::ProcedureCode;
using domain::Status;
using test::count;
using test::Folder;
using test::lines;

constexpr std::string_view committed = "config/regulation/authority.toml";

/// Names of the canonical dossier: the members of "properties" stand alone at four blanks of indent in that file.
std::vector<std::string> canonical_fields() {
  const std::string schema = test::read_all("schemas/canonical/dossier.schema.json");
  const std::string properties = schema.substr(0, schema.find("\"definitions\""));
  const std::regex member("\n    \"([a-z_]+)\": \\{");
  std::vector<std::string> fields;
  for (std::sregex_iterator match(properties.begin(), properties.end(), member), end; match != end; ++match)
    fields.push_back((*match)[1]);
  return fields;
}

base::Instant at(std::string_view text) { return base::from_rfc3339(text).value(); }

std::optional<domain::Authority> load(std::string_view text, mapping::Diagnostics& problems) {
  const Folder folder;
  const std::vector<std::string> fields{"code", "due_at", "fees", "results"};
  return load_authority(folder.write("authority.toml", text), fields, problems);
}

std::string good() {
  std::string text;
  for (const char* part : {"submission", "processing", "payment", "postal", "result"}) {
    text += std::string("[[owner]]\npart=\"") + part + "\"\nsystem=\"province\"\nsource=\"s\"\n";
  }
  return text +
         "[[status]]\npart=\"processing\"\nsource=\"s\"\nstatuses=[\"registered\",\"accepted\",\"not_accepted\","
         "\"processing\","
         "\"supplement_requested\",\"payment_requested\",\"withdrawn\",\"stopped\",\"completed\",\"returned\"]\n";
}

std::string with_exception(std::string_view body) {
  return good() + "[[exception]]\npart=\"processing\"\nowner=\"ministry\"\nsource=\"s\"\n" + std::string(body);
}

std::string with_delegate(std::string_view body) {
  return good() + "[[fields]]\npart=\"payment\"\nfields=[\"fees\"]\nsource=\"s\"\n" +
         "[[delegate]]\npart=\"payment\"\nsystem=\"keypay\"\nvalid_from=2025-07-01\nsource=\"s\"\n" + std::string(body);
}

TEST(CommittedAuthority, lets_the_post_return_a_result_and_nothing_else) {
  mapping::Diagnostics problems;
  const auto authority = load_authority(committed, canonical_fields(), problems);
  ASSERT_TRUE(authority) << lines(problems);
  const auto day = at("2026-06-15T08:30:00+07:00");
  const ProcedureCode birth("1.001193");
  for (const char* carrier : {"vnpost", "ems"}) {
    EXPECT_TRUE(authority->may_move(domain::SystemId(carrier), birth, Status::returned, day));
    EXPECT_FALSE(authority->may_move(domain::SystemId(carrier), birth, Status::completed, day));
    EXPECT_FALSE(
        authority->may_move(domain::SystemId(carrier), birth, Status::returned, at("2025-06-30T23:00:00+07:00")));
  }
}

TEST(CommittedAuthority, lets_the_platforms_state_the_payment_and_nothing_else) {
  mapping::Diagnostics problems;
  const auto authority = load_authority(committed, canonical_fields(), problems);
  ASSERT_TRUE(authority) << lines(problems);
  const auto day = at("2026-06-15T08:30:00+07:00");
  const ProcedureCode birth("1.001193");
  for (const char* platform : {"payment-platform", "keypay"}) {
    const domain::SystemId source(platform);
    EXPECT_TRUE(authority->may_state(source, birth, "payment", day));
    EXPECT_FALSE(authority->may_state(source, birth, "fees", day));
    EXPECT_FALSE(authority->may_state(source, birth, "payment", at("2025-06-30T23:00:00+07:00")));
    EXPECT_FALSE(authority->may_move(source, birth, Status::payment_requested, day));
  }
  EXPECT_TRUE(authority->may_state(domain::SystemId("province"), birth, "payment", day));
}

TEST(AuthorityLoader, names_what_is_wrong_with_a_delegate) {
  mapping::Diagnostics problems;
  const std::string delegates =
      "[[delegate]]\npart=\"result\"\nstatuses=[\"returned\"]\nsystem=\"vnpost\"\nvalid_from=2025-07-01\nsource=\"s\"\n"
      "[[delegate]]\npart=\"processing\"\nstatuses=[\"retuned\"]\nsystem=\"ems\"\nvalid_from=2025-07-01\n"
      "valid_to=2025-07-01\n";
  EXPECT_FALSE(load(good() + delegates, problems));
  EXPECT_EQ(count(problems, "authority.status"), 2) << lines(problems);
  EXPECT_EQ(count(problems, "authority.dates"), 1) << lines(problems);
}

TEST(CommittedAuthority, gives_every_part_to_the_province_but_the_processing_of_ministry_procedures) {
  const auto fields = canonical_fields();
  ASSERT_GT(fields.size(), 30U);
  mapping::Diagnostics problems;
  const auto authority = load_authority(committed, fields, problems);
  ASSERT_TRUE(authority) << lines(problems);
  const auto day = at("2026-06-15T08:30:00+07:00");
  const ProcedureCode residence("1.004222");
  const ProcedureCode birth("1.001193");
  for (const Part part : {Part::submission, Part::processing, Part::payment, Part::postal, Part::result}) {
    EXPECT_EQ(authority->owner(birth, part, day).value(), "province") << domain::name(part);
  }
  EXPECT_EQ(authority->owner(residence, Part::processing, day).value(), "ministry-generic");
  EXPECT_EQ(authority->owner(ProcedureCode("2.000815"), Part::processing, day).value(), "ministry-generic");
  EXPECT_EQ(authority->owner(residence, Part::result, day).value(), "province");
}

TEST(CommittedAuthority, starts_the_exceptions_at_midnight_in_viet_nam) {
  mapping::Diagnostics problems;
  const auto authority = load_authority(committed, canonical_fields(), problems);
  ASSERT_TRUE(authority) << lines(problems);
  const ProcedureCode residence("1.004222");
  EXPECT_EQ(authority->owner(residence, Part::processing, at("2025-06-30T23:59:59+07:00")).value(), "province");
  EXPECT_EQ(authority->owner(residence, Part::processing, at("2025-07-01T00:00:00+07:00")).value(), "ministry-generic");
}

TEST(CommittedAuthority, puts_statuses_and_fields_into_their_parts) {
  mapping::Diagnostics problems;
  const auto authority = load_authority(committed, canonical_fields(), problems);
  ASSERT_TRUE(authority) << lines(problems);
  EXPECT_EQ(authority->part_of(Status::withdrawn), Part::submission);
  EXPECT_EQ(authority->part_of(Status::not_accepted), Part::processing);
  EXPECT_EQ(authority->part_of(Status::returned), Part::result);
  EXPECT_EQ(authority->part_of_field("due_at"), Part::submission);
  EXPECT_EQ(authority->part_of_field("results"), Part::processing);
  EXPECT_EQ(authority->part_of_field("fees"), Part::payment);
  EXPECT_EQ(authority->part_of_field("return_method"), Part::result);
  EXPECT_EQ(authority->part_of_field("applicant"), Part::submission);
}

TEST(AuthorityLoader, ends_an_exception_on_its_day) {
  mapping::Diagnostics problems;
  const auto authority =
      load(with_exception("procedures=[\"1.004222\"]\nvalid_from=2025-07-01\nvalid_to=2026-01-01\n"), problems);
  ASSERT_TRUE(authority) << lines(problems);
  const ProcedureCode code("1.004222");
  EXPECT_EQ(authority->owner(code, Part::processing, at("2025-12-31T23:59:59+07:00")).value(), "ministry");
  EXPECT_EQ(authority->owner(code, Part::processing, at("2026-01-01T00:00:00+07:00")).value(), "province");
}

TEST(AuthorityLoader, reports_parts_and_statuses_that_nobody_owns) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load("", problems));
  EXPECT_EQ(count(problems, "authority.part", "no [[owner]]"), 5) << lines(problems);
  EXPECT_EQ(count(problems, "authority.status", "belongs to no part"), 10) << lines(problems);
}

TEST(AuthorityLoader, names_a_file_that_is_not_there) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_authority("no/such.toml", {}, problems));
  EXPECT_EQ(count(problems, "file.unreadable"), 1) << lines(problems);
}

struct Wrong {
  std::string text;
  std::string_view rule;
  std::string_view says;
};

class AuthorityRefusal : public testing::TestWithParam<Wrong> {};

TEST_P(AuthorityRefusal, is_named) {
  mapping::Diagnostics problems;
  EXPECT_FALSE(load(GetParam().text, problems));
  EXPECT_EQ(problems.size(), 1U) << lines(problems);
  EXPECT_EQ(count(problems, GetParam().rule, GetParam().says), 1) << lines(problems);
}

INSTANTIATE_TEST_SUITE_P(
    Entries, AuthorityRefusal,
    testing::Values(
        Wrong{good() + "[[owner]]\npart=\"result\"\nsystem=\"portal\"\nsource=\"s\"\n", "authority.part", "two owners"},
        Wrong{good() + "[[owner]]\npart=\"reslt\"\nsystem=\"portal\"\nsource=\"s\"\n", "authority.part",
              "did you mean 'result'?"},
        Wrong{good() + "[[status]]\npart=\"result\"\nstatuses=[\"returned\"]\nsource=\"s\"\n", "authority.status",
              "two parts"},
        Wrong{good() + "[[status]]\npart=\"result\"\nstatuses=[\"retrned\"]\nsource=\"s\"\n", "authority.status",
              "'returned'?"},
        Wrong{good() + "[[fields]]\npart=\"payment\"\nfields=[\"fee\"]\nsource=\"s\"\n", "authority.field",
              "did you mean 'fees'?"},
        Wrong{good() + "[[fields]]\npart=\"payment\"\nfields=[\"fees\",\"fees\"]\nsource=\"s\"\n", "authority.field",
              "two parts"},
        Wrong{good() + "[[fields]]\npart=\"payment\"\nfields=[\"fees\"]\n", "key.missing", "'source'"},
        Wrong{good() + "[[fields]]\npart=\"payment\"\nfields=[]\nsource=\"s\"\n", "key.type", "list of texts"},
        Wrong{with_exception("procedures=[\"1.004222.000.00.00.H55\"]\nvalid_from=2025-07-01\n"), "authority.procedure",
              "1.004222"},
        Wrong{with_exception("procedures=[\"1.004222\"]\nvalid_from=2025-07-01\nvalid_to=2025-07-01\n"),
              "authority.dates", "after"},
        Wrong{with_exception("procedures=[\"1.004222\",\"1.004222\"]\nvalid_from=2025-07-01\n"), "authority.dates",
              "same day"},
        Wrong{with_delegate("fields=[\"fee\"]\n"), "authority.field", "did you mean 'fees'?"},
        Wrong{with_delegate("fields=[\"results\"]\n"), "authority.field", "'results' does not belong to this part"},
        Wrong{with_delegate(""), "authority.delegate", "'statuses', 'fields' or both"},
        Wrong{with_delegate("fields=[]\n"), "key.type", "list of texts"},
        Wrong{with_exception("procedures=[\"1.004222\"]\n"), "key.missing", "valid_from"}));

}  // namespace
}  // namespace lienthong::ops
