#include "app/bank_upload.hpp"

#include "base/digest.hpp"
#include "codec/json.hpp"
#include "support/run_coroutine.hpp"
#include "unit/http/scripted_body.hpp"
#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/cut_store.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace lienthong::app {
namespace {

using http::testing::ScriptedBody;
using sync::testing::CutStore;
using sync::testing::replaced;
using sync::testing::StatementDesk;
using sync::testing::two_credits;

std::string file_with(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  return path.string();
}

/// Two banks: one with a name and a secret, one with a certificate alone.
ops::Config config_in(const std::filesystem::path& folder) {
  ops::Config out;
  out.fees.upload_bytes = 1024 * 1024;
  ops::BankConfig& vcb = out.banks.emplace_back();
  vcb.id = "vcb";
  vcb.client_id = "vcb-upload";
  vcb.client_secret_file = file_with(folder / "secret", "open sesame");
  ops::BankConfig& agri = out.banks.emplace_back();
  agri.id = "agri";
  agri.certificate_cn = "agri.example";
  return out;
}

struct Edge {
  boost::asio::io_context io;
  StatementDesk desk;
  CutStore store{*desk.store};
  ops::Config config = config_in(desk.folder);
  std::unique_ptr<BankUpload> upload;
  http::Router router;

  Edge() {
    sync::StatementBank agri = desk.bank;
    agri.id = "agri";
    const base::Secret key("signing");
    upload = BankUpload::make(config, {desk.bank, agri}, key, {store, desk.clock, desk.spool}).value();
    upload->add_routes(router);
  }

  http::Response post(const std::string& bank, http::BodyReader& body, std::map<std::string, std::string> headers,
                      std::optional<std::string> certificate = std::nullopt) {
    const auto found = router.find("POST", "/api/v1/banks/" + bank + "/statements");
    EXPECT_NE(found.route, nullptr);
    http::Request request;
    request.parameters = found.parameters;
    request.headers = std::move(headers);
    request.client_certificate = std::move(certificate);
    return lienthong::testing::run(io, found.route->receive(std::move(request), body, lienthong::testing::soon()));
  }
  http::Response post(const std::string& bank, const std::string& body, std::map<std::string, std::string> headers = {},
                      std::optional<std::string> certificate = std::nullopt) {
    ScriptedBody pieces({body.substr(0, body.size() / 3), body.substr(body.size() / 3)});
    return post(bank, pieces, std::move(headers), std::move(certificate));
  }
  http::Response post(const std::string& body, std::map<std::string, std::string> headers = {}) {
    headers.merge(vcb());
    return post("vcb", body, std::move(headers));
  }
  static std::map<std::string, std::string> vcb() {
    return {{"authorization", "Basic " + base::to_base64("vcb-upload:open sesame")}};
  }
  /// Removing a draft is left to the upload's disk; after its stop it is done.
  std::size_t files_in_spool() {
    upload->stop();
    std::size_t files = 0;
    for (const auto& one : std::filesystem::recursive_directory_iterator(desk.folder / "spool"))
      files += one.is_regular_file() ? 1U : 0U;
    return files;
  }
};

TEST(BankUpload, TakesAStatementOnce) {
  Edge edge;
  const auto first = edge.post(two_credits().text());
  EXPECT_EQ(first.status, 201U) << first.body;
  EXPECT_NE(first.body.find(R"("taken":"accepted")"), std::string::npos);
  EXPECT_EQ(edge.post(two_credits().text()).status, 200U);
  EXPECT_EQ(edge.desk.chain().size(), 1U);
}

TEST(BankUpload, WantsProofOfWhoCalls) {
  Edge edge;
  const std::string body = two_credits().text();
  EXPECT_EQ(edge.post("vcb", body).status, 401U);
  EXPECT_EQ(edge.post("vcb", body, {{"authorization", "Basic " + base::to_base64("vcb-upload:guess")}}).status, 401U);
  EXPECT_EQ(edge.post("nobody", body).status, 401U);
  EXPECT_EQ(edge.post("agri", body).status, 401U);
  EXPECT_EQ(edge.post("agri", body, {}, "vcb.example").status, 401U);
  EXPECT_EQ(edge.post("agri", body, {{"authorization", "Basic " + base::to_base64("vcb-upload:open sesame")}}).status,
            401U);
  EXPECT_TRUE(edge.desk.chain().empty());
  EXPECT_EQ(edge.post("agri", body, {}, "agri.example").status, 201U);
}

TEST(BankUpload, ExplainsEveryReason) {
  Edge edge;
  const std::string bad = replaced(two_credits().text(), ">1028000<", ">1028001<");
  const auto answer = edge.post(bad);
  EXPECT_EQ(answer.status, 422U);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  codec::Arena arena;
  const auto problem = codec::read_json(answer.body, arena);
  ASSERT_TRUE(problem);
  ASSERT_EQ(problem->find("reasons")->items().size(), 1U);
  EXPECT_EQ(problem->find("reasons")->items()[0].find("rule")->scalar(), "statement.balance_sum");
  const auto text = edge.post(bad, {{"accept", "text/plain"}});
  EXPECT_EQ(text.content_type, "text/plain; charset=utf-8");
  EXPECT_NE(text.body.find("không bằng số dư cuối kỳ"), std::string::npos);
  EXPECT_TRUE(edge.desk.spool.find(base::sha256_hex(bad)));
}

TEST(BankUpload, AsksToSendAgainWhenTheStoreDoesNotTakeItAndKeepsTheBytes) {
  Edge edge;
  edge.store.allow(0);
  const std::string body = two_credits().text();
  EXPECT_EQ(edge.post(body).status, 503U);
  EXPECT_TRUE(edge.desk.spool.find(base::sha256_hex(body)));
  edge.store.allow(100);
  EXPECT_EQ(edge.post(body).status, 201U);
}

TEST(BankUpload, TakesNothingLargerThanWasSet) {
  Edge edge;
  const auto found = edge.router.find("POST", "/api/v1/banks/vcb/statements");
  EXPECT_EQ(found.route->body_limit, edge.config.fees.upload_bytes);
}

TEST(BankUpload, ReadsNothingOfACallerItDoesNotKnow) {
  Edge edge;
  ScriptedBody body({two_credits().text()});
  EXPECT_EQ(edge.post("vcb", body, {}).status, 401U);
  EXPECT_EQ(body.asked(), 0);
}

TEST(BankUpload, ABodyThatIsCutLeavesNothing) {
  Edge edge;
  const std::string piece(400'000, ' ');
  ScriptedBody body({piece, piece}, base::Error(base::ErrorKind::transient, "http.body_cut", "cut"));
  EXPECT_EQ(edge.post("vcb", body, Edge::vcb()).status, 503U);
  EXPECT_EQ(edge.files_in_spool(), 0U);
}

TEST(BankUpload, ABodyOverTheLimitLeavesNothing) {
  Edge edge;
  const std::string piece(600'000, ' ');
  ScriptedBody body({piece, piece, piece});
  const auto answer = edge.post("vcb", body, Edge::vcb());
  EXPECT_EQ(answer.status, 413U) << answer.body;
  EXPECT_EQ(body.asked(), 2) << "the rest is not read";
  EXPECT_EQ(edge.files_in_spool(), 0U);
}

TEST(BankUpload, AsksToSendAgainWhileTheGatewayStops) {
  Edge edge;
  edge.upload->stop();
  EXPECT_EQ(edge.post(two_credits().text()).status, 503U);
}

}  // namespace
}  // namespace lienthong::app
