#pragma once

// What other folders see of domain/fees.

#include "domain/fees/fee_alarm.hpp"
#include "domain/fees/fee_month.hpp"
#include "domain/fees/fee_rate.hpp"
#include "domain/fees/fee_schedule.hpp"
#include "domain/fees/matching.hpp"
#include "domain/fees/payment_claim.hpp"
#include "domain/fees/payment_report.hpp"
#include "domain/fees/transfer_order.hpp"
