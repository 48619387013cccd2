#pragma once

// What other folders see of domain/money.

#include "domain/money/amount.hpp"
#include "domain/money/continuity.hpp"
#include "domain/money/statement.hpp"
#include "domain/money/statement_check.hpp"
#include "domain/money/statement_file_check.hpp"
#include "domain/money/statement_sink.hpp"
