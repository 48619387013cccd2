#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lienthong::ops {

/// The month: what is due, and the orders at its end.
struct FeesConfig {
  std::string spool;            ///< folder that keeps every statement as it came
  std::int64_t agree_by_day{};  ///< day of the next month by which every Unit has agreed
  std::string debtor_name;      ///< of the account that fees are collected on
  std::string debtor_account;
  std::string debtor_bank;
  std::size_t upload_bytes{};  ///< of one statement that a bank uploads
};

/// What a bank does after we have read a file of its SFTP folder.
enum class AfterReading : std::uint8_t { keep, move, erase };
/// In which direction a bank writes a reversal (rules 4.3 #9).
enum class ReversalDirection : std::uint8_t { of_the_reversal, of_the_original };

/// A bank that sends statements: by any of the three ways.
struct BankConfig {
  std::string id;
  std::string profile_file;  ///< of a CSV or MT940 bank; empty: ISO 20022
  std::string currency;      ///< of its accounts
  ReversalDirection reversal{};
  std::string folder;  ///< watched
  std::chrono::milliseconds every{};
  std::chrono::milliseconds settle{};  ///< a file that does not grow for so long is whole
  std::string sftp_host;
  std::uint16_t sftp_port{};
  std::string sftp_user;
  std::string sftp_fingerprint;  ///< SHA-256 of the host key, as OpenSSH writes it
  std::string sftp_key_file;
  std::string sftp_password_file;
  std::string sftp_folder;
  AfterReading sftp_after{};
  std::string sftp_move_to;
  std::string client_id;  ///< of uploads
  std::string client_secret_file;
  std::string certificate_cn;
};

}  // namespace lienthong::ops
