#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// TrangThaiGD of a QUERY (contracts 5.1).
enum class PlatformState : std::uint8_t {
  paid,     ///< 1
  pending,  ///< 3: the platform itself does not know yet
  failed    ///< 4
};

/// What proves that the platform said it. A reply to our own QUERY comes over a connection that we opened and is not
/// signed by any source; a confirmation must be.
enum class ReportProof : std::uint8_t { signature_verified, signature_wrong, own_query };

/// What the platform says about one payment: a CONFIRM, or its answer to QUERY.
struct PaymentReport {
  ReportProof proof = ReportProof::signature_wrong;
  std::string partner;                 ///< MaDoiTac
  std::string reference;               ///< MaThamChieu
  std::int64_t amount = 0;             ///< SoTien, đồng
  std::string currency;                ///< MaTienTe
  std::string error_code;              ///< MaLoi; "00" is success, no other value is documented
  std::optional<PlatformState> state;  ///< only a QUERY has it
  std::string transaction;             ///< MaGiaoDich
  std::string bank;                    ///< MaNganHang
  std::string time_text;               ///< ThoiGianGD as written
  friend auto operator<=>(const PaymentReport&, const PaymentReport&) = default;
};

/// What a report says of the payment. Paid needs the code of success and, in a QUERY, state 1; failed needs state 4;
/// whatever else it is, the end is not known and the platform is to be asked.
[[nodiscard]] PlatformState meaning(const PaymentReport& report);

/// Why a report changes nothing. The sender hears the name.
enum class ReportRefusal : std::uint8_t {
  wrong_checksum,
  unknown_reference,
  ambiguous_reference,  ///< two attempts have this reference and this amount (rules 4.5: it repeats after 12 hours)
  wrong_partner,
  wrong_currency,
  wrong_amount
};
/// "PAYMENT_WRONG_AMOUNT"
[[nodiscard]] std::string_view name(ReportRefusal refusal);

}  // namespace lienthong::domain
