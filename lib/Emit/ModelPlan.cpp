#include "Emit/ModelPlan.h"

using namespace varscope;

static Finding ambiguousCalls(const ResolvedModel& model, const AmbiguousCalls& calls) {
  Finding finding;
  finding.rule = Rule::Unresolved;
  finding.model = model.tag;
  finding.at = calls.first;
  if (calls.first == calls.second) {
    finding.message =
        "what this call does depends on a condition that is not known at compile time, and the "
        "calls before it are the same either way; make the condition constant, or give the call "
        "another name or line on each path";
  } else {
    finding.message = "this call and another one are on the same line with the same name, and a "
                      "condition that is not known at compile time chooses between them; write "
                      "them on different lines";
    finding.notes.push_back({NoteKind::Hint, calls.second, "the other call is here"});
  }
  return finding;
}

std::optional<core::Layout> varscope::layoutOf(const ResolvedModel& model) {
  if (!model.isForeign())
    return core::arena_layout(model.variables);
  core::Layout layout;
  for (const core::Variable& variable : model.variables)
    layout.variables.push_back(
        {0, variable.has_dtype ? core::bytes_of(variable.shape, variable.dtype).value_or(0) : 0});
  return layout;
}

std::variant<ModelPlan, Finding> varscope::planModel(const ResolvedModel& model) {
  ModelPlan plan;
  std::optional<core::Layout> layout = layoutOf(model);
  if (!layout) {
    Finding finding;
    finding.rule = Rule::InvalidArgument;
    finding.model = model.tag;
    finding.at = model.at;
    finding.message = "the variables of all paths together need more bytes than 64 bits count";
    return finding;
  }
  plan.layout = std::move(*layout);
  if (model.isForeign())
    return plan; // it is described alone
  auto automaton = buildAutomaton(model);
  if (const auto* ambiguous = std::get_if<AmbiguousCalls>(&automaton))
    return ambiguousCalls(model, *ambiguous);
  plan.automaton = std::get<Automaton>(std::move(automaton));
  return plan;
}
