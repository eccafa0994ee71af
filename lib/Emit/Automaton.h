#pragma once
/// A resolved model's trace as a minimal deterministic automaton: the steps of
/// a plan (varscope/plan.h) and the tables that they refer to.
///
/// Built in three passes, each linear when the trace has no alternatives:
///   1. from the trace's end to its start, a graph with one node per event, in
///      which equal nodes with equal continuations are one;
///   2. nodes that can follow each other's predecessor and do the same become
///      one set (subset construction);
///   3. sets with equal continuations become one step, from the end.

#include "Resolve/ResolvedModel.h"

#include <varscope/plan.h>

#include "llvm/ADT/SmallVector.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace varscope {

struct Automaton {
  struct Scope {
    std::string name, original_name_scope, name_scope;
    std::uint8_t reuse = 0;
    friend auto operator<=>(const Scope&, const Scope&) = default;
  };
  struct Site {
    std::string file; ///< last path component; empty: any place
    std::uint32_t first_line = 0, last_line = 0;
    friend auto operator<=>(const Site&, const Site&) = default;
  };
  struct Step {
    plan::StepKind kind = plan::StepKind::start;
    bool creates = false;
    std::uint32_t payload = 0, site = 0;
    std::uint64_t name = 0;
    std::string full_name;
    bool may_end = false;
    llvm::SmallVector<std::uint32_t, 2> next;
  };

  std::vector<Step> steps;  ///< 0: start
  std::vector<Scope> scopes;
  std::vector<std::string> texts;
  std::vector<Site> sites;
};

/// Two calls that the run time cannot tell apart when it comes to them and that
/// do different things: the model has no plan.
struct AmbiguousCalls {
  SourceLocation first, second;
};

std::variant<Automaton, AmbiguousCalls> buildAutomaton(const ResolvedModel& model);

} // namespace varscope
