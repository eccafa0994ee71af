/// duplicate-model: one tag declared twice in a program.

#include "Resolve/Rules/ProgramRules.h"

#include "llvm/ADT/StringMap.h"

namespace varscope::resolve {

void duplicateModel(const ir::Module&, ResolveResult& result) {
  llvm::StringMap<std::size_t> first;
  for (std::size_t i = 0; i < result.models.size(); ++i) {
    ResolvedModel& model = result.models[i];
    const auto [known, isNew] = first.try_emplace(model.tag, i);
    if (isNew)
      continue;
    ResolvedModel& other = result.models[known->second];
    Finding finding;
    finding.rule = Rule::DuplicateModel;
    finding.at = model.at;
    finding.model = model.tag;
    finding.message = "model '" + model.tag + "' is declared twice in this program";
    finding.notes.push_back({NoteKind::Hint, other.at, "the other declaration is here"});
    result.findings.push_back(std::move(finding));
    model.has_error = other.has_error = true;
  }
}

void runProgramRules(const ir::Module& program, ResolveResult& result) { duplicateModel(program, result); }

} // namespace varscope::resolve
