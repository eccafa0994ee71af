#include "Resolve/Fixes.h"

#include "Resolve/SourceText.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace varscope::resolve {
namespace {

/// The option that an entry would get. None if the entry is not spelled with the macro,
/// or if an option stands in the way: the options have an order.
std::optional<Edit> reuseOption(const Machine& machine, const Proposal& proposal) {
  const ir::Node& entry = *proposal.scope;
  const llvm::StringRef text = sourceText(machine.module, entry.loc);
  if (!(text.starts_with("VS_VARIABLE_SCOPE(") || text.starts_with("VS_VARIABLE_SCOPE_AS(")) || !text.ends_with(")"))
    return std::nullopt;
  for (const ir::Node* argument : entry.kids) {
    if (argument->op != ir::Op::Init || argument->text != "options")
      continue;
    const ir::Node* options = argument->kids[0];
    while (options->op != ir::Op::Record && options->kids.size() == 1)
      options = options->kids[0];
    if (options->op != ir::Op::Record)
      return std::nullopt;
    for (const ir::Node* option : options->kids)
      if (llvm::is_contained({"reuse", "dtype", "use_resource", "constraint", "auxiliary_name_scope"}, option->text))
        return std::nullopt;
  }
  SourceLocation at = machine.locate(entry.loc);
  at.column = at.end_column = entry.loc.endColumn - 1;
  at.line = at.end_line;
  if (proposal.reuse.mode() != Reuse::Mode::automatic)
    return Edit{at, ", .reuse = true"};
  // The alias is known to name the namespace where the get itself is spelled with it.
  const bool alias = sourceText(machine.module, proposal.get->loc).starts_with("vs::");
  return Edit{at, alias ? ", .reuse = vs::AUTO_REUSE" : ", .reuse = varscope::AUTO_REUSE"};
}

bool isWithin(const TraceLog& log, std::uint32_t scope, const ir::Node* entry) {
  for (; scope != 0; scope = log.scopes[scope].outer)
    if (log.scopes[scope].site.node == entry)
      return true;
  return false;
}

/// Whether the run that has ended shared all it got in scopes opened at `entry`
/// (for AUTO_REUSE: but for the first time each of them was opened).
bool shares(const TraceLog& log, const Proposal& proposal) {
  if (!log.findings.empty() && isWithin(log, log.failedIn, proposal.scope))
    return false;
  llvm::StringSet<> opened;
  std::vector<bool> isFirst(log.scopes.size());
  for (std::size_t i = 1; i < log.scopes.size(); ++i)
    if (log.scopes[i].site.node == proposal.scope)
      isFirst[i] = opened.insert(log.scopes[i].scope->name).second && proposal.reuse.mode() == Reuse::Mode::automatic;
  bool any = false;
  for (const GetNode& get : log.gets) {
    if (!isWithin(log, get.scope, proposal.scope))
      continue;
    bool mayCreate = false;
    for (std::uint32_t i = get.scope; i != 0; i = log.scopes[i].outer)
      mayCreate |= isFirst[i];
    if (!mayCreate && get.kind != core::EventKind::share)
      return false;
    any |= !mayCreate;
  }
  return any;
}

} // namespace

/// Characters of names that a literal spells as they are.
static bool isPlain(llvm::StringRef name) {
  return llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || llvm::StringRef("_-./:").contains(c); });
}

std::optional<Fix> respell(const Machine& machine, const ir::LookUp& lookUp, llvm::StringRef right) {
  const llvm::StringRef text = sourceText(machine.module, lookUp.loc);
  const std::string literal = "\"" + lookUp.name.str() + "\"";
  const std::size_t begin = text.find(literal);
  if (begin == llvm::StringRef::npos || text.find(literal, begin + 1) != llvm::StringRef::npos || !isPlain(right))
    return std::nullopt;
  SourceLocation at = machine.locate(lookUp.loc);
  at.column += begin;
  at.end_column = at.column + literal.size();
  return Fix{"replace '" + lookUp.name.str() + "' by '" + right.str() + "'", {{at, "\"" + right.str() + "\""}}};
}

std::optional<Fix> respell(const Machine& machine, const GetNode& get, llvm::StringRef wrong, llvm::StringRef right) {
  if (!get.writer || get.given.empty() || get.writer->node->text != get.given ||
      sourceText(machine.module, get.writer->node->loc) != "\"" + get.given + "\"")
    return std::nullopt;
  llvm::StringRef scope = wrong, name = right;
  if (!scope.consume_back(get.given) || !name.consume_front(scope) || !isPlain(name))
    return std::nullopt;
  return Fix{"replace '" + get.given + "' by '" + name.str() + "'",
             {{machine.locate(get.writer->node->loc), "\"" + name.str() + "\""}}};
}

void proveProposals(Machine& machine, const ir::Model& model, PathRecord& path) {
  for (const Proposal& proposal : path.proposals) {
    std::optional<Edit> edit = reuseOption(machine, proposal);
    // A branch that was taken back has taken its findings along.
    if (!edit || proposal.finding >= path.findings.size() ||
        path.findings[proposal.finding].at != machine.locate(proposal.get->loc))
      continue;
    machine.assumed = proposal;
    while (true) {
      machine.paths.begin(path.decisions);
      try {
        machine.run(model);
        break;
      } catch (const RestartPath&) {
        // A statement was found that needs the core's undo log.
      }
    }
    machine.assumed.reset();
    if (!shares(machine.log, proposal))
      continue;
    path.findings[proposal.finding].fixes.push_back(
      {proposal.reuse.mode() == Reuse::Mode::automatic ? "let every call of the function share the variables"
                                                        : "share the variables of the scope",
       {std::move(*edit)}});
    return;
  }
}

} // namespace varscope::resolve
