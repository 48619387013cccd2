#pragma once

#include "domain/money.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::codec {

// How one bank writes its statements where it has no XML; data, written by whoever connects the bank.

/// What a bank puts into the free text of an MT940 entry.
enum class InformationPart : std::uint8_t {
  remittance,
  other_name,  ///< of who paid, or of who was paid
  other_account,
  end_to_end_id,
  structured_reference,
};

enum class InformationStyle : std::uint8_t {
  text,       ///< free text: all of it is remittance
  subfields,  ///< "?20text?21more": a mark and two characters
  keywords,   ///< "/EREF/text/NAME/more"
};

struct Mt940Profile {
  struct Part {
    std::string key;  ///< "20", "EREF"
    InformationPart part = InformationPart::remittance;
  };
  std::string name = "mt940";
  InformationStyle information = InformationStyle::text;
  char mark = '?';
  std::vector<Part> parts;
};

}  // namespace lienthong::codec
