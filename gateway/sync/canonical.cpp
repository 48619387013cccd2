#include "sync/canonical.hpp"

#include "base/instant.hpp"
#include "codec/json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Instant;
using base::Result;
using codec::Value;
using domain::Event;
using domain::Status;

/// Fields the gateway works out from the moves; as facts they would be a second, older opinion.
constexpr std::array computed_fields{std::string_view("code"),          std::string_view("status"),
                                     std::string_view("status_reason"), std::string_view("not_accepted_at"),
                                     std::string_view("completed"),     std::string_view("result_state"),
                                     std::string_view("completed_at"),  std::string_view("finished_at"),
                                     std::string_view("returned"),      std::string_view("returned_at"),
                                     std::string_view("return_date")};

bool is_computed(std::string_view field) {
  return std::find(computed_fields.begin(), computed_fields.end(), field) != computed_fields.end();
}

Result<std::optional<Instant>> instant_at(const Value& record, std::string_view field) {
  const Value* found = record.find(field);
  if (found == nullptr || found->is_null()) return std::optional<Instant>();
  auto at = base::from_rfc3339(found->scalar());
  if (!at)
    return base::fail(
        base::Error(ErrorKind::invalid, "canonical.instant", "not an instant").with("path", std::string(field)));
  return std::optional<Instant>(*at);
}

bool is_true(const Value& record, std::string_view field) {
  const Value* found = record.find(field);
  return found != nullptr && found->as_boolean();
}

/// The latest instant the document mentions as past; due dates lie ahead and say nothing about when it was written.
Result<Instant> stated_at(const Value& document) {
  Instant latest{};
  for (const auto field :
       {"submitted_at", "received_at", "completed_at", "returned_at", "not_accepted_at", "finished_at"}) {
    auto at = instant_at(document, field);
    if (!at) return base::fail(std::move(at).error());
    if (*at) latest = std::max(latest, **at);
  }
  if (is_true(document, "returned")) {
    auto at = instant_at(document, "return_date");
    if (!at) return base::fail(std::move(at).error());
    if (*at) latest = std::max(latest, **at);
  }
  if (const Value* rounds = document.find("supplements")) {
    for (const Value& round : rounds->items()) {
      for (const auto field : {"requested_at", "received_at"}) {
        auto at = instant_at(round, field);
        if (!at) return base::fail(std::move(at).error());
        if (*at) latest = std::max(latest, **at);
      }
    }
  }
  return latest;
}

domain::ProcedureCode procedure_of(const Value& document) {
  const Value* procedure = document.find("procedure");
  const Value* code = procedure == nullptr ? nullptr : procedure->find("code");
  if (code == nullptr) return {};
  // Provinces append their own suffix: "2.000815.000.00.00.H55" is procedure 2.000815 (contracts 7.1).
  return domain::ProcedureCode(std::string(code->scalar().substr(0, 8)));
}

Event base_event(const domain::SystemId& source, const domain::DossierCode& code, Instant at) {
  Event event;
  event.source = source;
  event.dossier = code;
  event.occurred_at = at;
  return event;
}

void add_implied(std::vector<Event>& events, Event event, Status to) {
  event.move = domain::Move{to, "", domain::Evidence::implied};
  event.id = domain::derive_event_id(event);
  events.push_back(std::move(event));
}

void append_text(std::string& out, std::string_view text) { out += codec::write_json(Value::text(text)); }

std::string quoted(std::string_view text) {
  std::string out;
  append_text(out, text);
  return out;
}

std::string quoted(Instant at) { return quoted(base::to_rfc3339(at)); }

/// `{"a":…,"b":…}` from ordered name → JSON text: canonical because a map is sorted and every text is canonical.
std::string record_text(const std::map<std::string, std::string>& members) {
  std::string out = "{";
  for (const auto& [name, json] : members) {
    if (out.size() > 1) out += ',';
    append_text(out, name);
    out += ':';
    out += json;
  }
  return out + "}";
}

std::optional<Instant> last_time_of(const domain::Dossier& dossier, Status status) {
  const auto found = std::find_if(dossier.steps.rbegin(), dossier.steps.rend(),
                                  [status](const domain::Step& step) { return step.move.to == status; });
  return found == dossier.steps.rend() ? std::nullopt : std::optional(found->occurred_at);
}

