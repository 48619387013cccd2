#pragma once

#include "mapping/plan.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace lienthong::mapping {

/// What a broken engine does to the document that a right one made.
using Distortion = std::function<base::Result<codec::Value>(const codec::Value&, codec::Arena&)>;

/// A plan with a fault in one direction: the proof must see it from outside.
class FaultyPlan final : public Plan {
 public:
  FaultyPlan(std::shared_ptr<const Plan> right, Distortion inward, Distortion outward)
      : right_(std::move(right)), inward_(std::move(inward)), outward_(std::move(outward)) {}

  enum class Refusals : std::uint8_t { kept, taken };
  /// taken: a document that the right plan refuses is mapped to an empty one.
  FaultyPlan(std::shared_ptr<const Plan> right, Refusals refusals) : right_(std::move(right)), refusals_(refusals) {}

  [[nodiscard]] const std::string& name() const override { return right_->name(); }
  [[nodiscard]] const std::string& version() const override { return right_->version(); }
  [[nodiscard]] Format format() const override { return right_->format(); }
  [[nodiscard]] const codec::XmlNames& xml_names() const override { return right_->xml_names(); }
  [[nodiscard]] const std::string& xml_root() const override { return right_->xml_root(); }
  [[nodiscard]] const codec::Schema& canonical_schema() const override { return right_->canonical_schema(); }
  [[nodiscard]] const codec::Schema& external_schema() const override { return right_->external_schema(); }
  [[nodiscard]] const Scope& program() const override { return right_->program(); }
  [[nodiscard]] const std::vector<LostField>& losses() const override { return right_->losses(); }

  [[nodiscard]] base::Result<codec::Value> to_canonical(const codec::Value& external, codec::Arena& arena,
                                                        Notes& notes) const override {
    auto out = right_->to_canonical(external, arena, notes);
    if (!out && refusals_ == Refusals::taken) return codec::Value::record({});
    return out && inward_ ? inward_(*out, arena) : out;
  }
  [[nodiscard]] base::Result<codec::Value> to_external(const codec::Value& canonical, codec::Arena& arena,
                                                       Notes& notes) const override {
    auto out = right_->to_external(canonical, arena, notes);
    if (!out && refusals_ == Refusals::taken) return codec::Value::record({});
    return out && outward_ ? outward_(*out, arena) : out;
  }
  [[nodiscard]] base::Result<codec::Value> explain_canonical(const codec::Value& external, codec::Arena& arena,
                                                             Notes& notes, Origins& origins) const override {
    return right_->explain_canonical(external, arena, notes, origins);
  }
  [[nodiscard]] base::Result<codec::Value> explain_external(const codec::Value& canonical, codec::Arena& arena,
                                                            Notes& notes, Origins& origins) const override {
    return right_->explain_external(canonical, arena, notes, origins);
  }

 private:
  std::shared_ptr<const Plan> right_;
  Distortion inward_;
  Distortion outward_;
  Refusals refusals_ = Refusals::kept;
};

}  // namespace lienthong::mapping
