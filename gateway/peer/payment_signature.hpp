#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "codec/value.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

// How payment platforms sign a message: over some of its values, not over its bytes (contracts 5.1, 5.2).

namespace lienthong::peer {

enum class SignatureAlgorithm : std::uint8_t {
  sha256_secret_last,  ///< SHA-256 of "a|b|…|secret"
  hmac_sha256,         ///< HMAC-SHA-256 of "a|b|…" under the secret
};

/// Which members of a message are signed, in which order, and where the signature (lower-case hex) stands.
struct SignatureRule {
  SignatureAlgorithm algorithm = SignatureAlgorithm::sha256_secret_last;
  std::string_view signature_member;
  std::span<const std::string_view> signed_members;
};

/// Values that stand in for the message's own: KeyPay's callback is proved with the amounts that we hold
/// (contracts 5.2).
using HeldValues = std::map<std::string, std::string, std::less<>>;

/// The signature of `message`. `invalid` "payment.signature_member" when a signed member is missing, is no text or
/// integer, or holds the separator: then two messages would have one signature.
[[nodiscard]] base::Result<std::string> payment_signature(const SignatureRule& rule, const codec::Value& message,
                                                          const base::Secret& secret, const HeldValues& held = {});

/// Compares in constant time. `unauthorised` "payment.signature" when the message has no signature or another one;
/// the errors of payment_signature.
[[nodiscard]] base::Result<void> check_payment_signature(const SignatureRule& rule, const codec::Value& message,
                                                         const base::Secret& secret, const HeldValues& held = {});

namespace payment_signatures {

inline constexpr std::array<std::string_view, 14> platform_init_members{
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien",           "LoaiHinhThanhToan", "MaKenhThanhToan",
    "MaThietBi",  "NgonNgu",  "MaTienTe", "MaNganHang",  "ThongTinGiaoDich", "ThoiGianGD",        "Ip"};
inline constexpr std::array<std::string_view, 10> platform_confirm_members{
    "LoaiBanTin", "MaLoi",      "MaDoiTac",   "MaThamChieu", "SoTien",
    "MaTienTe",   "MaGiaoDich", "MaNganHang", "ThoiGianGD",  "ThongTinGiaoDich"};
inline constexpr std::array<std::string_view, 5> platform_query_members{"LoaiBanTin", "PhienBan", "MaDoiTac",
                                                                        "MaThamChieu", "ThoiGianGD"};
inline constexpr std::array<std::string_view, 5> platform_reply_members{"MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu",
                                                                        "ThoiGianGD"};
inline constexpr std::array<std::string_view, 6> keypay_create_members{"addition_fee", "client_id",      "command",
                                                                       "trans_amount", "transaction_id", "version"};
inline constexpr std::array<std::string_view, 3> keypay_detail_members{"client_id", "command", "transaction_id"};

inline constexpr SignatureRule platform_init{SignatureAlgorithm::sha256_secret_last, "MaXacThuc",
                                             platform_init_members};
inline constexpr SignatureRule platform_confirm{SignatureAlgorithm::sha256_secret_last, "MaXacThuc",
                                                platform_confirm_members};
/// Of QUERY and of GET_BILL.
inline constexpr SignatureRule platform_query{SignatureAlgorithm::sha256_secret_last, "MaXacThuc",
                                              platform_query_members};
/// Our reply to a confirmation. No source prints this order; the reference client echoes the request's signature.
inline constexpr SignatureRule platform_reply{SignatureAlgorithm::sha256_secret_last, "MaXacThuc",
                                              platform_reply_members};
/// Of the request to pay, under hash key 1, and of the callback, under hash key 2 and with the amounts that we hold.
inline constexpr SignatureRule keypay_create{SignatureAlgorithm::hmac_sha256, "check_sum", keypay_create_members};
inline constexpr SignatureRule keypay_detail{SignatureAlgorithm::hmac_sha256, "check_sum", keypay_detail_members};

}  // namespace payment_signatures
}  // namespace lienthong::peer
