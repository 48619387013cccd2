#pragma once

#include "domain/fees/movement.hpp"

namespace lienthong::domain {

/// Takes out of `movements` every credit that was given back, and names it: by what the return quotes (the bank's
/// number of the credit, or a payment reference), else by the same text; always the same amount, the latest such credit
/// that was not booked after the return. A debit that is not flagged as a return counts as one only when it quotes the
/// bank's number of the credit: a refund by the Centre names the dossier too, and leaves the fee paid. A credit that
/// gives back a payment of ours pays no fee either.
void take_out_returned(Movements& movements);

}  // namespace lienthong::domain
