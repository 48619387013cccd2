#include "domain/money/statement_tally.hpp"

namespace lienthong::domain {

void FlowTally::add(const Amount& amount, Flow flow) {
  if (flow == Flow::credit) {
    ++credit_count;
    credits += ExactSum(amount);
  } else {
    ++debit_count;
    debits += ExactSum(amount);
  }
}

}  // namespace lienthong::domain
