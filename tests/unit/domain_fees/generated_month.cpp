#include "unit/domain_fees/generated_month.hpp"

#include "base/random.hpp"
#include "base/text.hpp"

#include <array>
#include <deque>
#include <stdexcept>

namespace lienthong::domain::testing {
namespace {

using namespace std::chrono;

constexpr std::array family{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Dương", "Lý", "Ma"};
constexpr std::array middle{"Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Ngọc", "Xuân", "Hữu", "Thanh"};
constexpr std::array given{"An",  "Bình", "Cường", "Dũng", "Giang", "Hà",   "Hương", "Khánh", "Lan",  "Mơ",
                           "Nam", "Oanh", "Phúc",  "Quân", "Sơn",   "Thảo", "Tuấn",  "Uyên",  "Việt", "Yến"};
constexpr std::array<std::int64_t, 12> amounts{5'000,  8'000,   10'000,  15'000,  20'000,  50'000,
                                               75'000, 100'000, 120'000, 150'000, 300'000, 500'000};

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string four(int number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string upper_stripped(const std::string& text) {
  std::string out = base::fold_vietnamese(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string letters_and_digits(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) out += c;
  }
  return out;
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  void make(Trouble trouble);
  FeeMonth month() && {
    month_.entries.assign(entries_.begin(), entries_.end());
    month_.expected.assign(expected_.begin(), expected_.end());
    return std::move(month_);
  }

 private:
  int below(int limit) { return static_cast<int>(random_.between(0, limit - 1)); }

  template <class List>
  auto any(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

  std::string person() { return std::string(any(family)) + " " + any(middle) + " " + any(given); }
  static Day day(int number) { return sys_days{2025y / November / 1} + days{number - 1}; }

  std::string code_on(int date, const std::string& number) {
    return "H55." + two(12 + number_ / 9000) + "-2511" + two(date) + "-" + number;
  }

  ExpectedPayment& fee(const std::string& code, int date, std::int64_t amount) {
    ExpectedPayment made;
    made.id = "fee-" + four(static_cast<int>(expected_.size()));
    made.dossier = DossierCode(code);
    made.references = {"dvc" + letters_and_digits(code) + "202511" + two(date) + two(1 + below(12)) + two(below(60)) +
                       two(below(60))};
    made.amount = amount;
    made.asked_on = day(date);
    made.payer = person();
    month_.trouble_of[made.id] = trouble_;
    expected_.push_back(made);
    return expected_.back();
  }

  /// Every dossier number is used once, and none is the beginning of another.
  ExpectedPayment& fee() {
    ++number_;
    const int date = 1 + below(24);
    return fee(code_on(date, four(1 + number_ % 9000)), date, any(amounts));
  }

  StatementEntry& entry(Day booked, std::int64_t amount) {
    StatementEntry made;
    made.statement = "ST-" + two(1 + static_cast<int>(entries_.size()) / 400);
    made.entry.number = entries_.size() + 1;
    made.entry.amount = Amount{amount, 0, vnd()};
    made.entry.booked_on = booked;
    made.entry.servicer_reference = "FT25" + std::to_string(1'000'000'000 + entries_.size());
    entries_.push_back(made);
    return entries_.back();
  }

  StatementEntry& payment(const ExpectedPayment& of, std::int64_t amount, const std::string& text) {
    StatementEntry& made = entry(of.asked_on + days{below(4)}, amount);
    EntryDetail detail;
    detail.end_to_end_id = "NOTPROVIDED";
    detail.remittance = text;
    if (below(4) != 0) detail.debtor_name = upper_stripped(of.payer);
    made.entry.details.push_back(detail);
    return made;
  }

  StatementEntry& true_payment(const ExpectedPayment& of, std::int64_t amount, const std::string& text) {
    StatementEntry& made = payment(of, amount, text);
    is_true(made, of);
    return made;
  }

  void is_true(const StatementEntry& of, const ExpectedPayment& claim, std::size_t detail = 0) {
    month_.truth.insert({{of.statement, of.entry.number, detail}, claim.id});
  }

  StatementEntry& back(const StatementEntry& of) {
    const StatementEntry original = of;
    StatementEntry& made = entry(*original.entry.booked_on + days{1 + below(2)}, original.entry.amount.units);
    made.entry.flow = Flow::debit;
    made.entry.information = "Hoan tra GD " + original.entry.servicer_reference;
    ++month_.findings[FindingKind::returned];
    return made;
  }

  std::string spelt(const std::string& code) {
    switch (below(6)) {
      case 0:
        return "Nộp lệ phí hồ sơ " + code;
      case 1:
        return "le phi " + base::fold_vietnamese(code) + " " + person();
      case 2:
        return code.substr(0, 6) + " - " + code.substr(7, 6) + " " + code.substr(13) + " nộp tiền";
      case 3:
        return "THANH TOAN HO SO " + code + ".CT tu 0123456789";
      case 4:
        return person() + " chuyển tiền HS:" + code + "/2025";
      default:
        return "HS" + code.substr(0, 3) + "." + code.substr(4, 2) + "." + code.substr(7) + " phí";
    }
  }

  void cut(Trouble trouble);
  void several(Trouble trouble);
  void merged();
  void batch();
  void day_sum();
  void given_back(Trouble trouble);
  void mistaken(Trouble trouble);
  void two_of_one(Trouble trouble);
  void others(Trouble trouble);

  base::SeededRandom random_;
  FeeMonth month_;
  Trouble trouble_ = Trouble::none;
  std::deque<StatementEntry> entries_;  // references into them stay good
  std::deque<ExpectedPayment> expected_;
  int number_ = 0;
  int sum_day_ = 0;
};

void Maker::make(Trouble trouble) {
  ++month_.troubles[trouble];
  trouble_ = trouble;
  switch (trouble) {
    case Trouble::none: {
      const ExpectedPayment one = fee();
      true_payment(one, one.amount, "THANH TOAN HO SO").entry.details.front().end_to_end_id = one.references.front();
      return;
    }
    case Trouble::reference_text: {
      const ExpectedPayment one = fee();
      true_payment(one, one.amount, "QR-" + one.references.front() + "-CHUYEN TIEN");
      return;
    }
    case Trouble::code_text: {
      const ExpectedPayment one = fee();
      true_payment(one, one.amount, spelt(one.dossier.value()));
      return;
    }
    case Trouble::code_stripped: {
      const ExpectedPayment one = fee();
      true_payment(one, one.amount, "THANHTOANHOSO" + letters_and_digits(one.dossier.value()) + "NGUYENVANA");
      return;
    }
    case Trouble::cut_at_35:
    case Trouble::cut_at_140:
    case Trouble::reference_cut:
      return cut(trouble);
    case Trouble::split:
    case Trouble::paid_twice:
    case Trouble::wrong_amount:
    case Trouble::sent_twice:
      return several(trouble);
    case Trouble::merged:
      return merged();
    case Trouble::batch:
      return batch();
    case Trouble::day_sum:
      return day_sum();
    case Trouble::returned:
    case Trouble::returned_repaid:
    case Trouble::reversed:
      return given_back(trouble);
    case Trouble::unknown_dossier:
    case Trouble::other_dossier:
      return mistaken(trouble);
    case Trouble::second_fee:
    case Trouble::twin_fees:
    case Trouble::same_reference:
    case Trouble::longer_neighbour:
      return two_of_one(trouble);
    case Trouble::name_only:
    case Trouble::silent:
    case Trouble::too_early:
    case Trouble::not_paid:
    case Trouble::no_fee:
      return others(trouble);
  }
}

void Maker::cut(Trouble trouble) {
  const ExpectedPayment one = fee();
  const std::string code = one.dossier.value();
  if (trouble == Trouble::reference_cut) {
    true_payment(one, one.amount, ("THANH TOAN " + one.references.front()).substr(0, 35));
  } else if (trouble == Trouble::cut_at_35) {
    true_payment(one, one.amount, ("NOP LE PHI THEO HO SO " + code).substr(0, 35));
  } else {
    const std::string filler(static_cast<std::size_t>(121 + below(6)), 'x');
    true_payment(one, one.amount, (filler + " " + code + " rat cam on").substr(0, 140));
  }
}

void Maker::several(Trouble trouble) {
  const ExpectedPayment one = fee();
  const std::string text = spelt(one.dossier.value());
  if (trouble == Trouble::split) {
    const std::int64_t first = 1'000 * (1 + below(3));
    true_payment(one, first, text);
    true_payment(one, one.amount - first, spelt(one.dossier.value()));
  } else if (trouble == Trouble::paid_twice) {
    StatementEntry& first = true_payment(one, one.amount, text);
    payment(one, one.amount, text).entry.booked_on = *first.entry.booked_on + days{1};
    ++month_.findings[FindingKind::paid_twice];
  } else if (trouble == Trouble::wrong_amount) {
    true_payment(one, one.amount + 1'000 * (1 + below(5)), text);
  } else {
    StatementEntry again = payment(one, one.amount, text);
    again.statement = "NT-" + again.statement;  // comes first in the order of ids
    entries_.push_back(again);
    is_true(again, one);
    ++month_.findings[FindingKind::repeated];
  }
}

void Maker::merged() {
  std::vector<ExpectedPayment> all;
  std::int64_t sum = 0;
  std::string text = "Nop le phi";
  for (int i = 0; i < 2 + below(2); ++i) {
    all.push_back(fee());
    all.back().asked_on = expected_.back().asked_on = day(5);
    sum += all.back().amount;
    text += " " + all.back().dossier.value() + (below(2) == 0 ? "," : ";");
  }
  const StatementEntry& made = payment(all.front(), sum, text);
  for (const ExpectedPayment& one : all) is_true(made, one);
}

void Maker::batch() {
  std::vector<ExpectedPayment> all{fee(), fee(), fee()};
  std::int64_t sum = 0;
  for (const ExpectedPayment& one : all) sum += one.amount;
  StatementEntry& made = entry(day(28), sum);
  for (const ExpectedPayment& one : all) {
    EntryDetail detail;
    detail.amount = Amount{one.amount, 0, vnd()};
    detail.remittance = spelt(one.dossier.value());
    made.entry.details.push_back(detail);
    is_true(made, one, made.entry.details.size());
  }
}

/// One such sum a day: of two nobody could say which is which.
void Maker::day_sum() {
  if (sum_day_ == 28) return;
  const int date = ++sum_day_;
  std::int64_t sum = 0;
  std::vector<ExpectedPayment> all;
  for (int i = 0; i < 5; ++i) {
    ExpectedPayment& one = fee();
    one.asked_on = day(date);
    one.platform_paid_on = day(date);
    sum += one.amount;
    all.push_back(one);
  }
  const StatementEntry& made = entry(day(date) + days{1}, sum);
  for (const ExpectedPayment& one : all) is_true(made, one);
}

void Maker::given_back(Trouble trouble) {
  const ExpectedPayment one = fee();
  const std::string text = spelt(one.dossier.value());
  const StatementEntry first = payment(one, one.amount, text);
  StatementEntry& undone = back(first);
  if (trouble == Trouble::reversed) {
    undone.entry.reversal = true;
    undone.entry.information.clear();
    undone.entry.details = first.entry.details;
  } else {
    undone.entry.bank_code = "PMNT/ICDT/RRTN";
  }
  if (trouble == Trouble::returned_repaid) {
    StatementEntry& again = true_payment(one, one.amount, text);
    again.entry.booked_on = *undone.entry.booked_on + days{2};
  }
}

void Maker::mistaken(Trouble trouble) {
  const ExpectedPayment one = fee();
  if (trouble == Trouble::unknown_dossier) {
    payment(one, one.amount, "Le phi " + code_on(30, four(1 + number_ % 9000)));
    month_.truth.insert({{entries_.back().statement, entries_.back().entry.number, 0}, one.id});
    return;
  }
  ExpectedPayment& other = fee();
  other.amount = one.amount;
  other.asked_on = one.asked_on;
  while (other.payer == one.payer) other.payer = person();
  StatementEntry& made = true_payment(one, one.amount, spelt(other.dossier.value()));
  made.entry.details.front().debtor_name = upper_stripped(one.payer);
}

void Maker::two_of_one(Trouble trouble) {
  const ExpectedPayment one = fee();
  const int date = static_cast<int>((one.asked_on - day(1)).count()) + 1;
  if (trouble == Trouble::longer_neighbour) {
    const ExpectedPayment longer = fee(one.dossier.value() + "7", date, one.amount);
    true_payment(below(2) == 0 ? one : longer, one.amount, "");
    const bool is_longer =
        month_.truth.contains({{entries_.back().statement, entries_.back().entry.number, 0}, longer.id});
    entries_.back().entry.details.front().remittance =
        "THANH TOAN HO SO " + (is_longer ? longer : one).dossier.value() + " CAM ON";
    return;
  }
  ExpectedPayment& second = fee(one.dossier.value(), date, one.amount);
  second.payer = one.payer;
  if (trouble != Trouble::twin_fees) second.amount += 7'000;
  if (trouble == Trouble::same_reference) second.references = one.references;
  const ExpectedPayment& paid = below(2) == 0 ? one : second;
  true_payment(paid, paid.amount,
               trouble == Trouble::same_reference ? "TT " + one.references.front() : spelt(one.dossier.value()));
}

void Maker::others(Trouble trouble) {
  if (trouble == Trouble::no_fee) {
    StatementEntry& made = entry(day(25), 1 + below(3'000));
    made.entry.information = "TRA LAI TIEN GUI KHONG KY HAN THANG 11/2025";
    return;
  }
  const ExpectedPayment one = fee();
  if (trouble == Trouble::name_only) {
    true_payment(one, one.amount, "Chuyen tien").entry.details.front().debtor_name = upper_stripped(one.payer);
  } else if (trouble == Trouble::silent) {
    true_payment(one, one.amount, "").entry.details.front().debtor_name.clear();
  } else if (trouble == Trouble::too_early) {
    true_payment(one, one.amount, spelt(one.dossier.value())).entry.booked_on = one.asked_on - days{3};
  }
}

}  // namespace

FeeMonth fee_month(std::uint64_t seed, int cases) {
  Maker maker(seed);
  for (int i = 0; i < cases; ++i) {
    for (int kind = 0; kind < trouble_kinds; ++kind) maker.make(static_cast<Trouble>(kind));
  }
  return std::move(maker).month();
}

FeeMonth ordinary_month(std::uint64_t seed, int fees) {
  constexpr std::array kinds{Trouble::none,          Trouble::reference_text, Trouble::code_text,
                             Trouble::code_stripped, Trouble::reference_cut,  Trouble::cut_at_35,
                             Trouble::name_only,     Trouble::silent};
  Maker maker(seed);
  for (int i = 0; i < fees; ++i) maker.make(kinds[static_cast<std::size_t>(i) % kinds.size()]);
  return std::move(maker).month();
}

}  // namespace lienthong::domain::testing
