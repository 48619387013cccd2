#include "mapping/proof/correspondence.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "mapping/proof/edge_values.hpp"
#include "mapping/proof/vietnamese_text.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

using codec::SchemaNode;

/// The correspondences of one function; `same` for every function that does not change the lexeme.
class Builder {
 public:
  Builder(const Step& step, Format format, const CodeTable::Version* version, std::span<const std::string> hints)
      : step_(&step),
        format_(format),
        version_(version),
        hints_(hints),
        canonical_(step.canonical.schema),
        external_(step.external.schema) {}

  Correspondences build() {
    switch (step_->function.kind) {
      case FunctionKind::identity:
        identity();
        break;
      case FunctionKind::text:
        texts();
        break;
      case FunctionKind::trimmed:
        trimmed();
        break;
      case FunctionKind::instant:
        instants();
        break;
      case FunctionKind::date:
        dates();
        break;
      case FunctionKind::epoch:
        epochs();
        break;
      case FunctionKind::code:
        codes();
        break;
      case FunctionKind::integer:
        for (const std::string& lexeme : edge_integers(*canonical_, *external_)) same(lexeme);
        break;
      case FunctionKind::flag:
        add({"true"}, {step_->function.yes}, Ways::both, "true");
        add({"false"}, {step_->function.no}, Ways::both, "false");
        add({}, {step_->function.yes + step_->function.no + "?"});
        break;
      case FunctionKind::boolean:
        booleans();
        break;
      case FunctionKind::base64:
        base64();
        break;
      case FunctionKind::url:
        urls();
        break;
      case FunctionKind::list:
        lists();
        break;
    }
    return std::move(out_);
  }

 private:
  void add(Lexemes canonical, Lexemes external, Ways ways = Ways::both, std::string counted = {}) {
    out_.push_back({std::move(canonical), std::move(external), ways, std::move(counted)});
  }
  void same(const std::string& lexeme, std::string counted = {}) {
    add({lexeme}, {lexeme}, Ways::both, std::move(counted));
  }

  [[nodiscard]] std::vector<std::string> values(std::optional<std::size_t> cut_at = std::nullopt) const {
    return hinted(edge_values(*canonical_, *external_, cut_at));
  }

  /// The hints behind the edges: what is not of the function's form is left out by whoever reads it.
  [[nodiscard]] std::vector<std::string> hinted(std::vector<std::string> edges) const {
    edges.insert(edges.end(), hints_.begin(), hints_.end());
    return edges;
  }

  void identity() {
    const bool listed = !canonical_->one_of.empty() || !external_->one_of.empty();
    const bool truths = canonical_->type == SchemaType::boolean;
    for (const std::string& lexeme : values()) same(lexeme, listed || truths ? lexeme : "");
    if (truths) numeric_truths();
  }

  void texts() {
    const std::size_t limit = step_->function.cut_at.value_or(std::string::npos);
    for (const std::string& lexeme : values(step_->function.cut_at)) {
      const std::string text = base::to_nfc(lexeme);
      const std::string cut(base::cut_code_points(text, limit));
      add({lexeme}, {cut}, Ways::outward);
      add({lexeme}, {lexeme}, Ways::inward);
    }
  }

  void trimmed() {
    for (const std::string& lexeme : values()) {
      const std::string text(base::trim(lexeme));
      if (text == lexeme) {
        same(lexeme);
      } else {
        add({text}, {lexeme}, Ways::inward);
        add({lexeme}, {text}, Ways::outward);
      }
    }
    const std::string word = vietnamese_text(4);
    add({word}, {" " + word + "\t"}, Ways::inward);
  }

  void instants() {
    for (const std::string& lexeme : hinted(edge_instants())) {
      const auto at = read_rfc3339(lexeme);
      if (!at) continue;
      const auto external = step_->function.pattern->write(*at, arena_);
      if (!external) {
        add({lexeme}, {});
        continue;
      }
      add({lexeme}, {std::string(*external)}, Ways::outward);
      const auto kept = step_->function.pattern->read(*external);
      if (kept) add({base::to_rfc3339(*kept)}, {std::string(*external)}, Ways::inward);
    }
    for (const char* wrong : {"20260230083000", "2026-13-01", "x"}) add({}, {wrong});
  }

  void dates() {
    for (const std::string& lexeme : hinted(edge_dates())) {
      if (!read_date(lexeme)) continue;
      const auto external = write_date(step_->function.dates, lexeme, arena_);
      add({lexeme}, external ? Lexemes{std::string(*external)} : Lexemes{});
    }
    for (const char* wrong : {"30/02/2026", "2026-02-30", "0"}) add({}, {wrong});
  }

