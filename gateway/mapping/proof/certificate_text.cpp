#include "base/text.hpp"
#include "mapping/proof/certificate.hpp"

namespace lienthong::mapping {
namespace {

constexpr std::size_t longest_document = 2000;
constexpr std::size_t digest_shown = 12;

std::string_view name(Format format) { return format == Format::json ? "json" : "xml"; }

std::string of_all(std::size_t missing, std::size_t all) {
  return std::to_string(all - missing) + " of " + std::to_string(all);
}

void add_way(const Certificate& certificate, Way way, std::string& out) {
  const WayReport& report = way == Way::out ? certificate.out : certificate.in;
  out += std::string("  ") + (way == Way::out ? "canonical → external" : "external → canonical") + ": " +
         std::to_string(report.cases) + " documents and back; fields " +
         of_all(report.fields_not_covered.size(), report.fields) + "; codes and listed values " +
         of_all(report.values_not_covered.size(), report.values) + "; " + std::to_string(report.outside) +
         " at the edge; " + std::to_string(report.mutations) + " broken on purpose";
  if (report.unusable > 0) out += "; " + std::to_string(report.unusable) + " not usable";
  out += report.stopped ? "; stopped there\n" : "\n";
  if (report.stopped) return;
  for (const std::string& field : report.fields_not_covered) out += "    not covered: " + field + "\n";
  for (const std::string& value : report.values_not_covered) out += "    not covered: " + value + "\n";
}

void add_losses(const Certificate& certificate, std::string& out) {
  if (certificate.losses.empty()) return;
  out += "  losses, each declared:\n";
  for (const LostField& loss : certificate.losses)
    out += "    " + std::string(name(loss.side)) + " " + loss.path + ": " + loss.why + "\n";
}

void add_tables(const Certificate& certificate, std::string& out) {
  for (const TableReport& table : certificate.tables) {
    out += "  code table " + table.table + (table.from.empty() ? "" : " from " + table.from) + ": " +
           std::to_string(table.pairs_outward) + " codes out, " + std::to_string(table.pairs_inward) + " in\n";
    for (const auto& refusal : table.refused_canonical)
      out += "    refuses canonical \"" + refusal.code + "\": " + refusal.why + "\n";
    for (const auto& refusal : table.refused_external)
      out += "    refuses external \"" + refusal.code + "\": " + refusal.why + "\n";
  }
}

void add_changes(const Certificate& certificate, std::string& out) {
  if (!certificate.normalisations.empty()) out += "  comes back in another, declared form:\n";
  for (const auto& [what, times] : certificate.normalisations) {
    const auto& [rule, place] = what;
    out += "    " + rule + " " + place + " (" + std::to_string(times) + ")\n";
  }
  if (!certificate.refusals.empty()) out += "  valid, and refused by name:\n";
  for (const auto& [refusal, times] : certificate.refusals)
    out += "    " + std::string(name(refusal.way)) + " " + (refusal.path.empty() ? "document" : refusal.path) + ": " +
           refusal.code + " (" + std::to_string(times) + ")\n";
}

void add_counter_examples(const Certificate& certificate, std::string& out) {
  for (const CounterExample& one : certificate.counter_examples) {
    out += "  ✖ " + one.law + (one.path.empty() ? "" : ", at " + one.path) + ": " + one.what + "\n";
    const std::string_view document = base::cut_code_points(one.document, longest_document);
    out += "    " + std::string(document) + (document.size() < one.document.size() ? "…" : "") + "\n";
  }
}

}  // namespace

bool Certificate::proven() const {
  const auto whole = [](const WayReport& report) {
    return report.fields_not_covered.empty() && report.values_not_covered.empty() && report.cases > 0;
  };
  return counter_examples.empty() && whole(out) && whole(in);
}

std::string to_text(const Certificate& certificate) {
  std::string out = certificate.mapping + " (" + std::string(name(certificate.format)) + ", version " +
                    certificate.version.substr(0, digest_shown) + ", seed " + std::to_string(certificate.seed) + ")\n";
  add_way(certificate, Way::out, out);
  add_way(certificate, Way::in, out);
  if (certificate.witnesses > 0) out += "  witnesses: " + std::to_string(certificate.witnesses) + "\n";
  add_losses(certificate, out);
  add_tables(certificate, out);
  add_changes(certificate, out);
  add_counter_examples(certificate, out);
  out += certificate.proven() ? "✔ " : "✖ ";
  out +=
      certificate.mapping + (certificate.proven() ? ": đã chứng minh / proven\n" : ": chưa chứng minh / not proven\n");
  return out;
}

}  // namespace lienthong::mapping
