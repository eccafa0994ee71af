/// accidental-share: under AUTO_REUSE two gets reach one variable although
/// nothing says that they should.

#include "Resolve/Rules/TraceRules.h"

#include <map>
#include <set>

namespace varscope::resolve {
namespace {

std::pair<std::uint32_t, std::uint32_t> key(const core::VariableHandle& handle) {
  return {static_cast<std::uint32_t>(handle.kind), handle.index};
}

/// Functions are told apart by where they are declared: instantiations of one
/// template were written once.
bool writtenApart(const GetNode& a, const GetNode& b) {
  if (!a.writer || !b.writer || !a.writer->function || !b.writer->function)
    return false;
  const ir::Function &x = *a.writer->function, &y = *b.writer->function;
  if (&x == &y)
    return false;
  if (x.loc.valid() && y.loc.valid())
    return std::tie(x.loc.file, x.loc.line, x.loc.column) != std::tie(y.loc.file, y.loc.line, y.loc.column);
  return x.usr != y.usr;
}

/// Whether an AUTO_REUSE scope around the get was opened inside the loop's execution.
bool automaticScopeInside(const PathRecord& path, const GetNode& get, const PassNode& loop) {
  for (std::uint32_t i = get.scope; i != 0; i = path.scopes[i].outer)
    if (path.scopes[i].setsAutomatic)
      for (const PassNode* pass = path.scopes[i].site.pass; pass; pass = pass->around)
        if (pass->execution == loop.execution)
          return true;
  return false;
}

} // namespace

void accidentalShare(const Machine& machine, const PathRecord& path, std::vector<Finding>& findings) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const GetNode*> creators;
  std::set<std::pair<const ir::Node*, const ir::Node*>> told;
  forEachGet(path, [&](const GetNode& get) {
    if (get.inner || get.result.kind == core::VariableHandle::Kind::none)
      return;
    const GetNode* first = creators.try_emplace(key(get.result), &get).first->second;
    if (first == &get || get.kind != core::EventKind::share || get.reuse.mode() != Reuse::Mode::automatic)
      return;
    std::string why;
    SourceLocation loopAt;
    if (writtenApart(*first, get)) {
      why = "the names were written in different functions, '" + first->writer->function->name.str() + "' and '" +
            get.writer->function->name.str() + "'";
    } else if (const PassNode* loop = commonLoop(get.site.pass, first->site.pass);
               loop && !automaticScopeInside(path, get, *loop)) {
      why = "the gets are in two iterations of one loop";
      loopAt = machine.locate(loop->loop->loc);
    } else {
      return;
    }
    if (!told.insert({get.site.node, first->site.node}).second)
      return;
    const std::string name = keyOf(path, get.result);
    Finding finding = findingAt(machine, path, Rule::AccidentalShare, get,
                                "AUTO_REUSE shares '" + name + "' although nothing says so: " + why, name, first);
    if (loopAt.line)
      finding.notes.push_back({NoteKind::Hint, loopAt, "every iteration of this loop reaches the same name"});
    findings.push_back(std::move(finding));
  });
}

} // namespace varscope::resolve
