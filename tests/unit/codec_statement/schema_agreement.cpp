#include "unit/codec_statement/schema_agreement.hpp"

#include "codec/statement/camt_schema.hpp"
#include "codec/statement/schema_walk.hpp"
#include "codec/xml_gate.hpp"
#include "unit/codec_statement/recorder.hpp"
#include "unit/codec_statement/xml_mutation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <vector>

namespace lienthong::codec::testing {
namespace {

/// For each element, in document order, whether our schema leaves its content open.
class OpenParts final : public XmlSink {
 public:
  std::optional<base::Error> open(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    if (!walk_) {
      const auto* schema = *camt_schema_of(name.uri);
      walk_.emplace(*schema->root, "Document", schema->uri);
    }
    auto error = walk_->open(name, attributes);
    flags.push_back(walk_->passes_over());
    return error;
  }
  void text(std::string_view piece) override { EXPECT_FALSE(walk_->text(piece)); }
  std::optional<base::Error> close() override { return walk_->close(); }

  std::vector<bool> flags;

 private:
  std::optional<SchemaWalk> walk_;
};

/// What no schema says: a status that only one bank knows, a year of five digits, a statement with a number below zero.
bool is_about_meaning(const std::string& refusal) {
  constexpr std::array<std::string_view, 3> rules{"camt.status:", "camt.date:", "camt.number:"};
  return std::any_of(rules.begin(), rules.end(), [&](std::string_view rule) { return refusal.starts_with(rule); });
}

void judge(const std::string& document, bool is_open, const Schema& schema, Agreement& agreement) {
  const auto refusal = refusal_of_camt(document);
  const auto problems = schema.check_xml(document);
  if (refusal.empty() && problems.empty()) {
    ++agreement.accepted;
  } else if (!refusal.empty() && !problems.empty()) {
    ++agreement.refused;
  } else if (is_about_meaning(refusal)) {
    ++agreement.meaning;
  } else if (refusal.empty() && is_open) {
    ++agreement.open;
  } else {
    const auto theirs = problems.empty() ? "nothing" : problems.front().path + " " + problems.front().rule;
    ADD_FAILURE() << "reader: " << refusal << "\nschema: " << theirs << "\n" << document;
  }
}

}  // namespace

std::shared_ptr<const Schema> load_camt_xsd(const std::filesystem::path& file) {
  auto schema = load_xsd(file, "Document", {{"urn:iso:std:iso:20022:tech:xsd:" + file.stem().string(), ""}});
  EXPECT_TRUE(schema.has_value()) << file << ": " << schema.error().describe();
  return *schema;
}

void expect_agreement(const std::string& document, const Schema& schema, std::size_t phase, std::size_t of,
                      Agreement& agreement) {
  OpenParts parts;
  ASSERT_FALSE(read_xml_events(document, parts, Limits{}));
  const auto elements = elements_of(document);
  ASSERT_EQ(elements.size(), parts.flags.size());
  judge(document, false, schema, agreement);
  std::size_t turn = phase;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    for (const auto& mutation : mutations(document, elements[i])) {
      if (turn++ % of == 0) judge(mutation, parts.flags[i], schema, agreement);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

}  // namespace lienthong::codec::testing
