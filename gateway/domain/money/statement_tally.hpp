#pragma once

#include "domain/money/exact_sum.hpp"
#include "domain/money/statement.hpp"

#include <cstdint>

namespace lienthong::domain {

/// Entries counted and summed up by direction.
struct FlowTally {
  std::uint64_t credit_count = 0;
  std::uint64_t debit_count = 0;
  ExactSum credits;
  ExactSum debits;

  void add(const Amount& amount, Flow flow);
  [[nodiscard]] std::uint64_t count() const { return credit_count + debit_count; }
  [[nodiscard]] ExactSum sum() const { return credits + debits; }
  /// Credits - debits.
  [[nodiscard]] ExactSum net() const { return credits - debits; }
};

/// What the entries of a statement come to.
struct StatementTally {
  FlowTally all;               ///< whatever their status
  FlowTally booked;            ///< those that move the balance
  FlowTally booked_reversals;  ///< those of them that reverse another entry
};

}  // namespace lienthong::domain
