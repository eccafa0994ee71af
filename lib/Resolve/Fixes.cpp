#include "Resolve/Fixes.h"

#include "Resolve/SourceText.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace varscope::resolve {
namespace {

/// The option that an entry would get. None if the entry is not spelled with the macro,
/// or if an option stands in the way: the options have an order.
std::optional<Edit> reuseOption(const Machine& machine, const Proposal& proposal, Reuse reuse) {
  const ir::Node& entry = *proposal.call;
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
  if (reuse.mode() != Reuse::Mode::automatic)
    return Edit{at, ", .reuse = true"};
  // The alias is known to name the namespace where the get itself is spelled with it.
  const bool alias = sourceText(machine.module, proposal.get->loc).starts_with("vs::");
  return Edit{at, alias ? ", .reuse = vs::AUTO_REUSE" : ", .reuse = varscope::AUTO_REUSE"};
}

/// As C++ spells it: "{2, 3}".
std::string spelled(const Shape& shape) {
  std::vector<std::string> sizes;
  for (std::int64_t size : shape)
    sizes.push_back(std::to_string(size));
  return "{" + llvm::join(sizes, ", ") + "}";
}

/// What the source would have to say; none if it is not certain how.
std::optional<Fix> spell(const Machine& machine, const Proposal& proposal) {
  if (const auto* reuse = std::get_if<Reuse>(&proposal.change)) {
    std::optional<Edit> edit = reuseOption(machine, proposal, *reuse);
    return edit ? std::optional(Fix{reuse->mode() == Reuse::Mode::automatic
                                        ? "let every call of the function share the variables"
                                        : "share the variables of the scope",
                                    {std::move(*edit)}})
                : std::nullopt;
  }
  SourceLocation at = machine.locate(proposal.name->loc);
  const std::string literal = "\"" + proposal.name->text.str() + "\"";
  if (const auto* counter = std::get_if<Proposal::Counter>(&proposal.change))
    return Fix{"make the counter part of the name",
               {{at, literal + " + std::to_string(" + counter->local->text.str() + ")"}}};
  if (const auto* renamed = std::get_if<Proposal::NewName>(&proposal.change))
    return Fix{"name the second variable '" + renamed->name + "'", {{at, "\"" + renamed->name + "\""}}};
  const std::string shape = spelled(std::get<Shape>(proposal.change));
  at.column = at.end_column;
  return Fix{"give it the shape " + shape + ", which another get of it has", {{at, ", " + shape}}};
}

bool isWithin(const TraceLog& log, std::uint32_t scope, const ir::Node* entry) {
  for (; scope != 0; scope = log.scopes[scope].outer)
    if (log.scopes[scope].site.node == entry)
      return true;
  return false;
}

/// Whether the run that has ended shared all it got in scopes opened at `entry`
/// (for AUTO_REUSE: but for the first time each of them was opened).
bool shares(const TraceLog& log, const Proposal& proposal, Reuse reuse) {
  if (!log.findings.empty() && isWithin(log, log.failedIn, proposal.call))
    return false;
  llvm::StringSet<> opened;
  std::vector<bool> isFirst(log.scopes.size());
  for (std::size_t i = 1; i < log.scopes.size(); ++i)
    if (log.scopes[i].site.node == proposal.call)
      isFirst[i] = opened.insert(log.scopes[i].scope->name).second && reuse.mode() == Reuse::Mode::automatic;
  bool any = false;
  for (const GetNode& get : log.gets) {
    if (!isWithin(log, get.scope, proposal.call))
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

/// Whether the get of the run that has ended creates each time, nobody else makes what it
/// makes, and the program still finds what it asks for by name.
bool creates(const Machine& machine, const ir::Model& model, const Proposal& proposal, const PathRecord& before) {
  const TraceLog& log = machine.log;
  const Finding* next = log.findings.empty() ? nullptr : &log.findings.back();
  if (next && (next->rule == Rule::DoesNotExist || next->rule == Rule::UnknownVariable))
    return false;
  bool any = false;
  for (const GetNode& get : log.gets) {
    if (get.site.node != proposal.get)
      continue;
    if (!get.done || get.kind != core::EventKind::create || get.stored.kind == core::VariableHandle::Kind::none ||
        (next && next->variable == log.keyOf(get.stored)))
      return false;
    any = true;
  }
  llvm::StringSet<> lost;
  for (const core::Variable& variable : before.variables)
    lost.insert(variable.name);
  for (const core::Variable& variable : machine.core->variables())
    lost.erase(variable.name);
  return any && llvm::none_of(machine.module.lookUps, [&](const ir::LookUp& lookUp) {
           return lookUp.tag == model.tag && lost.contains(lookUp.variable());
         });
}

/// Whether the run that has ended found nothing more to say about the variable.
bool isSettled(const TraceLog& log, const std::string& variable) {
  return log.findings.empty() || log.findings.back().variable != variable;
}

/// One run of the model along the path, with the change.
/// \return whether it was that path, to its end
bool tryOut(Machine& machine, const ir::Model& model, const PathRecord& path, const Proposal& proposal) {
  machine.assumed = proposal;
  machine.run(model, path.decisions);
  machine.assumed.reset();
  return !machine.exhausted && machine.paths.followed();
}

bool mends(Machine& machine, const ir::Model& model, const PathRecord& path, Proposal& proposal) {
  if (!tryOut(machine, model, path, proposal))
    return false;
  if (const auto* reuse = std::get_if<Reuse>(&proposal.change))
    return shares(machine.log, proposal, *reuse);
  auto* shape = std::get_if<Shape>(&proposal.change);
  if (!shape)
    return creates(machine, model, proposal, path);
  // With a scalar, the first get that gives another shape is refused: that is the shape.
  const std::string& variable = path.findings[proposal.finding].variable;
  const TraceLog& log = machine.log;
  if (isSettled(log, variable) || log.findings.back().rule != Rule::ShapeMismatch || !log.refused ||
      !log.refused->is_fully_defined())
    return false;
  *shape = *log.refused;
  return tryOut(machine, model, path, proposal) && isSettled(log, variable);
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
  for (Proposal proposal : path.proposals) {
    // A branch that was taken back has taken its findings along.
    if (proposal.finding >= path.findings.size() ||
        path.findings[proposal.finding].at != machine.locate(proposal.get->loc) || !spell(machine, proposal) ||
        !mends(machine, model, path, proposal))
      continue;
    path.findings[proposal.finding].fixes.push_back(*spell(machine, proposal));
    return;
  }
}

} // namespace varscope::resolve
