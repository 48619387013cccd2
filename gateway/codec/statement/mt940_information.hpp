#pragma once

#include "codec/statement.hpp"

#include <string_view>

namespace lienthong::codec {

/// What a bank writes into :86:, lines joined, as the parts of a payment. Nothing of it is refused: it is free text.
[[nodiscard]] domain::EntryDetail read_mt940_information(std::string_view text, const Mt940Profile& profile,
                                                         domain::Flow flow);

}  // namespace lienthong::codec
