#pragma once

#include "domain/ids.hpp"

#include <map>
#include <string>
#include <string_view>

namespace lienthong::sync {

/// What the national catalogue says about a procedure; from config/procedures.toml. Provinces leave the field out, the
/// portal demands it (contracts 2.5, 8.1 #19).
struct Procedure {
  std::string name;
  std::string field_code;
  std::string field_name;
};

class Procedures {
 public:
  Procedures() = default;
  explicit Procedures(std::map<domain::ProcedureCode, Procedure> known) : known_(std::move(known)) {}
  /// The `procedure` fact with the catalogue's field added where the source left it out; unchanged when the catalogue
  /// does not know it: nothing is invented (I8).
  [[nodiscard]] std::string complete(const domain::ProcedureCode& code, std::string_view procedure_fact) const;

 private:
  std::map<domain::ProcedureCode, Procedure> known_;
};

}  // namespace lienthong::sync
