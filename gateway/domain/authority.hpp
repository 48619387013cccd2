#pragma once

#include "base/instant.hpp"
#include "domain/event.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::domain {

/// Which system may state which part of a dossier, per procedure and date. Data: config/regulation/authority.toml.
class Authority {
 public:
  struct Exception {
    ProcedureCode procedure;
    Part part = Part::processing;
    SystemId owner;
    base::Instant valid_from{};
    std::optional<base::Instant> valid_to;  ///< first moment at which it no longer holds
  };

  /// A system that may state some moves or fields of a part beside the part's owner: what it does is the evidence.
  struct Delegate {
    std::vector<Status> statuses;
    std::vector<std::string> fields;
    SystemId system;
    base::Instant valid_from{};
    std::optional<base::Instant> valid_to;  ///< first moment at which it no longer holds
  };

  /// Every part needs an owner and every status a part, or a statement would silently count for nobody; two exceptions
  /// for one procedure and part may not start at the same moment. Breaking this throws std::invalid_argument:
  /// whoever reads the table from a file asks `problems` first.
  Authority(std::map<Part, SystemId> owners, std::map<Status, Part> status_parts,
            std::map<std::string, Part> field_parts, std::vector<Exception> exceptions,
            std::vector<Delegate> delegates = {});

  /// Everything the constructor would refuse, one line each; empty when the table is usable.
  [[nodiscard]] static std::vector<std::string> problems(const std::map<Part, SystemId>& owners,
                                                         const std::map<Status, Part>& status_parts,
                                                         const std::vector<Exception>& exceptions);

  /// Who may state `part` of a dossier of `procedure` received at `received_at`. Exceptions win over the default;
  /// the later `valid_from` wins among exceptions (regulation 11.3: the version in force on the acceptance date).
  [[nodiscard]] const SystemId& owner(const ProcedureCode& procedure, Part part, base::Instant received_at) const;
  /// Whether `source` may move such a dossier to `to`: the owner of the status's part, or a delegate for it.
  [[nodiscard]] bool may_move(const SystemId& source, const ProcedureCode& procedure, Status to,
                              base::Instant received_at) const;
  /// Whether `source` may state `field` of such a dossier: the owner of the field's part, or a delegate for it.
  [[nodiscard]] bool may_state(const SystemId& source, const ProcedureCode& procedure, const std::string& field,
                               base::Instant received_at) const;
  [[nodiscard]] Part part_of(Status status) const;
  /// Fields the table does not name belong to the submission.
  [[nodiscard]] Part part_of_field(const std::string& field) const;

 private:
  std::map<Part, SystemId> owners_;
  std::map<Status, Part> status_parts_;
  std::map<std::string, Part> field_parts_;
  std::vector<Exception> exceptions_;
  std::vector<Delegate> delegates_;
};

}  // namespace lienthong::domain
