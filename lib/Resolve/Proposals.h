#pragma once
/// Changes of the source that may mend an error. Whether they do is tried out: Fixes.h.

#include "Resolve/TraceLog.h"

namespace varscope::resolve {

/// The counter of a `for` statement that its step moves by one; null: there is none.
const ir::Node* counterOf(const ir::Node& loop);

/// What a scope's entry or a get was named by.
struct NamedCall {
  const ir::Node* call = nullptr;
  llvm::StringRef given;
  const Literal* writer = nullptr;
};

/// What could tell a loop's iterations apart: the outermost scope that each of them opens, or
/// the get.
NamedCall namedInLoop(const GetNode& get, const PassNode& loop, const std::deque<ScopeNode>& scopes);

/// The likeliest first; none: nothing is certain enough to be tried out.
/// @{

/// Of a get that makes a variable again: its scope shares, the name takes the counter of the
/// loop, or the second of two calls in one block is renamed.
std::vector<Proposal> proposeForSecond(const Machine& machine, const GetNode& created, const GetNode& failing,
                                       const std::deque<ScopeNode>& scopes);

/// Of a get without a shape: one that is given.
std::vector<Proposal> proposeShape(const Machine& machine, const GetNode& failing);
/// @}

} // namespace varscope::resolve
