#include "peer/payment_platform.hpp"

#include "peer/profiles/join_url.hpp"
#include "peer/profiles/payment_dialect.hpp"
#include "peer/profiles/payment_lookup.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;

constexpr unsigned ok = 200;
constexpr unsigned redirect = 300;
constexpr unsigned not_acceptable = 400;
constexpr unsigned internal_error = 500;
constexpr unsigned unavailable = 503;

bool is_positive(const transport::HttpResponse& response) {
  return response.status >= ok && response.status < redirect;
}

base::Error missing_plan(const std::string& mapping) {
  return base::Error(ErrorKind::permanent, "peer.plan_missing", "a mapping that payments.toml names is not compiled")
      .with("mapping", mapping);
}

/// Talks through one dialect; all that can go wrong on the way is the transport's.
class HttpPaymentPlatform final : public PaymentPlatform {
 public:
  HttpPaymentPlatform(PaymentManifest manifest, PaymentSettings settings, mapping::Plans plans, SystemContext context)
      : manifest_(std::move(manifest)),
        settings_(std::move(settings)),
        context_(std::move(context)),
        dialect_(make_payment_dialect(manifest_, settings_, PaymentWire(plans, settings_.limits))),
        lookup_(manifest_, settings_, PaymentWire(std::move(plans), settings_.limits)) {}

  [[nodiscard]] const PaymentManifest& manifest() const override { return manifest_; }
  [[nodiscard]] const std::string& partner() const override { return settings_.partner; }

  awaitable<PaymentOpening> open(PaymentOrder order, base::Deadline deadline) override {
    auto body = dialect_->order_body(order);
    if (!body) co_return PaymentNotSent{std::move(body).error()};
    auto response = co_await send(manifest_.open.path, std::move(*body), deadline);
    if (response) co_return dialect_->read_opening(*response);
    const ErrorKind kind = response.error().kind();
    // `ambiguous`: some of it may have reached the platform. The rest did not leave.
    if (kind == ErrorKind::transient || kind == ErrorKind::permanent || kind == ErrorKind::cancelled)
      co_return PaymentNotSent{std::move(response).error()};
    co_return PaymentUnknown{response.error().code()};
  }

  awaitable<Result<PaymentAnswer>> query(PaymentQuestion question, base::Deadline deadline) override {
    auto body = dialect_->query_body(question);
    if (!body) co_return base::fail(std::move(body).error());
    auto response = co_await send(manifest_.query.path, std::move(*body), deadline);
    if (!response) co_return base::fail(std::move(response).error());
    if (!is_positive(*response))
      co_return base::fail(ErrorKind::transient, "payment.query", "the platform did not answer the question");
    auto report = dialect_->read_query(response->body, question);
    co_return PaymentAnswer{std::move(report), std::move(response->body)};
  }

  awaitable<Result<std::string>> bill(PaymentQuestion question, base::Deadline deadline) override {
    auto body = dialect_->bill_body(question);
    if (!body) co_return body;
    auto response = co_await send(manifest_.bill->path, std::move(*body), deadline);
    if (!response) co_return base::fail(std::move(response).error());
    if (response->status >= 500)
      co_return base::fail(ErrorKind::transient, "payment.bill_unavailable", "the platform gave no receipt now");
    if (!is_positive(*response) || !response->body.starts_with("%PDF-"))
      co_return base::fail(ErrorKind::not_found, "payment.bill", "the platform has no receipt of this payment");
    co_return std::move(response->body);
  }

  [[nodiscard]] std::optional<std::string> reference_of(std::string_view body) const override {
    return dialect_->reference_of(body);
  }
  [[nodiscard]] Result<domain::PaymentReport> hear(std::string_view body,
                                                   std::optional<std::int64_t> held) const override {
    return dialect_->hear(body, held);
  }

  [[nodiscard]] Reply answer(std::string_view body, PaymentVerdict verdict) const override {
    auto text = dialect_->answer_body(body, verdict);
    if (!text) return {internal_error, "text/plain; charset=utf-8", manifest_.verdicts.at(verdict).text + "\n"};
    const unsigned status = verdict == PaymentVerdict::try_again   ? unavailable
                            : verdict == PaymentVerdict::malformed ? not_acceptable
                                                                   : ok;
    return {status, "application/json", std::move(*text)};
  }

  [[nodiscard]] std::optional<domain::DossierCode> dossier_asked(std::string_view body) const override {
    return lookup_.dossier_asked(body);
  }
  [[nodiscard]] Reply demand(const PaymentDemand& demand) const override { return lookup_.answer(demand); }

 private:
  awaitable<Result<transport::HttpResponse>> send(const std::string& path, std::string body, base::Deadline deadline) {
    transport::HttpRequest request;
    request.url = join_url(settings_.base_url, path);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json, application/pdf"}};
    if (!settings_.token.empty())
      request.headers.emplace_back("Authorization", "Bearer " + std::string(settings_.token.reveal()));
    request.body = std::move(body);
    const auto limit = base::Deadline::after(context_.clock->steady(), manifest_.timeout);
    co_return co_await context_.http->send(std::move(request), deadline.earlier_of(limit));
  }

  PaymentManifest manifest_;
  PaymentSettings settings_;
  SystemContext context_;
  std::unique_ptr<PaymentDialect> dialect_;
  PaymentLookup lookup_;
};

}  // namespace

Result<std::unique_ptr<PaymentPlatform>> make_payment_platform(PaymentManifest manifest, PaymentSettings settings,
                                                               mapping::Plans plans, SystemContext context) {
  std::vector<std::string> named{manifest.open.message,  manifest.open.answer,  manifest.open.refusal,
                                 manifest.query.message, manifest.query.answer, manifest.report.message,
                                 manifest.report.answer};
  if (manifest.bill) named.push_back(manifest.bill->message);
  if (manifest.lookup) named.push_back(manifest.lookup->answer);
  for (const std::string& mapping : named) {
    if (!plans.contains(mapping)) return base::fail(missing_plan(mapping));
  }
  return std::make_unique<HttpPaymentPlatform>(std::move(manifest), std::move(settings), std::move(plans),
                                               std::move(context));
}

}  // namespace lienthong::peer
