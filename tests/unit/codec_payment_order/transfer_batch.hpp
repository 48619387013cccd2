#pragma once

#include "codec/payment_order/payment_order.hpp"

#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace lienthong::codec::testing {

inline domain::Day day_of(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

inline domain::TransferOrder order(std::string end_to_end_id, std::int64_t amount, std::string bank = "BFTVVNVX") {
  domain::TransferOrder made;
  made.end_to_end_id = std::move(end_to_end_id);
  made.amount = amount;
  made.unit = domain::UnitCode("H55.12");
  made.creditor_name = "UBND phường Đồng Quang";
  made.creditor_account = "3713000001";
  made.creditor_bank = std::move(bank);
  made.remittance = "CHUYEN PHI THANG 11/2025 DON VI H55.12 " + made.end_to_end_id;
  return made;
}

/// Three orders, each to a bank that is named in another way.
inline domain::TransferBatch november_batch() {
  domain::TransferBatch batch;
  batch.message_id = "LT202511TT1";
  batch.month = std::chrono::year{2025} / std::chrono::November;
  batch.execution_day = day_of(2025, 11, 28);
  batch.orders = {order("LT202511TT1N0001", 4'000), order("LT202511TT1N0002", 18'000, "KBNN-TN"),
                  order("LT202511TT1N0003", 50'000, "01203001")};
  batch.control_sum = 72'000;
  return batch;
}

inline const Debtor centre{"Trung tâm Phục vụ hành chính công", "112233445566", "VBAAVNVX"};

/// 28 November 2025, 15:04:05.678 in Viet Nam.
inline const base::Instant afternoon =
    base::Instant{day_of(2025, 11, 28)} + std::chrono::hours{8} + std::chrono::milliseconds{245'678};

inline PaymentOrderRules rules_of(PaymentOrderVersion version) {
  PaymentOrderRules rules;
  rules.version = version;
  return rules;
}

inline constexpr std::array all_versions{PaymentOrderVersion::pain_001_001_03, PaymentOrderVersion::pain_001_001_09};

}  // namespace lienthong::codec::testing
