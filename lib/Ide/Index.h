#pragma once
/// What happens where: the gets and scope entries of a program's models by the place that
/// wrote them, and by variable.

#include "Driver/Program.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <string>
#include <vector>

namespace varscope::ide {

/// One get, in one calling context. It and what it points to belong to the program.
struct Get {
  const ResolvedModel* model;
  const GetEvent* event;
  std::vector<std::string> conditions; ///< under which it happens
};

struct Scope {
  const ResolvedModel* model;
  const ScopeEvent* event;
  std::vector<std::string> conditions;
};

/// A call in the source. A place holds gets or scopes, in order of execution, model by model.
struct Site {
  SourceLocation at;
  std::vector<Get> gets;
  std::vector<Scope> scopes;
};

/// All gets that reach one variable of a model, in order of execution.
struct Uses {
  const ResolvedModel* model = nullptr;
  std::string name;
  std::vector<Get> gets;
  /// The first get that made it; null: it was made some other way.
  const GetEvent* creation() const;
};

class Index {
public:
  Index() = default;
  explicit Index(const AnalysedProgram& program);

  /// By place.
  const std::vector<Site>& sites(llvm::StringRef file) const;
  /// The smallest call around a place; null: none.
  const Site* find(llvm::StringRef file, unsigned line, unsigned column) const;
  const Uses* uses(const ResolvedModel& model, llvm::StringRef name) const;
  /// Of every model, in order of creation.
  const std::vector<Uses>& variables() const { return all; }

private:
  void add(const ResolvedModel& model, const Trace& trace, std::vector<std::string>& conditions);
  Site& site(const SourceLocation& at);

  llvm::StringMap<std::vector<Site>> files;
  std::map<SourceLocation, std::pair<std::string, std::size_t>> bySite;
  std::vector<Uses> all;
  std::map<std::pair<const ResolvedModel*, std::string>, std::size_t> byVariable;
};

} // namespace varscope::ide
