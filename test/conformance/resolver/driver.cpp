// The resolver's driver: what it finds in every model of some summaries, one line of JSON each.
// The command says nothing but errors of a model that has one; here such a model shows its
// variables, events and scopes as well.
//
// usage: conformance_resolver SUMMARY...

#include "Driver/Sources.h"
#include "Emit/Manifest.h"
#include "Resolve/Linker.h"
#include "Resolve/Resolve.h"
#include "Rules/RuleTable.h"

#include <varscope/core/layout.h>

#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace varscope;

static json::Value manifestOf(const ResolvedModel& model) {
  std::string text;
  raw_string_ostream os(text);
  writeManifest(os, makeManifest(model, core::arena_layout(model.variables).value()));
  return cantFail(json::parse(text));
}

/// [rule, file, line] of each, in order of execution.
static json::Value errorsOf(const ResolvedModel& model) {
  json::Array errors;
  for (const Finding& finding : model.findings)
    if (info(finding.rule).level == Level::Error)
      errors.push_back(json::Array{slugOf(finding.rule), finding.at.file.str(), finding.at.line});
  return errors;
}

int main(int argc, char** argv) {
  std::vector<std::unique_ptr<ir::Module>> units =
      readSummaries(std::vector<std::string>(argv + 1, argv + argc), errs());
  if (units.empty())
    return 2;
  std::vector<const ir::Module*> modules;
  for (const std::unique_ptr<ir::Module>& unit : units)
    modules.push_back(unit.get());
  LinkedProgram program = link(modules);
  for (const ResolvedModel& model : resolve::resolve(*program.module).models)
    outs() << json::Value(json::Object{{"case", model.tag},
                                       {"errors", errorsOf(model)},
                                       {"manifest", manifestOf(model)}})
           << '\n';
}
