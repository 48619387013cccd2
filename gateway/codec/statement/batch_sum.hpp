#pragma once

#include "domain/money.hpp"

#include <optional>

namespace lienthong::codec {

/// Puts the batches of one entry together: camt lets an entry have several groups of payments, each with its own.
class BatchSum {
 public:
  /// A group of payments and what the bank states of it, if anything.
  void add_group(const std::optional<domain::Batch>& batch, std::size_t payments);
  /// Of the groups whose payments are itemised, where each of them has a batch; else, where no group is itemised, of
  /// all.
  [[nodiscard]] std::optional<domain::Batch> whole() const;

 private:
  struct Sum {
    std::optional<domain::Batch> batch;
    bool any = false;
    bool complete = true;
    void add(const std::optional<domain::Batch>& group);
  };
  Sum itemised_;
  Sum bare_;
};

}  // namespace lienthong::codec
