#pragma once

#include "base/instant.hpp"
#include "codec/json.hpp"
#include "peer/inbound.hpp"
#include "sync/decide.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync::testing {

inline const domain::SystemId province("province");
inline const domain::SystemId portal("portal");
inline const domain::SystemId ministry("ministry");
inline const domain::DossierCode dossier_code("H55.12-260615-0001");
/// Processed by the province, and by the ministry.
inline constexpr std::string_view own_procedure = "1.001193";
inline constexpr std::string_view ministry_procedure = "1.004222";

inline base::Instant at(std::string_view clock) {
  return base::from_rfc3339("2026-06-15T" + std::string(clock) + "+07:00").value();
}

inline domain::Authority authority() {
  using domain::Part;
  using domain::Status;
  return domain::Authority(
      {{Part::submission, province},
       {Part::processing, province},
       {Part::payment, province},
       {Part::postal, province},
       {Part::result, province}},
      {{Status::registered, Part::submission},
       {Status::accepted, Part::submission},
       {Status::withdrawn, Part::submission},
       {Status::not_accepted, Part::processing},
       {Status::processing, Part::processing},
       {Status::supplement_requested, Part::processing},
       {Status::payment_requested, Part::processing},
       {Status::stopped, Part::processing},
       {Status::completed, Part::processing},
       {Status::returned, Part::result}},
      {{"results", Part::processing}},
      {{domain::ProcedureCode(std::string(ministry_procedure)), Part::processing, ministry, {}, std::nullopt}});
}

inline peer::Tell tell(std::string kind, domain::TellRule::What what, domain::Collapse collapse,
                       std::vector<domain::Part> parts) {
  peer::Tell out;
  out.rule.kind = std::move(kind);
  out.rule.what = what;
  out.rule.collapse = collapse;
  out.rule.parts = std::move(parts);
  out.mapping = out.rule.kind;
  return out;
}

/// Three systems with the manners of the real ones: portal (document and steps), ministry (documents of its own
/// procedures), province (steps that are not its own).
inline World world() {
  using domain::Collapse;
  using domain::Part;
  using What = domain::TellRule::What;
  const std::vector<Part> all{Part::submission, Part::processing, Part::payment, Part::postal, Part::result};
  World out{
      authority(),
      Procedures({{domain::ProcedureCode(std::string(own_procedure)), {"Đăng ký khai sinh", "G15-TP05", "Hộ tịch"}}}),
      {}};
  peer::Manifest portal_manifest;
  portal_manifest.id = portal;
  portal_manifest.tells = {tell("dossier", What::document, Collapse::latest, all),
                           tell("progress", What::step, Collapse::every, all)};
  portal_manifest.tells[1].batch = 10;
  peer::Manifest ministry_manifest;
  ministry_manifest.id = ministry;
  ministry_manifest.tells = {
      tell("submission", What::document, Collapse::latest, {Part::submission, Part::payment, Part::result})};
  ministry_manifest.tells[0].rule.only_where_owner_of = Part::processing;
  ministry_manifest.tells[0].attachments = peer::Attachments::inline_base64;
  peer::Manifest province_manifest;
  province_manifest.id = province;
  province_manifest.tells = {tell("step", What::step, Collapse::every, {Part::processing, Part::result})};
  out.systems = {{portal, portal_manifest}, {ministry, ministry_manifest}, {province, province_manifest}};
  return out;
}

/// A message as a profile would hand it over.
struct Message {
  codec::Arena arena;
  peer::Incoming incoming;
};

inline std::unique_ptr<Message> message(std::string_view json, peer::Canonical kind, std::string key) {
  auto out = std::make_unique<Message>();
  out->incoming.code = dossier_code;
  out->incoming.canonical_kind = kind;
  out->incoming.canonical = codec::read_json(json, out->arena).value();
  out->incoming.key = std::move(key);
  out->incoming.body_digest = codec::write_canonical_json(out->incoming.canonical);
  return out;
}

inline std::string document_json(std::string_view procedure, std::string_view phone = "0912000111") {
  return R"({"code":"H55.12-260615-0001","procedure":{"code":")" + std::string(procedure) +
         R"(","name":"Thủ tục"},"applicant":{"name":"Trần Thị Mơ","phone":")" + std::string(phone) +
         R"("},"received_at":"2026-06-15T08:00:00.000+07:00","due_at":"2026-06-20T17:00:00.000+07:00","completed":false,"returned":false})";
}

inline std::string step_json(std::string_view status, std::string_view clock, std::string_view note = "") {
  return R"({"code":"H55.12-260615-0001","status":")" + std::string(status) + R"(","occurred_at":"2026-06-15T)" +
         std::string(clock) + R"(.000+07:00","note":")" + std::string(note) + R"("})";
}

/// What the store would hold after the work: for tests that decide again and again without a store.
inline void apply(storage::DossierRecord& record, const storage::UnitOfWork& work) {
  record.version++;
  record.events.insert(record.events.end(), work.events.begin(), work.events.end());
  for (const auto& view : work.views) {
    std::erase_if(record.views, [&](const auto& old) { return old.peer == view.peer; });
    record.views.push_back(view);
  }
  for (auto& delivery : record.deliveries) {
    if (std::find(work.supersede.begin(), work.supersede.end(), delivery.id) != work.supersede.end())
      delivery.state = domain::DeliveryState::superseded;
  }
  for (domain::Delivery delivery : work.create) {
    delivery.id = domain::DeliveryId(static_cast<std::int64_t>(record.deliveries.size()) + 1);
    record.deliveries.push_back(std::move(delivery));
  }
  if (work.inbox) record.inbox[{work.inbox->source.value(), work.inbox->key}] = work.inbox->body_digest;
}

}  // namespace lienthong::sync::testing
