#include "mapping/fixed_form.hpp"

#include "base/digits.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lienthong::mapping {
namespace {

using base::WallTime;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::array<std::pair<std::string_view, int WallTime::*>, 7> known_letters{{{"yyyy", &WallTime::year},
                                                                                     {"MM", &WallTime::month},
                                                                                     {"dd", &WallTime::day},
                                                                                     {"HH", &WallTime::hour},
                                                                                     {"mm", &WallTime::minute},
                                                                                     {"ss", &WallTime::second},
                                                                                     {"SSS", &WallTime::milli}}};

}  // namespace

bool FixedForm::has(int WallTime::*part) const {
  return std::any_of(numbers_.begin(), numbers_.end(), [&](const Number& number) { return number.part == part; });
}

bool FixedForm::has_digit_at(std::size_t at) const {
  return std::any_of(numbers_.begin(), numbers_.end(),
                     [&](const Number& number) { return at >= number.at && at < number.at + number.width; });
}

bool FixedForm::add_letters(std::string_view letters, std::string& why) {
  for (const auto& [name, part] : known_letters) {
    if (name != letters) continue;
    if (has(part)) {
      why = "'" + std::string(letters) + "' stands twice in the pattern";
      return false;
    }
    numbers_.push_back({part, static_cast<std::uint32_t>(shape_.size()), static_cast<std::uint32_t>(name.size())});
    shape_.append(name.size(), '0');
    return true;
  }
  why = "'" + std::string(letters) + "' is not one of yyyy MM dd HH mm ss SSS";
  if (letters == "hh") {
    why +=
        "; 'hh' is the hour of 12 and cannot tell 9 from 21: write HH where the peer means 24 hours, otherwise map the "
        "field as it is to a text and keep the raw string";
  }
  return false;
}

void FixedForm::add_literal(std::string_view text) {
  for (const char c : text) {
    literals_.push_back(static_cast<std::uint32_t>(shape_.size()));
    shape_ += c;
  }
}

std::optional<FixedForm> FixedForm::parse(std::string_view pattern, std::string& why) {
  FixedForm out;
  for (std::size_t i = 0; i < pattern.size();) {
    std::size_t end = i + 1;
    if (pattern[i] == '\'') {
      end = pattern.find('\'', i + 1);
      if (end == std::string_view::npos) {
        why = "a single quote is not closed";
        return std::nullopt;
      }
      out.add_literal(pattern.substr(i + 1, end - i - 1));
      ++end;
    } else if (is_letter(pattern[i])) {
      while (end < pattern.size() && pattern[end] == pattern[i]) ++end;
      if (!out.add_letters(pattern.substr(i, end - i), why)) return std::nullopt;
    } else {
      out.add_literal(pattern.substr(i, 1));
    }
    i = end;
  }
  return out;
}

bool FixedForm::read(std::string_view text, WallTime& out) const {
  if (text.size() != shape_.size()) return false;
  bool broken = false;
  for (const std::uint32_t at : literals_) broken |= text[at] != shape_[at];
  for (const Number& number : numbers_)
    out.*number.part = base::read_digits(text.data() + number.at, number.width, broken);
  return !broken;
}

void FixedForm::write(const WallTime& wall, char* out) const {
  std::memcpy(out, shape_.data(), shape_.size());
  for (const Number& number : numbers_) base::write_digits(wall.*number.part, number.width, out + number.at);
}

bool FixedForm::overlaps(const FixedForm& other) const {
  if (size() != other.size()) return false;
  for (std::size_t at = 0; at < size(); ++at) {
    const bool mine = has_digit_at(at);
    const bool theirs = other.has_digit_at(at);
    if (mine && theirs) continue;
    if (mine ? !is_digit(other.shape_[at]) : theirs ? !is_digit(shape_[at]) : shape_[at] != other.shape_[at]) {
      return false;
    }
  }
  return true;
}

}  // namespace lienthong::mapping
