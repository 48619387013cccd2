#pragma once

#include "ops/config_table.hpp"

#include <chrono>
#include <type_traits>
#include <utility>

// How a key of the configuration is said; used by the files that say one section each.

namespace lienthong::ops {

/// What a word of a choice means; one for each enumeration, beside the section that uses it.
void choose(base::LogLevel& field, const std::string& word);

template <class Field>
struct IsOptional : std::false_type {};
template <class Value>
struct IsOptional<std::optional<Value>> : std::true_type {};

template <class Field>
struct IsDuration : std::false_type {};
template <class Rep, class Period>
struct IsDuration<std::chrono::duration<Rep, Period>> : std::true_type {};

/// The loader has checked type, range and choices; the casts lose nothing. An enumeration has its `choose` beside it.
template <class Field>
void assign(Field& field, const Setting& setting) {
  if constexpr (IsOptional<Field>::value) {
    assign(field.emplace(), setting);
  } else if constexpr (IsDuration<Field>::value) {
    field = Field{std::get<std::int64_t>(setting)};
  } else if constexpr (std::is_enum_v<Field>) {
    choose(field, std::get<std::string>(setting));
  } else if constexpr (std::is_integral_v<Field>) {
    field = static_cast<Field>(std::get<std::int64_t>(setting));
  } else {
    field = std::get<Field>(setting);
  }
}

/// `pick` finds the struct in the config, `field` the member in the struct.
template <class Pick, class Part, class Field>
std::function<void(Config&, const Setting&)> into(Pick pick, Field Part::*field) {
  return [pick, field](Config& config, const Setting& setting) { assign(pick(config).*field, setting); };
}

using Set = std::function<void(Config&, const Setting&)>;

inline Key text_key(std::string name, Presence presence, std::string sample, std::string text, Set set) {
  return {.name = std::move(name),
          .type = KeyType::text,
          .presence = presence,
          .sample = std::move(sample),
          .text = std::move(text),
          .set = std::move(set)};
}

inline Key url_key(std::string name, Presence presence, std::string sample, std::string text, Set set) {
  Key key = text_key(std::move(name), presence, std::move(sample), std::move(text), std::move(set));
  key.type = KeyType::url;
  return key;
}

inline Key choice_key(std::string name, Presence presence, std::vector<std::string> choices, std::string text,
                      Set set) {
  Key key = text_key(std::move(name), presence, choices.front(), std::move(text), std::move(set));
  key.type = KeyType::choice;
  key.choices = std::move(choices);
  return key;
}

inline Key integer_key(std::string name, Presence presence, std::int64_t sample, Range range, std::string text,
                       Set set) {
  return {.name = std::move(name),
          .type = KeyType::integer,
          .presence = presence,
          .sample = sample,
          .range = range,
          .text = std::move(text),
          .set = std::move(set)};
}

inline Key number_key(std::string name, Presence presence, double sample, Range range, std::string text, Set set) {
  return {.name = std::move(name),
          .type = KeyType::number,
          .presence = presence,
          .sample = sample,
          .range = range,
          .text = std::move(text),
          .set = std::move(set)};
}

inline constexpr auto required = Presence::required;
inline constexpr auto defaulted = Presence::defaulted;
inline constexpr auto optional = Presence::optional;

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t mebibyte = 1024 * 1024;

}  // namespace lienthong::ops
