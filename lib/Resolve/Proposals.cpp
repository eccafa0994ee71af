#include "Resolve/Proposals.h"

#include "Resolve/Machine.h"
#include "Resolve/SourceText.h"

#include <algorithm>

namespace varscope::resolve {
namespace {

bool contains(const ir::Node& tree, const ir::Node* node) {
  return &tree == node || llvm::any_of(tree.kids, [&](const ir::Node* kid) { return contains(*kid, node); });
}

bool samePlace(const ir::Loc& a, const ir::Loc& b) {
  return std::tie(a.file, a.line, a.column, a.endLine, a.endColumn) ==
         std::tie(b.file, b.line, b.column, b.endLine, b.endColumn);
}

/// The literal that is a call's whole name, spelled as it is; null: the name is put together, or
/// comes from elsewhere. Only conversions that are not written stand between the two.
const ir::Node* wholeName(const Machine& machine, const NamedCall& named) {
  if (!named.call || !named.writer || named.given.empty())
    return nullptr;
  const ir::Node* literal = named.writer->node;
  const auto argument = llvm::find_if(named.call->kids, [](const ir::Node* kid) {
    return kid->op == ir::Op::Init && kid->text == "name";
  });
  if (argument == named.call->kids.end() || literal->text != named.given ||
      sourceText(machine.module, literal->loc) != ("\"" + named.given + "\"").str())
    return nullptr;
  const ir::Node* node = *argument;
  while (node != literal && samePlace(node->loc, literal->loc) && node->kids.size() == 1)
    node = node->kids[0];
  return node == literal ? literal : nullptr;
}

/// A scope that was opened by name again, or by every call of its function, might have been
/// meant to share. The outermost one comes first.
std::vector<Proposal> proposeReuse(const GetNode& created, const GetNode& failing, const std::deque<ScopeNode>& scopes) {
  std::vector<Proposal> proposals;
  for (std::uint32_t i = failing.scope; i != 0; i = scopes[i].outer)
    for (std::uint32_t k = created.scope; k != 0; k = scopes[k].outer) {
      if (i == k || scopes[i].given.empty() || scopes[i].scope->name != scopes[k].scope->name)
        continue;
      const bool again = scopes[i].site.node == scopes[k].site.node;
      proposals.push_back({scopes[i].site.node, failing.site.node, nullptr, again ? Reuse(AUTO_REUSE) : Reuse(true)});
      break;
    }
  std::reverse(proposals.begin(), proposals.end());
  return proposals;
}

std::vector<Proposal> proposeCounter(const Machine& machine, const GetNode& failing, const PassNode& loop,
                                     const std::deque<ScopeNode>& scopes) {
  const NamedCall named = namedInLoop(failing, loop, scopes);
  const ir::Node* literal = wholeName(machine, named);
  const ir::Node* counter = counterOf(*loop.loop);
  // The counter has to be in scope where the name is written, and to be called what it says.
  if (!literal || !counter || !contains(*loop.loop, named.call) ||
      sourceText(machine.module, counter->loc) != counter->text)
    return {};
  return {{named.call, failing.site.node, literal, Proposal::Counter{counter}}};
}

std::vector<Proposal> proposeRename(const Machine& machine, const GetNode& created, const GetNode& failing,
                                    const std::deque<ScopeNode>& scopes) {
  const ir::Node* literal = wholeName(machine, {failing.site.node, failing.given, failing.writer});
  // Two calls in one block: the name was copied along with the line.
  if (!literal || created.scope != failing.scope || created.site.chain != failing.site.chain ||
      created.site.node == failing.site.node)
    return {};
  // A name that is free here may be made later.
  constexpr unsigned enough = 3;
  std::vector<Proposal> proposals;
  for (unsigned i = 1; proposals.size() < enough; ++i) {
    std::string name = failing.given + "_" + std::to_string(i);
    if (machine.core->find(core::join(scopes[failing.scope].scope->name, name)).kind == core::VariableHandle::Kind::none)
      proposals.push_back({failing.site.node, failing.site.node, literal, Proposal::NewName{std::move(name)}});
  }
  return proposals;
}

} // namespace

const ir::Node* counterOf(const ir::Node& loop) {
  if (loop.op != ir::Op::For)
    return nullptr;
  const ir::Node* step = loop.kids[1];
  while ((step->op == ir::Op::ExprStmt || step->op == ir::Op::Block) && step->kids.size() == 1)
    step = step->kids[0];
  return step->op == ir::Op::Inc && step->kids[0]->op == ir::Op::Local ? step->kids[0] : nullptr;
}

NamedCall namedInLoop(const GetNode& get, const PassNode& loop, const std::deque<ScopeNode>& scopes) {
  NamedCall named{get.site.node, get.given, get.writer};
  for (std::uint32_t i = get.scope; i != 0; i = scopes[i].outer)
    for (const PassNode* pass = scopes[i].site.pass; pass; pass = pass->around)
      if (pass->execution == loop.execution && !scopes[i].given.empty())
        named = {scopes[i].site.node, scopes[i].given, scopes[i].writer};
  return named;
}

std::vector<Proposal> proposeForSecond(const Machine& machine, const GetNode& created, const GetNode& failing,
                                       const std::deque<ScopeNode>& scopes) {
  if (const PassNode* loop = commonLoop(failing.site.pass, created.site.pass))
    return created.site.node == failing.site.node ? proposeCounter(machine, failing, *loop, scopes)
                                                  : std::vector<Proposal>();
  std::vector<Proposal> proposals = proposeReuse(created, failing, scopes);
  return proposals.empty() ? proposeRename(machine, created, failing, scopes) : proposals;
}

std::vector<Proposal> proposeShape(const Machine& machine, const GetNode& failing) {
  const ir::Node* literal = wholeName(machine, {failing.site.node, failing.given, failing.writer});
  if (!literal)
    return {};
  return {{failing.site.node, failing.site.node, literal, Shape()}};
}

// -- the run that tries a change out ------------------------------------------------

Reuse Machine::assumedReuse(const ir::Node& call, Reuse given) const {
  const auto* reuse = assumption<Reuse>(call);
  return reuse ? *reuse : given;
}

std::string Machine::assumedName(const ir::Node& call, std::string given) {
  if (const auto* renamed = assumption<Proposal::NewName>(call))
    return renamed->name;
  if (const auto* counter = assumption<Proposal::Counter>(call))
    if (const std::optional<std::int64_t> value = integer(eval(*counter->local)))
      return given + std::to_string(*value);
  return given;
}

std::optional<Shape> Machine::assumedShape(const ir::Node& call, std::optional<Shape> given) const {
  const auto* shape = assumption<Shape>(call);
  return shape ? *shape : given;
}

} // namespace varscope::resolve