void add_progress(std::map<std::string, std::string>& out, const domain::Dossier& seen) {
  if (!seen.status) return;
  out["status"] = quoted(domain::name(*seen.status));
  if (!seen.reason.empty()) out["status_reason"] = quoted(seen.reason);
  const auto returned_at = last_time_of(seen, Status::returned);
  const auto completed_at = last_time_of(seen, Status::completed);
  const bool completed = completed_at || returned_at;
  out["completed"] = completed ? "true" : "false";
  out["result_state"] = completed ? "\"released\"" : "\"none\"";
  out["returned"] = returned_at ? "true" : "false";
  if (completed) out["completed_at"] = quoted(completed_at.value_or(returned_at.value_or(Instant{})));
  if (returned_at) out["returned_at"] = quoted(*returned_at);
  if (const auto at = last_time_of(seen, Status::not_accepted)) out["not_accepted_at"] = quoted(*at);
  if (domain::is_final(*seen.status)) out["finished_at"] = quoted(seen.status_since);
  const auto due = out.find("due_at");
  if (returned_at) {
    out["return_date"] = quoted(*returned_at);
  } else if (due != out.end()) {
    out["return_date"] = due->second;
  }
}

}  // namespace

Result<std::vector<Event>> events_of_dossier(const domain::SystemId& source, const domain::DossierCode& code,
                                             const Value& document) {
  auto at = stated_at(document);
  if (!at) return base::fail(std::move(at).error());
  std::vector<Event> events;
  Event statement = base_event(source, code, *at);
  statement.procedure = procedure_of(document);
  for (const auto& [name, value] : document.members()) {
    if (!is_computed(name) && !value.is_null()) statement.facts.emplace(name, codec::write_canonical_json(value));
  }
  statement.id = domain::derive_event_id(statement);
  events.push_back(std::move(statement));

  const auto received = instant_at(document, "received_at");
  if (received && *received) add_implied(events, base_event(source, code, **received), Status::accepted);
  const auto completed = instant_at(document, "completed_at");
  if (is_true(document, "completed") && completed && *completed) {
    add_implied(events, base_event(source, code, **completed), Status::completed);
  }
  const auto returned = instant_at(document, "return_date");
  if (is_true(document, "returned") && returned && *returned) {
    add_implied(events, base_event(source, code, **returned), Status::returned);
  }
  return events;
}

Result<std::vector<Event>> events_of_step(const domain::SystemId& source, const domain::DossierCode& code,
                                          const Value& step) {
  auto at = instant_at(step, "occurred_at");
  if (!at) return base::fail(std::move(at).error());
  const Value* status_text = step.find("status");
  const auto status = status_text == nullptr ? std::nullopt : domain::status_from_name(status_text->scalar());
  if (!*at || !status) {
    return base::fail(ErrorKind::invalid, "canonical.step", "a step needs occurred_at and status");
  }
  const Value* reason = step.find("reason");
  Event event = base_event(source, code, **at);
  event.move = domain::Move{*status, reason == nullptr ? "" : std::string(reason->scalar()), domain::Evidence::stated};
  std::vector<Event> events;
  for (const auto& [name, value] : step.members()) {
    if (name == "code" || name == "status" || name == "occurred_at" || name == "reason" || value.is_null()) continue;
    if (name == "results") {
      Event papers = base_event(source, code, **at);
      papers.facts.emplace(name, codec::write_canonical_json(value));
      papers.id = domain::derive_event_id(papers);
      events.push_back(std::move(papers));
      continue;
    }
    event.facts.emplace(name, codec::write_canonical_json(value));
  }
  event.id = domain::derive_event_id(event);
  events.push_back(std::move(event));
  return events;
}

std::string render_dossier(const domain::Dossier& whole, const domain::Dossier& seen) {
  std::map<std::string, std::string> out(whole.facts.begin(), whole.facts.end());
  out["code"] = quoted(whole.code.value());
  add_progress(out, seen);
  return record_text(out);
}

std::string render_step(const domain::Dossier& dossier, const domain::Step& step) {
  std::map<std::string, std::string> out(step.facts.begin(), step.facts.end());
  out["code"] = quoted(dossier.code.value());
  out["status"] = quoted(domain::name(step.move.to));
  out["occurred_at"] = quoted(step.occurred_at);
  if (!step.move.reason.empty()) out["reason"] = quoted(step.move.reason);
  return record_text(out);
}

}  // namespace lienthong::sync
