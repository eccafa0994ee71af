#pragma once
/// What role handlers tell the engine about scope events. The recorder adds
/// where and under which calls they happened, and keeps the trace of the path.

#include <varscope/core/graph.h>

#include "Resolve/Value.h"

#include "llvm/ADT/StringRef.h"

namespace varscope::resolve {

/// How a reuse mode came into force, for notes.
enum class ReuseSource : std::uint8_t { Option, ReuseVariables };

class Recorder {
public:
  virtual ~Recorder() = default;

  /// Before Graph::get_variable and its kin: the call at Interpreter::location()
  /// is a get of `given` (its literal is the writer of the name). A custom
  /// getter's inner call begins a get inside the outer one. Gets are closed in
  /// the reverse order, by endGet or by the exception that leaves them. `scope`: of
  /// VariableScope::get_variable, if it is not the current one. `request` must live
  /// until then.
  virtual void beginGet(const Value& given, const core::GetRequest& request, const core::Scope* scope = nullptr) = 0;
  /// Host::on_get: what the store did for the innermost open get.
  virtual void stored(core::EventKind kind, const core::VariableHandle& variable, llvm::StringRef fullName,
                      const core::GetRequest& request, Reuse reuseInForce) = 0;
  virtual void endGet(const core::VariableHandle& result) = 0;
  /// The innermost open get asks for a name of another library's object.
  virtual void inTree(const core::TreePlace& place, llvm::StringRef what, llvm::StringRef name) = 0;
  /// The innermost open get took a name and made no variable.
  virtual void dropGet() = 0;
  /// An object that has a tree was made here.
  virtual void madeTree(core::TreeId tree) = 0;

  /// After an entry. `given`: the name argument (None if absent). `from`: the scope
  /// object that was entered again, or the one around an entry by name.
  virtual void entered(const core::ScopeEntry& entry, const Value& given, const core::ScopeRef& from,
                       Reuse reuseOption, bool usedDefaultName) = 0;
  virtual void left(const core::ScopeEntry& entry) = 0;
  /// reuse_variables() on a scope object.
  virtual void reuseSet(const core::ScopeRef& scope) = 0;

  virtual void enteredNameScope(llvm::StringRef text, const Value& given) = 0;
  virtual void uniqueName(llvm::StringRef text, const Value& given) = 0;
  /// A look-up of a variable inside a builder by name (roles of other libraries).
  virtual void lookedUp(llvm::StringRef name, bool found) = 0;
};

} // namespace varscope::resolve
