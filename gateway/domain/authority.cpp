#include "domain/authority.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace lienthong::domain {
namespace {

void find_ties(const std::vector<Authority::Exception>& exceptions, std::vector<std::string>& problems) {
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const auto& one = exceptions[i];
    if (one.valid_to && *one.valid_to <= one.valid_from) {
      problems.push_back("the exception for " + one.procedure.value() + " ends before it starts");
    }
    for (std::size_t j = i + 1; j < exceptions.size(); ++j) {
      const auto& other = exceptions[j];
      if (one.procedure == other.procedure && one.part == other.part && one.valid_from == other.valid_from) {
        problems.push_back("two exceptions for " + one.procedure.value() + " start at the same moment");
      }
    }
  }
}

bool speaks(const Authority::Delegate& delegate, const SystemId& source, base::Instant received_at) {
  const bool begun = received_at >= delegate.valid_from;
  const bool ended = delegate.valid_to && received_at >= *delegate.valid_to;
  return delegate.system == source && begun && !ended;
}

}  // namespace

std::vector<std::string> Authority::problems(const std::map<Part, SystemId>& owners,
                                             const std::map<Status, Part>& status_parts,
                                             const std::vector<Exception>& exceptions) {
  std::vector<std::string> found;
  for (const Part part : {Part::submission, Part::processing, Part::payment, Part::postal, Part::result}) {
    const auto owner = owners.find(part);
    if (owner == owners.end() || owner->second.value().empty())
      found.push_back("no owner for part " + std::string(name(part)));
  }
  for (int code = code_of(Status::registered); code <= code_of(Status::returned); ++code) {
    const auto status = *status_from_code(code);
    if (!status_parts.contains(status)) found.push_back("no part for status " + std::string(name(status)));
  }
  find_ties(exceptions, found);
  return found;
}

Authority::Authority(std::map<Part, SystemId> owners, std::map<Status, Part> status_parts,
                     std::map<std::string, Part> field_parts, std::vector<Exception> exceptions,
                     std::vector<Delegate> delegates)
    : owners_(std::move(owners)),
      status_parts_(std::move(status_parts)),
      field_parts_(std::move(field_parts)),
      exceptions_(std::move(exceptions)),
      delegates_(std::move(delegates)) {
  const auto found = problems(owners_, status_parts_, exceptions_);
  if (!found.empty()) throw std::invalid_argument("authority table: " + found.front());
}

const SystemId& Authority::owner(const ProcedureCode& procedure, Part part, base::Instant received_at) const {
  const Exception* best = nullptr;
  for (const Exception& exception : exceptions_) {
    if (exception.procedure != procedure || exception.part != part) continue;
    if (received_at < exception.valid_from) continue;
    if (exception.valid_to && received_at >= *exception.valid_to) continue;
    if (best == nullptr || exception.valid_from > best->valid_from) best = &exception;
  }
  return best != nullptr ? best->owner : owners_.at(part);
}

bool Authority::may_move(const SystemId& source, const ProcedureCode& procedure, Status to,
                         base::Instant received_at) const {
  if (owner(procedure, part_of(to), received_at) == source) return true;
  return std::ranges::any_of(delegates_, [&](const Delegate& delegate) {
    return speaks(delegate, source, received_at) && std::ranges::count(delegate.statuses, to) > 0;
  });
}

bool Authority::may_state(const SystemId& source, const ProcedureCode& procedure, const std::string& field,
                          base::Instant received_at) const {
  if (owner(procedure, part_of_field(field), received_at) == source) return true;
  return std::ranges::any_of(delegates_, [&](const Delegate& delegate) {
    return speaks(delegate, source, received_at) && std::ranges::count(delegate.fields, field) > 0;
  });
}

Part Authority::part_of(Status status) const { return status_parts_.at(status); }

Part Authority::part_of_field(const std::string& field) const {
  const auto found = field_parts_.find(field);
  return found != field_parts_.end() ? found->second : Part::submission;
}

}  // namespace lienthong::domain
