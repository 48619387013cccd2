#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::base {

enum class LogLevel { debug, info, warning, error };

using LogField = std::pair<std::string_view, std::string>;

/// Writes one JSON line: RFC 3339 time, level, constant message, fields. Never blocks on a slow pipe for long, never
/// throws. Messages are constant text; values go into fields; personal data goes nowhere (use `log_dossier`).
void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

/// Lines below the level are dropped. Default: info.
void set_log_level(LogLevel level);

/// Where lines go: a file path, or "" for standard error. Appends. False when the file cannot be opened.
bool set_log_file(const std::string& path);

}  // namespace lienthong::base
