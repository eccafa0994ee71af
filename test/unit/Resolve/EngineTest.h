#pragma once
/// A program in scope IR's text, resolved with a handful of models of its own:
/// the engine is tested apart from the library models and roles.

#include "Resolve/Model.h"
#include "Resolve/Resolve.h"
#include "ScopeIR/Parser.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace varscope::resolve::test {

/// The program's models and what `(lib "test.note" void value)` was told.
struct Outcome {
  ResolveResult result;
  std::vector<std::string> notes;      ///< of every run, in order
  std::unique_ptr<ir::Module> program; ///< the result points into it

  const ResolvedModel& model() const { return result.models.at(0); }
  std::vector<std::string> names() const;
  /// "rule@line[ when conditions]" of each finding.
  std::vector<std::string> findings() const;
  /// The trace on one line: "create a/w; {c is true: share a/w | }".
  std::string trace() const;
};

/// Models:
///   (lib "test.note" void value)       notes a value's printed form
///   (lib "test.get" i32 name)          get_variable(name) of shape {2}; the same as
///   (lib "varscope.get_variable" i32 name), which the engine knows to be a scope event
///   (lib "test.get_reuse" i32 name)    the same under AUTO_REUSE
///   (lib "test.opaque" T)              an unknown value
///   (lib "test.enter" (lib "test.Scope") name), type test.Scope: a scope guard
Outcome resolveText(const std::string& text, ResolveOptions options = {});

/// A program whose only model "m" is the given body of statements.
std::string programOf(const std::string& body, const std::string& rest = "");

} // namespace varscope::resolve::test
