#include "mapping/proof/step_samples.hpp"

#include "base/text.hpp"
#include "mapping/proof/correspondence.hpp"
#include "mapping/proof/edge_values.hpp"

#include <algorithm>
#include <set>

namespace lienthong::mapping::proof {
namespace {

/// Judges the two sides of a correspondence and files them as samples.
class Sorting {
 public:
  Sorting(const Step& step, Format format) : step_(&step), format_(format) {}

  void add(const Correspondence& one) {
    const bool inside = holds_all(Side::canonical, one.canonical) && holds_all(Side::external, one.external) &&
                        !stands_for_nothing(one.external);
    if (one.ways != Ways::inward && holds_all(Side::canonical, one.canonical))
      file(out_.canonical, {one.canonical, first_of(one.canonical), one.counted}, inside);
    if (one.ways != Ways::outward && holds_all(Side::external, one.external) && !stands_for_nothing(one.external))
      file(out_.external, {one.external, first_of(one.canonical), one.counted}, inside);
  }

  StepSamples sorted() { return std::move(out_); }

 private:
  [[nodiscard]] bool is_list() const { return step_->function.kind == FunctionKind::list && !step_->parts; }

  static Lexeme first_of(const Lexemes& lexemes) { return lexemes.empty() ? std::nullopt : lexemes.front(); }

  [[nodiscard]] bool holds_all(Side side, const Lexemes& lexemes) const {
    const codec::Wire wire = side == Side::external && format_ == Format::xml ? codec::Wire::xml : codec::Wire::json;
    if (side == Side::canonical && is_list()) return holds_items(lexemes);
    if (lexemes.empty()) return false;
    const bool parted = step_->parts && step_->parted == side;
    for (std::size_t i = 0; i < lexemes.size(); ++i) {
      const End& end = parted ? step_->part_ends[i] : side == Side::canonical ? step_->canonical : step_->external;
      const bool fine = lexemes[i] ? holds(*end.schema, *lexemes[i], wire) : may_be_absent(side, end);
      if (!fine) return false;
    }
    return true;
  }

  [[nodiscard]] bool may_be_absent(Side side, const End& end) const {
    return !end.required || (side == Side::external && !step_->absent.empty());
  }

  [[nodiscard]] bool holds_items(const Lexemes& items) const {
    const codec::SchemaNode& list = *step_->canonical.schema;
    const bool counted =
        items.size() >= list.min_items.value_or(0) && items.size() <= list.max_items.value_or(items.size());
    return counted && std::all_of(items.begin(), items.end(), [&](const Lexeme& item) {
             return item && (!list.item || holds(*list.item, *item, codec::Wire::json));
           });
  }

  [[nodiscard]] bool stands_for_nothing(const Lexemes& external) const {
    return std::any_of(external.begin(), external.end(), [&](const Lexeme& lexeme) {
      return lexeme && std::find(step_->absent.begin(), step_->absent.end(), *lexeme) != step_->absent.end();
    });
  }

  void file(Samples& samples, Sample sample, bool inside) {
    auto& known = &samples == &out_.canonical ? canonical_seen_ : external_seen_;
    if (!known.insert(sample.ends).second) return;
    if (!inside) sample.counted.clear();
    (inside ? samples.carried : samples.outside).push_back(std::make_shared<const Sample>(std::move(sample)));
  }

  const Step* step_;
  Format format_;
  StepSamples out_;
  std::set<Lexemes> canonical_seen_;
  std::set<Lexemes> external_seen_;
};

}  // namespace

StepSamples samples_of(const Step& step, Format format, const CodeTable::Version* version,
                       std::span<const std::string> hints) {
  Sorting sorting(step, format);
  const Correspondences all =
      step.parts ? part_correspondences_of(step) : correspondences_of(step, format, version, hints);
  for (const Correspondence& one : all) sorting.add(one);
  return sorting.sorted();
}

}  // namespace lienthong::mapping::proof
