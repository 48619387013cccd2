#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "mapping/proof/certificate.hpp"

namespace lienthong::mapping {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;

class JsonCertificate {
 public:
  explicit JsonCertificate(const Certificate& certificate) : certificate_(&certificate) {}

  std::string text() {
    RecordBuilder out(arena_);
    out.add_text("mapping", certificate_->mapping);
    out.add_text("version", certificate_->version);
    out.add_text("format", certificate_->format == Format::json ? "json" : "xml");
    out.add("seed", number(certificate_->seed));
    out.add("proven", Value::boolean(certificate_->proven()));
    out.add("witnesses", number(certificate_->witnesses));
    out.add("out", way(certificate_->out));
    out.add("in", way(certificate_->in));
    out.add("losses", losses());
    out.add("normalisations", normalisations());
    out.add("refusals", refusals());
    out.add("tables", tables());
    out.add("counter_examples", counter_examples());
    return codec::write_json(out.build()) + "\n";
  }

 private:
  Value number(std::uint64_t value) { return Value::number(arena_.copy(std::to_string(value))); }

  Value texts(const std::vector<std::string>& texts) {
    ListBuilder out(arena_);
    for (const std::string& text : texts) out.add(Value::text(arena_.copy(text)));
    return out.build();
  }

  Value way(const WayReport& report) {
    RecordBuilder out(arena_);
    out.add("cases", number(report.cases));
    out.add("outside", number(report.outside));
    out.add("mutations", number(report.mutations));
    out.add("unusable", number(report.unusable));
    out.add("stopped", Value::boolean(report.stopped));
    out.add("fields", number(report.fields));
    out.add("fields_not_covered", texts(report.fields_not_covered));
    out.add("values", number(report.values));
    out.add("values_not_covered", texts(report.values_not_covered));
    return out.build();
  }

  Value losses() {
    ListBuilder out(arena_);
    for (const LostField& loss : certificate_->losses) {
      RecordBuilder row(arena_);
      row.add_text("side", name(loss.side));
      row.add_text("path", loss.path);
      row.add_text("why", loss.why);
      out.add(row.build());
    }
    return out.build();
  }

  Value normalisations() {
    ListBuilder out(arena_);
    for (const auto& [what, times] : certificate_->normalisations) {
      RecordBuilder row(arena_);
      row.add_text("rule", what.first);
      row.add_text("path", what.second);
      row.add("times", number(times));
      out.add(row.build());
    }
    return out.build();
  }

  Value refusals() {
    ListBuilder out(arena_);
    for (const auto& [refusal, times] : certificate_->refusals) {
      RecordBuilder row(arena_);
      row.add_text("way", name(refusal.way));
      row.add_text("path", refusal.path);
      row.add_text("code", refusal.code);
      row.add("times", number(times));
      out.add(row.build());
    }
    return out.build();
  }

  Value refused_codes(const std::vector<CodeTable::Refusal>& refused) {
    ListBuilder out(arena_);
    for (const CodeTable::Refusal& refusal : refused) {
      RecordBuilder row(arena_);
      row.add_text("code", refusal.code);
      row.add_text("why", refusal.why);
      out.add(row.build());
    }
    return out.build();
  }

  Value tables() {
    ListBuilder out(arena_);
    for (const TableReport& table : certificate_->tables) {
      RecordBuilder row(arena_);
      row.add_text("table", table.table);
      row.add_text("from", table.from);
      row.add("codes_out", number(table.pairs_outward));
      row.add("codes_in", number(table.pairs_inward));
      row.add("refused_canonical", refused_codes(table.refused_canonical));
      row.add("refused_external", refused_codes(table.refused_external));
      out.add(row.build());
    }
    return out.build();
  }

  Value counter_examples() {
    ListBuilder out(arena_);
    for (const CounterExample& one : certificate_->counter_examples) {
      RecordBuilder row(arena_);
      row.add_text("way", name(one.way));
      row.add_text("law", one.law);
      row.add_text("path", one.path);
      row.add_text("what", one.what);
      row.add_text("document", one.document);
      out.add(row.build());
    }
    return out.build();
  }

  const Certificate* certificate_;
  Arena arena_;
};

}  // namespace

std::string to_json(const Certificate& certificate) { return JsonCertificate(certificate).text(); }

}  // namespace lienthong::mapping
