#include "mapping/constraints.hpp"
#include "mapping/convert.hpp"
#include "mapping/parts.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::Value;

using Texts = std::array<std::string_view, most_parts>;

std::optional<std::size_t> optional_part(const Step& step) {
  if (step.parts->kind != PartsKind::join) return std::nullopt;
  const auto& ends = step.part_ends;
  const auto found = std::find_if(ends.begin(), ends.end(), [](const End& end) { return !end.required; });
  return found == ends.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - ends.begin()));
}

bool stands_for_nothing(const Step& step, std::string_view lexeme) {
  return std::find(step.absent.begin(), step.absent.end(), lexeme) != step.absent.end();
}

/// The checked text of one end; a view without data when it is not there.
tl::expected<std::string_view, Fault> text_of(const Step& step, Side side, const End& end, const Value* value,
                                              Format format) {
  if (value == nullptr) return std::string_view{};
  if (side == Side::canonical) {
    if (!value->is_text()) return tl::unexpected(Fault{"mapping.type", "not of the type the schema says"});
    if (auto fault = broken_constraint(value->scalar(), *end.schema, Format::json)) return tl::unexpected(*fault);
    return value->scalar();
  }
  const auto lexeme = external_lexeme(*value, *end.schema, format);
  if (!lexeme) return lexeme;
  if (stands_for_nothing(step, *lexeme)) return std::string_view{};
  if (auto fault = broken_constraint(*lexeme, *end.schema, format)) return tl::unexpected(*fault);
  return lexeme->data() == nullptr ? std::string_view("") : *lexeme;
}

/// "03" for a field of integers is 3.
std::string_view spelt_for(const End& end, std::string_view text, Arena& arena) {
  if (end.schema->type != SchemaType::integer || text.data() == nullptr) return text;
  return whole_number(text, arena).value_or(text);
}

/// What a part loses by its zeros it gets back, when it is a number: 3 becomes "03", and 3 again.
bool comes_back(const Step& step, std::string_view whole, std::span<const std::string_view> parts, Arena& arena) {
  Texts texts{};
  const auto again = std::span(texts).first(parts.size());
  if (!split_parts(*step.parts, whole, optional_part(step), again, arena)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (spelt_for(step.part_ends[i], again[i], arena) != parts[i]) return false;
  }
  return true;
}

/// One end's value of a text; `absent` where the external side has a value for that.
Crossed written(const Step& step, Side side, const End& end, std::string_view text, std::string_view note,
                Format format) {
  const bool json = format == Format::json;
  const Wire wire = side == Side::external && json ? wire_of(end.schema->type) : Wire::text;
  if (text.data() == nullptr) {
    if (side == Side::canonical || step.absent.empty() || !step.write_absent) return Crossing{std::nullopt, note};
    return Crossing{spelt(step.absent.front(), wire), note};
  }
  const Format document = side == Side::canonical ? Format::json : format;
  if (auto fault = broken_constraint(text, *end.schema, document)) return tl::unexpected(*fault);
  return Crossing{spelt(text, wire), note};
}

std::string_view note_of(Exactness exactness) { return exactness == Exactness::exact ? "" : "parts.inexact"; }

}  // namespace

Crossed cross_to_part(const Step& step, const Value* whole, std::size_t part, const CrossingContext& context,
                      Arena& arena) {
  const bool canonical_whole = step.parted == Side::external;
  const End& end = canonical_whole ? step.canonical : step.external;
  const Side whole_side = canonical_whole ? Side::canonical : Side::external;
  const auto text = text_of(step, whole_side, end, whole, context.format);
  if (!text) return tl::unexpected(text.error());
  Texts texts{};
  const auto places = std::span(texts).first(step.part_ends.size());
  std::string_view note;
  if (text->data() != nullptr) {
    const auto split = split_parts(*step.parts, *text, optional_part(step), places, arena);
    if (!split) return tl::unexpected(split.error());
    if (part == 0) note = note_of(*split);  // once, not for each part
  }
  const std::string_view text_of_part = spelt_for(step.part_ends[part], places[part], arena);
  return written(step, step.parted, step.part_ends[part], text_of_part, note, context.format);
}

Crossed cross_to_whole(const Step& step, std::span<const Value* const> parts, const CrossingContext& context,
                       Arena& arena) {
  Texts texts{};
  const auto places = std::span(texts).first(step.part_ends.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto text = text_of(step, step.parted, step.part_ends[i], parts[i], context.format);
    if (!text) return tl::unexpected(text.error());
    places[i] = *text;
  }
  const auto joined = join_parts(*step.parts, places, optional_part(step), arena);
  if (!joined) return tl::unexpected(joined.error());
  Exactness exactness = joined->exactness;
  if (exactness == Exactness::inexact && comes_back(step, joined->text, places, arena)) exactness = Exactness::exact;
  const bool canonical_whole = step.parted == Side::external;
  const End& end = canonical_whole ? step.canonical : step.external;
  const Side whole_side = canonical_whole ? Side::canonical : Side::external;
  return written(step, whole_side, end, joined->text, note_of(exactness), context.format);
}

}  // namespace lienthong::mapping
