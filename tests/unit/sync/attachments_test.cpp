#include "sync/attachments.hpp"

#include "codec/json.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;

constexpr std::string_view with_files =
    R"({"code":"x","documents":[{"name":"a.pdf","content":"JVBERi0xLjQK"},{"name":"b.pdf","content":"JVBERi0xLjQK"},{"name":"c"}]})";

TEST(Attachments, AreLiftedOnceAndPutBackExactly) {
  codec::Arena arena;
  const auto document = codec::read_json(with_files, arena).value();
  const Lifted lifted = lift_attachments(document, arena).value();
  ASSERT_EQ(lifted.attachments.size(), 1U);
  EXPECT_EQ(lifted.attachments[0].bytes, "%PDF-1.4\n");
  EXPECT_EQ(codec::write_json(lifted.document).find("JVBER"), std::string::npos);
  EXPECT_EQ(attachment_refs(lifted.document), std::vector<std::string>{lifted.attachments[0].digest});
  const auto back =
      inline_attachments(lifted.document, {{lifted.attachments[0].digest, lifted.attachments[0].bytes}}, arena).value();
  EXPECT_TRUE(codec::same(back, document));
}

TEST(Attachments, ThatAreNotBase64AreRefusedByPath) {
  codec::Arena arena;
  const auto document =
      codec::read_json(R"({"documents":[{"name":"a"},{"name":"b","content":"không phải"}]})", arena).value();
  const auto lifted = lift_attachments(document, arena);
  ASSERT_FALSE(lifted.has_value());
  EXPECT_EQ(lifted.error().code(), "attachment.base64");
  EXPECT_NE(lifted.error().describe().find("documents[1]"), std::string::npos);
}

TEST(Attachments, ThatTheStoreLostAreNeverSentEmpty) {
  codec::Arena arena;
  const auto document = codec::read_json(R"({"documents":[{"name":"a","content_ref":"abc"}]})", arena).value();
  EXPECT_EQ(inline_attachments(document, {}, arena).error().code(), "attachment.lost");
}

TEST(Attachments, AddressesAreStableSignedAndBoundToDossierAndContent) {
  const AttachmentAddress address("https://gateway.example", base::Secret("key"));
  const std::string url = address.of(dossier_code, "abc");
  EXPECT_EQ(url, address.of(dossier_code, "abc"));
  const std::string signature = url.substr(url.find("sig=") + 4);
  EXPECT_TRUE(address.signature_fits(dossier_code, "abc", signature));
  EXPECT_FALSE(address.signature_fits(dossier_code, "abd", signature));
  EXPECT_FALSE(address.signature_fits(domain::DossierCode("H55.12-260615-0002"), "abc", signature));
  EXPECT_FALSE(address.signature_fits(dossier_code, "abc", ""));
}

}  // namespace
}  // namespace lienthong::sync
