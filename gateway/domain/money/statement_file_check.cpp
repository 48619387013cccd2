#include "domain/money/statement_file_check.hpp"

namespace lienthong::domain {

void StatementFileCheck::header(const StatementHeader& header) {
  if (!check_ || !check_->continues(header)) {
    close();
    check_.emplace(expectation_);
  }
  check_->header(header);
}

void StatementFileCheck::entry(const Entry& entry) {
  ++entries_;
  check_->entry(entry);
}

void StatementFileCheck::end(const StatementTrailer& trailer) { check_->end(trailer); }

void StatementFileCheck::close() {
  if (!check_) return;
  auto findings = check_->finish();
  tell_({check_->whole(), entries_, std::move(findings)});
  check_.reset();
  entries_ = 0;
}

}  // namespace lienthong::domain
