#pragma once

#include "base/result.hpp"
#include "codec/limits.hpp"
#include "mapping/plan.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// Which way a message goes through a mapping.
enum class Way : std::uint8_t {
  in,  ///< external → canonical
  out  ///< canonical → external
};
[[nodiscard]] constexpr std::string_view name(Way way) { return way == Way::in ? "in" : "out"; }

/// Bytes of a peer's message, as the plan's format reads them. `invalid` "xml.root" for another root element.
[[nodiscard]] base::Result<codec::Value> read_external(const Plan& plan, std::string_view bytes, codec::Arena& arena,
                                                       const codec::Limits& limits = {});
[[nodiscard]] base::Result<std::string> write_external(const Plan& plan, const codec::Value& value);
/// What the schema's own validator says of a message that was read from, or written to, `bytes`.
[[nodiscard]] std::vector<codec::SchemaProblem> external_problems(const Plan& plan, const codec::Value& value,
                                                                  std::string_view bytes);

/// Why a message is refused; safe to print.
struct Refusal {
  std::string code;  ///< "json.syntax", "mapping.code_unmapped", "schema.maxLength"
  std::string path;  ///< empty: the document
  std::string text;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// One message after its way through a plan.
struct Passage {
  codec::Value input;   ///< null when it could not be read
  codec::Value output;  ///< null when refused
  std::string bytes;    ///< the output as it is sent or stored
  Notes notes;
  Origins origins;  ///< of explain only
  std::vector<Refusal> refusals;
  [[nodiscard]] bool accepted() const { return refusals.empty(); }
};

/// What the gateway's edge does to `bytes`, and the validators of both schemas on top: read, check, map, check, write.
[[nodiscard]] Passage pass(const Plan& plan, Way way, std::string_view bytes, codec::Arena& arena,
                           const codec::Limits& limits = {});
/// The same with the origin of every field of the output.
[[nodiscard]] Passage pass_explained(const Plan& plan, Way way, std::string_view bytes, codec::Arena& arena,
                                     const codec::Limits& limits = {});

}  // namespace lienthong::mapping
