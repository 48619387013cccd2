#include "codec/payment_order/payment_order.hpp"

#include "codec/arena.hpp"
#include "codec/builder.hpp"
#include "codec/payment_order/bank_code.hpp"
#include "codec/payment_order/payment_order_check.hpp"
#include "codec/xml.hpp"

#include <date/date.h>

#include <initializer_list>
#include <stdexcept>

namespace lienthong::codec {
namespace {

std::string to_iso(domain::Day day) { return date::format("%Y-%m-%d", day); }

std::string to_iso(base::Instant at) {
  return date::format("%Y-%m-%dT%H:%M:%S", date::floor<std::chrono::seconds>(at + base::vietnam_offset)) + "+07:00";
}

std::string_view bic_element(PaymentOrderVersion version) {
  switch (version) {
    case PaymentOrderVersion::pain_001_001_03:
      return "BIC";
    case PaymentOrderVersion::pain_001_001_09:
      return "BICFI";
  }
  throw std::logic_error("no such version of a payment order");
}

/// The tree of one message, of a batch that has no problem.
class PaymentOrderTree {
 public:
  PaymentOrderTree(Arena& arena, const PaymentOrderRules& rules) : arena_(&arena), rules_(&rules) {}

  Value document(const domain::TransferBatch& batch, const Debtor& debtor, base::Instant created_at) {
    return record({{"CstmrCdtTrfInitn", record({{"GrpHdr", group_header(batch, debtor, created_at)},
                                                {"PmtInf", payment_information(batch, debtor)}})}});
  }

 private:
  Value text(std::string_view text) { return Value::text(arena_->copy(text)); }
  Value number(std::uint64_t count) { return text(std::to_string(count)); }
  Value free_text(std::string_view given) { return text(bank_text(given, rules_->characters).value()); }
  Value record(std::initializer_list<Member> members) {
    return Value::record(arena_->copy(std::span<const Member>(members.begin(), members.size())));
  }

  Value group_header(const domain::TransferBatch& batch, const Debtor& debtor, base::Instant created_at) {
    return record({{"MsgId", text(batch.message_id)},
                   {"CreDtTm", text(to_iso(created_at))},
                   {"NbOfTxs", number(batch.orders.size())},
                   {"CtrlSum", text(std::to_string(batch.control_sum))},
                   {"InitgPty", record({{"Nm", free_text(debtor.name)}})}});
  }

  Value payment_information(const domain::TransferBatch& batch, const Debtor& debtor) {
    ListBuilder transfers(*arena_);
    for (const domain::TransferOrder& order : batch.orders) transfers.add(transfer(order));
    return record({{"PmtInfId", text(batch.message_id)},
                   {"PmtMtd", Value::text("TRF")},
                   {"BtchBookg", Value::text("false")},  // so that each is a movement of its own in the statement
                   {"NbOfTxs", number(batch.orders.size())},
                   {"CtrlSum", text(std::to_string(batch.control_sum))},
                   {"ReqdExctnDt", execution_day(batch.execution_day)},
                   {"Dbtr", record({{"Nm", free_text(debtor.name)}})},
                   {"DbtrAcct", account(debtor.account)},
                   {"DbtrAgt", agent(debtor.bank)},
                   {"CdtTrfTxInf", transfers.build()}});
  }

  Value transfer(const domain::TransferOrder& order) {
    const Value amount = record({{"@Ccy", text(domain::vnd().code())}, {"#text", text(std::to_string(order.amount))}});
    return record({{"PmtId", record({{"EndToEndId", text(order.end_to_end_id)}})},
                   {"Amt", record({{"InstdAmt", amount}})},
                   {"CdtrAgt", agent(order.creditor_bank)},
                   {"Cdtr", record({{"Nm", free_text(order.creditor_name)}})},
                   {"CdtrAcct", account(order.creditor_account)},
                   {"RmtInf", record({{"Ustrd", free_text(order.remittance)}})}});
  }

  Value execution_day(domain::Day day) {
    switch (rules_->version) {
      case PaymentOrderVersion::pain_001_001_03:
        return text(to_iso(day));
      case PaymentOrderVersion::pain_001_001_09:
        return record({{"Dt", text(to_iso(day))}});
    }
    throw std::logic_error("no such version of a payment order");
  }

  Value account(std::string_view number) {
    return record({{"Id", record({{"Othr", record({{"Id", text(number)}})}})}});
  }

  Value agent(std::string_view bank) { return record({{"FinInstnId", record({institution(bank)})}}); }

  Member institution(std::string_view bank) {
    switch (bank_code_kind(bank)) {
      case BankCodeKind::bic:
        return {bic_element(rules_->version), text(bank)};
      case BankCodeKind::clearing_member:
        return {"ClrSysMmbId", record({{"MmbId", text(bank)}})};
      case BankCodeKind::other:
        return {"Othr", record({{"Id", text(bank)}})};
    }
    throw std::logic_error("no such kind of bank code");
  }

  Arena* arena_;
  const PaymentOrderRules* rules_;
};

}  // namespace

std::string_view name(PaymentOrderVersion version) {
  switch (version) {
    case PaymentOrderVersion::pain_001_001_03:
      return "pain.001.001.03";
    case PaymentOrderVersion::pain_001_001_09:
      return "pain.001.001.09";
  }
  throw std::logic_error("no such version of a payment order");
}

tl::expected<std::string, std::vector<PaymentOrderProblem>> write_payment_order(const domain::TransferBatch& batch,
                                                                                const Debtor& debtor,
                                                                                base::Instant created_at,
                                                                                const PaymentOrderRules& rules) {
  if (auto problems = payment_order_problems(batch, debtor, created_at, rules); !problems.empty())
    return tl::unexpected(std::move(problems));
  Arena arena;
  const Value content = PaymentOrderTree(arena, rules).document(batch, debtor, created_at);
  auto written =
      write_xml({"Document", content}, {{"urn:iso:std:iso:20022:tech:xsd:" + std::string(name(rules.version)), ""}});
  if (!written) throw std::logic_error("a checked payment order cannot be written: " + written.error().code());
  return std::move(*written);
}

}  // namespace lienthong::codec
