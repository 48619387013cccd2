#pragma once

#include "base/strong_id.hpp"
#include "domain/ids.hpp"
#include "domain/money/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// Agency id of the Unit (cơ quan, đơn vị) that owns the money: "H55.12".
using UnitCode = base::StrongId<struct UnitCodeTag>;

/// phí pays for a service; lệ phí is a levy that goes wholly to the State budget (Luật Phí và lệ phí 97/2015/QH13).
enum class FeeKind : std::uint8_t { fee, charge };
/// "fee", "charge": the words of the canonical dossier.
[[nodiscard]] std::string_view name(FeeKind kind);
[[nodiscard]] std::optional<FeeKind> fee_kind_from_name(std::string_view word);

enum class FeeBasis : std::uint8_t { per_dossier, per_copy };
/// "dossier", "copy"
[[nodiscard]] std::string_view name(FeeBasis basis);
[[nodiscard]] std::optional<FeeBasis> fee_basis_from_name(std::string_view word);

enum class AccountHolder : std::uint8_t { treasury, unit };
/// "treasury", "unit"
[[nodiscard]] std::string_view name(AccountHolder holder);
[[nodiscard]] std::optional<AccountHolder> account_holder_from_name(std::string_view word);

/// An account that the month's money is transferred to.
struct BeneficiaryAccount {
  std::string id;  ///< how rates name it
  AccountHolder holder = AccountHolder::unit;
  std::optional<UnitCode> unit;  ///< whose it is; only of a Unit's account
  std::string number;
  std::string bank;  ///< code of the bank, or of the Treasury's office
  std::string holder_name;
  std::string
      budget_coding;     ///< chapter and sub-item, as the Treasury wants them in the text; empty of a Unit's account
  std::size_t line = 0;  ///< of the schedule's file
};

/// What one procedure costs under one code while it holds (regulation 4.5.a).
struct FeeRate {
  ProcedureCode procedure;
  std::string code;
  FeeKind kind = FeeKind::fee;
  FeeBasis basis = FeeBasis::per_dossier;
  std::string title;
  std::int64_t amount = 0;  ///< đồng
  std::string legal_basis;
  std::string notice;  ///< number of the Unit's written notice
  UnitCode unit;
  std::string account;  ///< id of a BeneficiaryAccount
  Day valid_from{};
  std::optional<Day> valid_to;  ///< first day on which it no longer holds
  std::size_t line = 0;         ///< of the schedule's file
};

}  // namespace lienthong::domain
