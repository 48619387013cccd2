#include "ops/config_keys.hpp"
#include "ops/config_sections.hpp"

namespace lienthong::ops {

void choose(AfterReading& field, const std::string& word) {
  if (word == "keep") field = AfterReading::keep;
  if (word == "move") field = AfterReading::move;
  if (word == "delete") field = AfterReading::erase;
}

void choose(ReversalDirection& field, const std::string& word) {
  field = word == "original" ? ReversalDirection::of_the_original : ReversalDirection::of_the_reversal;
}

namespace {

constexpr std::int64_t second_ms = 1'000;

std::vector<Key> sftp_keys() {
  using Part = BankConfig;
  const auto at = [](Config& config) -> Part& { return config.banks.back(); };
  return {
      text_key("sftp_host", optional, "sftp.bank.example", "Host to fetch statements from.",
               into(at, &Part::sftp_host)),
      integer_key("sftp_port", defaulted, 22, {1, 65'535}, "Its port.", into(at, &Part::sftp_port)),
      text_key("sftp_user", optional, "ttpvhcc", "Our name there.", into(at, &Part::sftp_user)),
      text_key("sftp_fingerprint", optional, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
               "Fingerprint of its host key, as ssh-keygen -l prints it.", into(at, &Part::sftp_fingerprint)),
      text_key("sftp_key_file", optional, "secrets/bank_key", "Our private key.", into(at, &Part::sftp_key_file)),
      text_key("sftp_password_file", optional, "secrets/bank_password",
               "File with our password, or with the passphrase of our key.", into(at, &Part::sftp_password_file)),
      text_key("sftp_folder", optional, "/out", "Folder there.", into(at, &Part::sftp_folder)),
      choice_key("sftp_after", defaulted, {"keep", "move", "delete"}, "What becomes of a file that was read.",
                 into(at, &Part::sftp_after)),
      text_key("sftp_move_to", defaulted, "taken", "Folder there that read files are moved to.",
               into(at, &Part::sftp_move_to)),
  };
}

}  // namespace

Section fees_section() {
  using Part = FeesConfig;
  const auto at = [](Config& config) -> Part& { return config.fees; };
  return {"fees",
          "The month of fees: statements, agreement, transfer.",
          {
              text_key("spool", defaulted, "var/statements", "Folder that keeps every statement as it came.",
                       into(at, &Part::spool)),
              integer_key("agree_by_day", defaulted, 5, {1, 28},
                          "Day of the next month by which every Unit has agreed.", into(at, &Part::agree_by_day)),
              text_key("debtor_name", optional, "TRUNG TAM PVHCC PHUONG", "Holder of the collecting account.",
                       into(at, &Part::debtor_name)),
              text_key("debtor_account", optional, "113000012345", "The collecting account.",
                       into(at, &Part::debtor_account)),
              text_key("debtor_bank", optional, "VCBVVNVX", "Code of its bank.", into(at, &Part::debtor_bank)),
              integer_key("upload_bytes", defaulted, 1024 * 1024 * 1024, {1024, 1024 * 1024 * 1024},
                          "Bytes of one statement that a bank uploads; it goes to the disk while it comes.",
                          into(at, &Part::upload_bytes)),
          },
          {}};
}

Section banks_section() {
  using Part = BankConfig;
  const auto at = [](Config& config) -> Part& { return config.banks.back(); };
  Section section{
      "banks",
      "Banks that send statements, one table each: by upload, into a watched folder, or fetched by SFTP.",
      {
          text_key("id", required, "vcb", "Name of the bank; unique.", into(at, &Part::id)),
          text_key("profile_file", optional, "config/banks/vcb.toml",
                   "How it writes CSV or MT940; default: ISO 20022 (camt).", into(at, &Part::profile_file)),
          text_key("currency", defaulted, "VND", "Currency of its accounts.", into(at, &Part::currency)),
          choice_key("reversal", defaulted, {"reversal", "original"},
                     "Whose direction a reversed entry carries: its own or that of what it reverses.",
                     into(at, &Part::reversal)),
          text_key("folder", optional, "var/bank", "Folder that is watched for its files.", into(at, &Part::folder)),
          integer_key("every_ms", defaulted, minute_ms, {10, hour_ms}, "How often folder and SFTP are looked at.",
                      into(at, &Part::every)),
          integer_key("settle_ms", defaulted, 5 * second_ms, {10, hour_ms},
                      "A file that has not grown for so long is whole.", into(at, &Part::settle)),
          text_key("client_id", optional, "vcb-upload", "Name it uploads under.", into(at, &Part::client_id)),
          text_key("client_secret_file", optional, "secrets/vcb_in", "File with the secret it presents.",
                   into(at, &Part::client_secret_file)),
          text_key("certificate_cn", optional, "vcb.example", "Subject name its client certificate must carry.",
                   into(at, &Part::certificate_cn)),
      },
      [](Config& config) { config.banks.emplace_back(); },
      optional};
  for (Key& key : sftp_keys()) section.keys.push_back(std::move(key));
  return section;
}

}  // namespace lienthong::ops
