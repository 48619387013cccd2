#include "codec/statement.hpp"
#include "codec/statement/camt_draft.hpp"
#include "codec/statement/camt_paths.hpp"
#include "codec/statement/camt_schema.hpp"
#include "codec/statement/schema_walk.hpp"
#include "codec/statement/xml_stream.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view root_name = "Document";

/// What the XML tells goes to the schema first, then to the draft.
class CamtReader final : public StatementReader, private XmlSink {
 public:
  CamtReader(domain::StatementSink& sink, const StatementLimits& limits) : xml_(*this, limits), draft_(sink, limits) {}

  std::optional<Error> feed(std::string_view bytes) override { return xml_.feed(bytes); }
  std::optional<Error> finish() override { return xml_.finish(); }

 private:
  std::optional<Error> open(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    if (!walk_) {
      if (auto error = begin(name)) return error;
    }
    if (auto error = walk_->open(name, attributes)) return at_entry(std::move(*error));
    if (walk_->passes_over()) return std::nullopt;
    const bool is_root = places_.empty();
    const auto* parent = is_root ? nullptr : places_.back();
    const auto* place = is_root ? &CamtPaths::root() : parent == nullptr ? nullptr : parent->child(name.local);
    places_.push_back(place);
    for (const auto& attribute : attributes) {
      if (attribute.name.local == "Ccy") draft_.currency = domain::Currency::from_code(attribute.value);
    }
    draft_.line = xml_.line();
    return place == nullptr || place->opened == nullptr ? std::nullopt : refused(place->opened(draft_));
  }

  void text(std::string_view piece) override {
    if (!late_error_) late_error_ = walk_->text(piece);
  }

  std::optional<Error> close() override {
    if (late_error_) return at_entry(std::move(*late_error_));
    const bool passed_over = walk_->passes_over();
    if (auto error = walk_->close()) return at_entry(std::move(*error));
    if (passed_over) return std::nullopt;
    const auto* place = places_.back();
    places_.pop_back();
    return place == nullptr || place->closed == nullptr ? std::nullopt
                                                        : refused(place->closed(draft_, walk_->closed_text()));
  }

  std::optional<Error> begin(const XmlName& name) {
    auto schema = camt_schema_of(name.uri);
    if (!schema) return std::move(schema).error();
    if (name.local != root_name) {
      return Error(ErrorKind::unsupported, "camt.root", "the document's element is not Document");
    }
    draft_.header.kind = (*schema)->kind;
    draft_.header.version = (*schema)->version;
    walk_.emplace(*(*schema)->root, root_name, (*schema)->uri);
    return std::nullopt;
  }

  std::optional<Error> refused(Refused why) const {
    if (why == nullptr) return std::nullopt;
    return at_entry(Error(why->kind, std::string(why->code), std::string(why->text)));
  }

  [[nodiscard]] Error at_entry(Error error) const {
    const auto entry = draft_.entry_number();
    return entry == 0 ? std::move(error) : std::move(error).with("entry", std::to_string(entry));
  }

  XmlStream xml_;
  CamtDraft draft_;
  std::optional<SchemaWalk> walk_;
  std::vector<const CamtPaths::Node*> places_;
  std::optional<Error> late_error_;  ///< a text cannot stop the reading; the end of its element can
};

}  // namespace

std::unique_ptr<StatementReader> make_camt_reader(domain::StatementSink& sink, const StatementLimits& limits) {
  return std::make_unique<CamtReader>(sink, limits);
}

}  // namespace lienthong::codec
