#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/strong_id.hpp"
#include "storage/sqlite/fault.hpp"

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace lienthong::storage::sqlite {

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// One value for a statement. Constructors are implicit on purpose: this type exists to be written as `{a, b, c}`.
class Param {
 public:
  Param(std::nullptr_t) {}                                            // NOLINT(google-explicit-constructor)
  Param(std::int64_t number) : value_(number) {}                      // NOLINT(google-explicit-constructor)
  Param(int number) : value_(std::int64_t{number}) {}                 // NOLINT(google-explicit-constructor)
  Param(std::string_view text) : value_(text) {}                      // NOLINT(google-explicit-constructor)
  Param(const std::string& text) : value_(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Param(const char* text) : value_(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  Param(Blob blob) : value_(blob) {}                                  // NOLINT(google-explicit-constructor)
  Param(base::Instant at) : value_(base::unix_ms(at)) {}              // NOLINT(google-explicit-constructor)
  template <class Tag>
  Param(const base::StrongId<Tag, std::string>& id) : value_(std::string_view(id.value())) {}  // NOLINT
  template <class Tag>
  Param(const base::StrongId<Tag, std::int64_t>& id) : value_(id.value()) {}  // NOLINT(google-explicit-constructor)
  template <class E>
    requires std::is_enum_v<E>
  Param(E value) : value_(static_cast<std::int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  template <class V>
  Param(const std::optional<V>& value) {  // NOLINT(google-explicit-constructor)
    if (value) *this = Param(*value);
  }
  [[nodiscard]] const auto& value() const { return value_; }

 private:
  std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob> value_ = nullptr;
};
using Params = std::initializer_list<Param>;

class Connection;

/// Rows of one running statement. The statement is free again when this ends.
class Rows {
 public:
  Rows(Connection& connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  /// False after the last row, and when the connection has failed.
  bool next();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
  [[nodiscard]] base::Instant instant(int column) const { return base::from_unix_ms(integer(column)); }
  [[nodiscard]] std::string text(int column) const;
  /// Valid until the next row.
  [[nodiscard]] std::string_view bytes(int column) const;
  /// A number that must be one of an enumeration's, from 0 to `last`; anything else is damage.
  template <class E>
  [[nodiscard]] E enumeration(int column, E last) const {
    return static_cast<E>(ranged(column, 0, static_cast<std::int64_t>(last)));
  }
  [[nodiscard]] std::int64_t ranged(int column, std::int64_t low, std::int64_t high) const;
  /// A packed value; empty, with the connection failed, when it is damaged.
  [[nodiscard]] std::string unpacked(int column) const;

 private:
  Connection& connection_;
  sqlite3_stmt* statement_;
};

enum class Access {
  write,  ///< the one connection that writes and checkpoints
  read,   ///< opened read-only; never checkpoints, not even when it closes last (WAL-reset bug of SQLite 3.40.1)
};

/// A database connection whose first failure sticks: every statement after it does nothing and gives nothing until
/// `take_fault`. So a piece of work is written straight down and judged once, at its end. Used by one thread.
class Connection {
 public:
  /// `transient` "store.unavailable" when the file cannot be opened; `permanent` "store.not_a_database" when it is
  /// none.
  static base::Result<std::unique_ptr<Connection>> open(const std::string& path, Access access,
                                                        std::chrono::milliseconds busy_timeout);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Texts may die after the call.
  [[nodiscard]] Rows query(std::string_view sql, Params params = {});
  void run(std::string_view sql, Params params = {});
  /// First column of the first row; nothing when there is no row or it is NULL.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view sql, Params params = {});
  /// Several statements without parameters, not kept.
  void script(const std::string& sql);

  [[nodiscard]] bool failed() const { return fault_.has_value(); }
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
  [[nodiscard]] std::optional<Fault> take_fault();
  void note_damage(std::string where);

  [[nodiscard]] std::int64_t last_id() const;
  /// Ends a transaction that may be open, whatever state it is in.
  void abandon_transaction();

  /// The write-ahead log after the last commit that wrote to it, and how many there were.
  struct Log {
    int pages = 0;
    std::int64_t commits = 0;
  };
  [[nodiscard]] const Log& log() const { return log_; }
  /// Moves the log into the database as far as readers allow. Called on the writing connection only.
  void checkpoint();
  /// What is in the log stays there when this closes.
  void leave_log_on_close();

 private:
  friend class Rows;
  explicit Connection(sqlite3* handle);
  sqlite3_stmt* prepare(std::string_view sql);
  enum class Texts { copied, borrowed };
  void bind(sqlite3_stmt* statement, Params params, Texts texts);
  bool step(sqlite3_stmt* statement);
  void note_fault(int code);
  void set_up(Access access, std::chrono::milliseconds busy_timeout);

  sqlite3* handle_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
  std::optional<Fault> fault_;
  Log log_;
};

}  // namespace lienthong::storage::sqlite
