#include "storage/sqlite/fault.hpp"

#include <sqlite3.h>

namespace lienthong::storage::sqlite {

using base::ErrorKind;

Reach reach_of(int code) {
  if (code == damaged_value) return Reach::unit;
  if (code == SQLITE_IOERR_NOMEM) return Reach::passing;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return Reach::unit;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Reach::lasting;
    default:
      return Reach::passing;  // the library's codes are an open list
  }
}

base::Error to_error(const Fault& fault) {
  const auto code = std::to_string(fault.code);
  if (fault.code == damaged_value) {
    return base::Error(ErrorKind::permanent, "store.damaged", "a stored value fails its checksum")
        .with("at", fault.text);
  }
  switch (fault.code & 0xff) {
    case SQLITE_TOOBIG:
      return base::Error(ErrorKind::too_large, "store.too_large", "a value is too large to be stored");
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return base::Error(ErrorKind::internal, "store.constraint", "the work breaks a rule of the database")
          .with("sqlite", code)
          .with("says", fault.text);
    default:
      return base::Error(ErrorKind::transient, "store.unavailable", "the database cannot be written or read now")
          .with("sqlite", code)
          .with("says", fault.text);
  }
}

void Health::report(const Fault& fault) {
  if (reach_of(fault.code) == Reach::unit) return;
  const std::lock_guard lock(mutex_);
  if (fault_ && reach_of(fault_->code) == Reach::lasting) return;
  fault_ = fault;
}

void Health::wrote() {
  const std::lock_guard lock(mutex_);
  if (fault_ && reach_of(fault_->code) == Reach::passing) fault_.reset();
}

std::optional<Fault> Health::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

std::optional<Reach> Health::reach() const {
  const std::lock_guard lock(mutex_);
  if (!fault_) return std::nullopt;
  return reach_of(fault_->code);
}

}  // namespace lienthong::storage::sqlite
