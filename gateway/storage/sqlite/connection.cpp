#include "storage/sqlite/connection.hpp"

#include "storage/sqlite/packing.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <utility>

namespace lienthong::storage::sqlite {

Rows::~Rows() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Rows::next() { return statement_ != nullptr && connection_.step(statement_); }

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Rows::maybe_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::string Rows::text(int column) const { return std::string(bytes(column)); }

std::string_view Rows::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? std::string_view{} : std::string_view(data, size);
}

std::int64_t Rows::ranged(int column, std::int64_t low, std::int64_t high) const {
  const auto value = integer(column);
  if (value >= low && value <= high) return value;
  connection_.note_damage(sqlite3_column_name(statement_, column));
  return low;
}

std::string Rows::unpacked(int column) const {
  auto value = unpack(bytes(column));
  if (value) return std::move(*value);
  connection_.note_damage(sqlite3_column_name(statement_, column));
  return {};
}

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access,
                                                           std::chrono::milliseconds busy_timeout) {
  const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(handle));
  if (code != SQLITE_OK) {
    connection->note_fault(code);
  } else {
    connection->set_up(access, busy_timeout);
  }
  if (const auto fault = connection->take_fault()) {
    if ((fault->code & 0xff) == SQLITE_NOTADB) {
      return base::fail(base::ErrorKind::permanent, "store.not_a_database", "the file is no SQLite database");
    }
    return base::fail(to_error(*fault));
  }
  return connection;
}

Connection::Connection(sqlite3* handle) : handle_(handle) {}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

void Connection::set_up(Access access, std::chrono::milliseconds busy_timeout) {
  sqlite3_busy_timeout(handle_, static_cast<int>(busy_timeout.count()));
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  script("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;");
  if (access == Access::read) {
    leave_log_on_close();
    script("PRAGMA query_only=ON; PRAGMA cache_size=-16384;");
    return;
  }
  script(
      "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
      "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536;");
  // Checkpoints are made between transactions, after the callers have their answers; this only counts the log's pages.
  sqlite3_wal_hook(
      handle_,
      [](void* log, sqlite3*, const char*, int pages) {
        auto* seen = static_cast<Log*>(log);
        seen->pages = pages;
        ++seen->commits;
        return SQLITE_OK;
      },
      &log_);
  // Some file systems cannot share memory and silently leave the old journal on.
  auto mode = query("PRAGMA journal_mode");
  if (mode.next() && mode.text(0) != "wal") note_fault(SQLITE_CANTOPEN);
}

sqlite3_stmt* Connection::prepare(std::string_view sql) {
  if (failed()) return nullptr;
  if (const auto kept = statements_.find(sql); kept != statements_.end()) {
    if (sqlite3_stmt_busy(kept->second) != 0)
      throw std::logic_error("a statement is used while its rows are being read");
    return kept->second;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) {
    note_fault(code);
    return nullptr;
  }
  statements_.emplace(std::string(sql), statement);
  return statement;
}

void Connection::bind(sqlite3_stmt* statement, Params params, Texts texts) {
  const auto keep = texts == Texts::copied ? SQLITE_TRANSIENT : SQLITE_STATIC;
  int index = 0;
  for (const auto& param : params) {
    ++index;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&param.value())) {
      code = sqlite3_bind_int64(statement, index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&param.value())) {
      code = sqlite3_bind_text64(statement, index, text->data() == nullptr ? "" : text->data(), text->size(), keep,
                                 SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&param.value())) {
      code = sqlite3_bind_blob64(statement, index, blob->bytes.data() == nullptr ? "" : blob->bytes.data(),
                                 blob->bytes.size(), keep);
    } else {
      code = sqlite3_bind_null(statement, index);
    }
    if (code != SQLITE_OK) note_fault(code);
  }
}

bool Connection::step(sqlite3_stmt* statement) {
  if (failed()) return false;
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) note_fault(code);
  return false;
}

Rows Connection::query(std::string_view sql, Params params) {
  auto* statement = prepare(sql);
  if (statement != nullptr) bind(statement, params, Texts::copied);
  return Rows(*this, statement);
}

void Connection::run(std::string_view sql, Params params) {
  auto* statement = prepare(sql);
  if (statement != nullptr) bind(statement, params, Texts::borrowed);
  Rows rows(*this, statement);
  while (rows.next()) {
  }
}

std::optional<std::int64_t> Connection::number(std::string_view sql, Params params) {
  auto rows = query(sql, params);
  if (!rows.next()) return std::nullopt;
  return rows.maybe_integer(0);
}

void Connection::script(const std::string& sql) {
  if (failed()) return;
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) note_fault(code);
}

std::optional<Fault> Connection::take_fault() { return std::exchange(fault_, std::nullopt); }

void Connection::note_fault(int code) {
  if (!fault_) fault_ = Fault{.code = code, .text = sqlite3_errmsg(handle_)};
}

void Connection::note_damage(std::string where) {
  if (!fault_) fault_ = Fault{.code = damaged_value, .text = std::move(where)};
}

std::int64_t Connection::last_id() const { return sqlite3_last_insert_rowid(handle_); }

void Connection::abandon_transaction() {
  // A full disk or a failed write may have ended the transaction already.
  if (sqlite3_get_autocommit(handle_) != 0) return;
  sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::checkpoint() {
  if (failed()) return;
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) note_fault(code);
}

void Connection::leave_log_on_close() { sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

}  // namespace lienthong::storage::sqlite
