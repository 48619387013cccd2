#pragma once

#include "mapping/evaluate.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <memory>
#include <string>
#include <utility>

namespace lienthong::mapping {

/// One form of a mapping file, ready to run. Holds everything its program points into.
struct PlanParts {
  std::string name;
  std::string file;  ///< as it was named; for explain
  std::string version;
  Format format = Format::json;
  codec::XmlNames xml_names;
  std::string xml_root;
  std::shared_ptr<const codec::Schema> canonical;
  std::shared_ptr<const codec::Schema> external;
  std::vector<std::shared_ptr<const codec::Schema>> embedded;  ///< schemas of embedded documents
  std::vector<LostField> losses;
  std::unique_ptr<const Scope> program;
};

class CompiledPlan final : public Plan {
 public:
  explicit CompiledPlan(PlanParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] const std::string& name() const override { return parts_.name; }
  [[nodiscard]] const std::string& version() const override { return parts_.version; }
  [[nodiscard]] Format format() const override { return parts_.format; }
  [[nodiscard]] const codec::XmlNames& xml_names() const override { return parts_.xml_names; }
  [[nodiscard]] const std::string& xml_root() const override { return parts_.xml_root; }
  [[nodiscard]] const codec::Schema& canonical_schema() const override { return *parts_.canonical; }
  [[nodiscard]] const codec::Schema& external_schema() const override { return *parts_.external; }

  [[nodiscard]] base::Result<codec::Value> to_canonical(const codec::Value& external, codec::Arena& arena,
                                                        Notes& notes) const override;
  [[nodiscard]] base::Result<codec::Value> to_external(const codec::Value& canonical, codec::Arena& arena,
                                                       Notes& notes) const override;
  [[nodiscard]] base::Result<codec::Value> explain_canonical(const codec::Value& external, codec::Arena& arena,
                                                             Notes& notes, Origins& origins) const override;
  [[nodiscard]] base::Result<codec::Value> explain_external(const codec::Value& canonical, codec::Arena& arena,
                                                            Notes& notes, Origins& origins) const override;

  [[nodiscard]] const Scope& program() const override { return *parts_.program; }
  [[nodiscard]] const std::vector<LostField>& losses() const override { return parts_.losses; }

 private:
  [[nodiscard]] base::Result<void> gate(const codec::Value& external) const;
  [[nodiscard]] base::Result<codec::Value> run(Direction direction, const codec::Value& input, codec::Arena& arena,
                                               Notes& notes, Origins* origins) const;

  PlanParts parts_;
};

}  // namespace lienthong::mapping
