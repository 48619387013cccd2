#include "storage/journal.hpp"

#include <stdexcept>

namespace lienthong::storage {

std::string_view name(Journal journal) {
  switch (journal) {
    case Journal::postal_order:
      return "postal_order";
    case Journal::postal_item:
      return "postal_item";
    case Journal::payment_claim:
      return "payment_claim";
    case Journal::statement:
      return "statement";
    case Journal::statement_chain:
      return "statement_chain";
    case Journal::match_decision:
      return "match_decision";
    case Journal::fee_month:
      return "fee_month";
    case Journal::carrier_report:
      return "carrier_report";
    case Journal::carrier_session:
      return "carrier_session";
  }
  throw std::logic_error("no such journal");
}

}  // namespace lienthong::storage
