#include "fuzz/problems.hpp"
#include "fuzz/property.hpp"
#include "mapping/plan.hpp"

namespace lienthong::fuzz {
namespace {

Accepted accepted;

mapping::CodeTables load_tables() {
  mapping::CodeTables out;
  for (const char* file :
       {"tests/fuzz/adapters/the/codes/loai.toml", "tests/fuzz/adapters/the/codes/trang-thai.toml"}) {
    mapping::Diagnostics problems;
    auto table = mapping::CodeTable::load(file, problems);
    require(table.has_value(), "our own code tables load");
    out.emplace(table->name(), std::move(*table));
  }
  return out;
}

void check_plan(const mapping::Plan* plan) {
  if (plan == nullptr) return;
  require(!plan->name().empty() && !plan->version().empty(), "a plan has a name and a version");
  require(plan->xml_root().empty() == (plan->format() == mapping::Format::json), "XML, and only XML, has a root");
}

std::string version_of(const mapping::PlanSet& plans) { return (plans.json ? plans.json : plans.xml)->version(); }

void run(std::string_view bytes) {
  static const mapping::CodeTables tables = load_tables();
  const mapping::CompileContext context{"tests/fuzz/schemas", &tables};
  const auto file = file_named_in(bytes, "mappings");
  mapping::Diagnostics problems;
  const auto plans = mapping::compile_text(bytes, file, context, problems);
  require(plans.has_value() == problems.empty(), "either a plan or problems");
  check_places(problems, bytes);
  if (!plans) return;
  accepted.add();
  require(plans->json || plans->xml, "a mapping has a form");
  check_plan(plans->json.get());
  check_plan(plans->xml.get());
  mapping::Diagnostics none;
  const auto again = mapping::compile_text(bytes, file, context, none);
  require(again && version_of(*again) == version_of(*plans), "the same bytes are the same version");
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
