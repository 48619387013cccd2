#pragma once

#include "unit/mapping/bench.hpp"

#include <string>
#include <string_view>

// fixtures/mappings/ho.toml: parts, groups, embedded documents, dated codes, computed fields, orders.

namespace lienthong::mapping {

/// "desk/kind", and "desk/commune", which changes on 01/07/2025.
const CodeTables& household_tables();
const Plan& household();
/// The text of ho.toml with one piece in place of another, and its plans.
std::string household_with(std::string_view old_piece, std::string_view new_piece);
Compiled compile_household(std::string_view old_piece, std::string_view new_piece);

/// A citizen with the fields in `more`, as JSON text.
std::string citizen(std::string_view more = "");
std::string there_and_back(Trip& trip, const std::string& canonical);
bool holds(const std::string& text, std::string_view piece);

}  // namespace lienthong::mapping
