#pragma once
/// The stack of an event as a reader follows it, from the inside out: scopes
/// that were open and calls that ran, each where it was opened or made.

#include "Resolve/TraceLog.h"

namespace varscope::resolve {

struct EventStack {
  const Site& site;
  const std::deque<ScopeNode>& scopes;
  std::uint32_t innermost; ///< index in `scopes`
};

/// Adds a note unless the finding has it already, or the place is not known.
void addNote(const Machine& machine, Finding& finding, NoteKind kind, const ir::Node* at, std::string text);

/// The event's scopes and calls.
void noteStack(const Machine& machine, Finding& finding, const EventStack& event);

/// The get that created `name`, with the scopes and calls that the failing
/// event's stack does not show.
void noteCreation(const Machine& machine, Finding& finding, const std::string& name, const EventStack& created,
                  const EventStack& failing);

/// "in a loop, every iteration creates the same name", if the two events are one
/// get in two iterations.
void noteLoop(const Machine& machine, Finding& finding, const GetNode& created, const GetNode& failing,
              const std::deque<ScopeNode>& scopes);

} // namespace varscope::resolve