  void epochs() {
    constexpr std::int64_t surely_milliseconds = 100'000'000'000;
    for (const std::string& lexeme : hinted(edge_instants())) {
      const auto at = read_rfc3339(lexeme);
      if (!at) continue;
      const std::int64_t ms = base::unix_ms(*at);
      const bool readable = ms >= 0 && (step_->function.unit != EpochUnit::detect || ms >= surely_milliseconds);
      if (!readable) {
        add({lexeme}, {});
        continue;
      }
      const auto second = base::to_rfc3339(base::from_unix_ms(ms / 1000 * 1000));
      if (step_->function.unit == EpochUnit::seconds) {
        add({lexeme}, {std::to_string(ms / 1000)}, Ways::outward);
        add({second}, {std::to_string(ms / 1000)}, Ways::inward);
      } else {
        add({lexeme}, {std::to_string(ms)});
        if (step_->function.unit == EpochUnit::detect && ms / 1000 < surely_milliseconds)
          add({second}, {std::to_string(ms / 1000)}, Ways::inward);
      }
    }
    add({}, {"-1"});
  }

  void codes() {
    if (version_ == nullptr) return;
    for (const auto& [canonical, external] : version_->outward) {
      const auto back = version_->inward.find(external);
      const bool both = back != version_->inward.end() && back->second == canonical;
      add({canonical}, {external}, both ? Ways::both : Ways::outward, canonical);
    }
    for (const auto& [external, canonical] : version_->inward) {
      const auto there = version_->outward.find(canonical);
      if (there == version_->outward.end() || there->second != external)
        add({canonical}, {external}, Ways::inward, external);
    }
    for (const auto& refusal : version_->refused_canonical) add({refusal.code}, {});
    for (const auto& refusal : version_->refused_external) add({}, {refusal.code});
    add({"no-such-code"}, {});
    add({}, {"no-such-code"});
  }

  void booleans() {
    for (const char* lexeme : {"true", "false"}) same(lexeme, lexeme);
    numeric_truths();
  }

  /// XML Schema has two spellings of each.
  void numeric_truths() {
    if (format_ != Format::xml) return;
    add({"true"}, {"1"}, Ways::inward);
    add({"false"}, {"0"}, Ways::inward);
  }

  void base64() {
    for (const std::size_t bytes : {3U, 1U, 0U, 2U, 600U}) same(base::to_base64(std::string(bytes, '\xB3')));
    for (const SchemaNode* node : {canonical_, external_}) {
      for (const auto& edge : {node->min_length, node->max_length}) {
        if (edge && *edge < 20'000) same(base::to_base64(std::string(*edge / 4 * 3, 'a')));
      }
    }
    add({"tệp"}, {});
    add({}, {"tệp"});
  }

  void urls() {
    same("https://tep.example/a");
    same("http://tep.example:8080/%E1%BB%87/b?c=d&e=f#g");
    for (const SchemaNode* node : {canonical_, external_}) {
      const auto edge = node->max_length;
      if (!edge || *edge < 30 || *edge > 20'000) continue;
      for (const std::size_t length : {*edge - 1, *edge, *edge + 1})
        same("https://tep.example/" + std::string(length - 20, 'a'));
    }
    for (const char* wrong : {"/tep/a", "https://tep.example/a b", "ftp://tep.example/a", "https://tep.example/ế"}) {
      add({wrong}, {});
      add({}, {wrong});
    }
  }

  void lists() {
    const std::string& separator = step_->function.separator;
    for (const Lexemes& items : {Lexemes{"Huế"}, Lexemes{"Huế", vietnamese_text(20)}, Lexemes{},
                                 Lexemes{"a", "b", "c", "d", "e"}, Lexemes{"a", "", "c"}}) {
      std::string joined;
      for (std::size_t i = 0; i < items.size(); ++i) joined += (i == 0 ? "" : separator) + *items[i];
      add(items, {joined});
    }
    add({"a" + separator + "b"}, {});
    add({""}, {});
  }

  const Step* step_;
  Format format_;
  const CodeTable::Version* version_;
  std::span<const std::string> hints_;
  const SchemaNode* canonical_;
  const SchemaNode* external_;
  codec::Arena arena_;
  Correspondences out_;
};

}  // namespace

Correspondences correspondences_of(const Step& step, Format format, const CodeTable::Version* version,
                                   std::span<const std::string> hints) {
  return Builder(step, format, version, hints).build();
}

}  // namespace lienthong::mapping::proof
