#pragma once

#include "codec/libxml.hpp"
#include "codec/schema.hpp"
#include "codec/xsd_model.hpp"

#include <libxml/xmlerror.h>

#include <exception>
#include <string>
#include <vector>

namespace lienthong::codec {

enum class XsdOutcome { valid, broken };

/// Collects what libxml2 says of one document: our rule names and constant texts with the line, never its own words,
/// which quote the value.
class XsdProblems {
 public:
  explicit XsdProblems(const PrefixList& names) : names_(&names) {}

  static void on_error(void* self, xmlErrorPtr error);

  /// One problem at least when the outcome is broken.
  std::vector<SchemaProblem> take(XsdOutcome outcome);

 private:
  void add(const xmlError& error);
  [[nodiscard]] std::string path_of(const xmlNode* node) const;
  [[nodiscard]] std::string name_of(const xmlNode& node) const;

  const PrefixList* names_;
  std::vector<SchemaProblem> found_;
  std::exception_ptr thrown_;
};

}  // namespace lienthong::codec
