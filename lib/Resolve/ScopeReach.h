#pragma once
/// Which calls of a program may lead to a scope event. Asked only where the
/// interpreter cannot tell what a call runs: it must not pass over an event in silence.

#include "ScopeIR/ScopeIR.h"

#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace varscope::resolve {

/// Roles that enter, leave or change a scope, or make or get a variable.
bool isScopeEvent(llvm::StringRef role);
/// Whether what Op::Inside names is a scope guard's.
bool constructorOpensScope(llvm::StringRef constructor);

/// Reachability over the call graph, computed once in time linear in the program.
/// It errs on the side of "reaches".
class ScopeReach {
public:
  explicit ScopeReach(const ir::Module& program);

  bool function(llvm::StringRef usr) const { return reaches('f', usr); }
  /// Any overrider of a virtual method.
  bool overriders(llvm::StringRef method) const { return reaches('v', method); }
  /// What may run when an object of this class is called, or ends.
  bool record(llvm::StringRef usr) const { return reaches('r', usr); }
  /// The end of an object of a library class, of which it is not known what it owns.
  bool endOf(const ir::Type& type) const;
  /// Anything that a pointer to function, std::function or object may call.
  bool anyCallable() const { return reached[callables]; }

private:
  using Id = unsigned;
  static constexpr Id events = 0, callables = 1, destructors = 2;

  Id id(char kind, llvm::StringRef name);
  bool reaches(char kind, llvm::StringRef name) const;
  void edge(Id caller, Id callee) { callers[callee].push_back(caller); }
  void addFunction(const ir::Function& function);
  void addRecord(const ir::RecordType& record);
  void addNode(Id caller, const ir::Node& node);
  void addType(Id caller, const ir::Type* type);
  void addEnd(Id owner, const ir::Type* type);
  void spread();

  const ir::Module& program;
  /// A node of the graph: a function, a virtual method or a class.
  llvm::DenseMap<std::pair<char, llvm::StringRef>, Id> ids;
  std::vector<std::vector<Id>> callers;
  std::vector<bool> reached;
};

} // namespace varscope::resolve
