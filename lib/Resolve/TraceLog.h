#pragma once
/// The trace of one path as it grows: compact, and cut back when a branch is
/// taken back.
///
/// Concepts, in the order a reader needs them:
///   CallNode   a call site under its callers; one per distinct chain
///   LoopPass   an iteration that runs; PassNode: one that an event happened in
///   ScopeNode  an entered variable scope under the open ones
///   GetNode    one get
///   Item       an event, or two branches that met again (BranchNode)

#include "Resolve/Recorder.h"
#include "Rules/Finding.h"
#include "ScopeIR/ScopeIR.h"

#include "llvm/ADT/DenseMap.h"

#include <deque>
#include <string>
#include <variant>
#include <vector>

namespace varscope::resolve {

class Machine;
struct EventStack;

struct CallNode {
  const CallNode* caller = nullptr; ///< null: the model's expression itself
  const ir::Node* site = nullptr;
  const ir::Function* function = nullptr; ///< that runs
};

/// One iteration of one execution of a loop, kept because something happened in it.
struct PassNode {
  const PassNode* around = nullptr;
  const ir::Node* loop = nullptr;
  std::uint32_t execution = 0, iteration = 0, depth = 0;
};
struct LoopPass {
  const ir::Node* loop;
  std::uint32_t execution, iteration;
  const PassNode* node;
};

/// Where an event is.
struct Site {
  const ir::Node* node = nullptr;
  const CallNode* chain = nullptr;
  const PassNode* pass = nullptr;
};

/// Where a reuse mode was set.
struct ReuseOrigin {
  Site site;
  ReuseSource how = ReuseSource::Option;
  std::string scope;
};

struct ScopeNode {
  std::uint32_t outer = 0; ///< index of the scope around; 0: the root
  core::ScopeRef scope;
  std::string nameScope, given;
  Site site;
  Reuse atEntry, option;
  bool usedDefaultName = false;
  const Literal* writer = nullptr;
  bool setsAutomatic = false; ///< AUTO_REUSE by its option or its object, not inherited
};

struct GetNode {
  core::EventKind kind{};
  core::VariableHandle stored, result;
  bool done = false;       ///< the store answered
  bool inner = false;
  bool forwarded = false;  ///< answered by its custom getter with gets that stand before it
  std::uint32_t outer = 0; ///< the get whose custom getter called on, plus one
  std::string given, fullName;
  const Literal* writer = nullptr;
  Site site;
  std::uint32_t scope = 0; ///< innermost open
  Reuse reuse;
  std::string ignored;     ///< arguments without effect: "initializer, trainable"
};

struct TextNode {
  std::string text, given;
  Site site;
};

struct Item {
  enum Kind : std::uint8_t { Get, Scope, NameScope, UniqueName, Branch } kind;
  std::uint32_t index;
};
/// How a scope's entry, or a get, may have been meant.
struct Proposal {
  struct Counter {
    const ir::Node* local; ///< whose value the name is to end with
  };
  struct NewName {
    std::string name;
  };
  const ir::Node* call = nullptr; ///< that would change
  const ir::Node* get = nullptr;  ///< that fails without it
  const ir::Node* name = nullptr; ///< the literal that is the call's whole name, where that matters
  std::variant<Reuse, Counter, NewName, Shape> change;
  std::size_t finding = 0;        ///< index in `findings` of the error that it would mend
};
struct BranchNode {
  std::string condition; ///< of the first branch
  std::vector<Item> whenTrue, whenFalse;
};

class TraceLog final : public Recorder {
public:
  explicit TraceLog(Machine& machine) : machine(machine) {}
  /// Forgets the last path.
  void begin();

  // -- Recorder -------------------------------------------------------------------
  void beginGet(const Value& given, const core::GetRequest& request, const core::Scope* scope) override;
  void stored(core::EventKind kind, const core::VariableHandle& variable, llvm::StringRef fullName,
              const core::GetRequest& request, Reuse reuseInForce) override;
  void endGet(const core::VariableHandle& result) override;
  void inTree(const core::TreePlace& place, llvm::StringRef what, llvm::StringRef name) override;
  void dropGet() override { openGets.pop_back(); }
  void madeTree(core::TreeId tree) override;
  void entered(const core::ScopeEntry& entry, const Value& given, const core::ScopeRef& from, Reuse reuseOption,
               bool usedDefaultName) override;
  void left(const core::ScopeEntry& entry) override;
  void reuseSet(const core::ScopeRef& scope) override;
  void enteredNameScope(llvm::StringRef text, const Value& given) override;
  void uniqueName(llvm::StringRef text, const Value& given) override;
  void lookedUp(llvm::StringRef name, bool found) override;

  // -- the machine's side -----------------------------------------------------------
  Site here();
  const CallNode* enter(const CallNode* caller, const ir::Node* site, const ir::Function* function);
  /// A library call that fails leaves the gets that it began.
  const ir::Node* outermostGet() const { return openGets.empty() ? nullptr : gets[openGets.front().index].site.node; }
  std::size_t openGetCount() const { return openGets.size(); }
  void dropOpenGets(std::size_t keep) { openGets.resize(keep); }
  /// A finding for a rule that the core found broken, with all its notes.
  void report(Rule rule, const std::string& message);
  void report(Finding finding) { findings.push_back(std::move(finding)); }
  /// Calls and open scopes around the event that runs, as notes.
  void addContext(Finding& finding);

  struct Mark {
    std::size_t items, findings, openGets, reuseChanges;
    std::uint32_t scope;
  };
  Mark mark() const { return {items.size(), findings.size(), openGets.size(), reuseChanges.size(), innermost}; }
  void rollback(const Mark& mark);
  std::vector<Item> since(const Mark& mark) const { return {items.begin() + mark.items, items.end()}; }
  /// Whether two parts of the trace are one and the same to whoever reads it in the other
  /// order: each gets the same variables in the same way.
  bool commute(llvm::ArrayRef<Item> one, llvm::ArrayRef<Item> other) const;
  /// Replaces what came since the mark by two branches (unless they are one).
  void merge(const Mark& mark, const Value& condition, std::vector<Item> whenFalse);
  /// \pre it is one
  const std::string& keyOf(const core::VariableHandle& variable) const;
  std::size_t eventCount() const { return events; } ///< ever recorded, for loops

  std::vector<Item> items;
  std::vector<Finding> findings;
  std::deque<GetNode> gets;
  std::deque<ScopeNode> scopes;
  std::deque<TextNode> texts;
  std::deque<BranchNode> branches;
  std::deque<PassNode> passes;
  std::vector<Site> treeSites;     ///< where each tree's object was made
  std::vector<Proposal> proposals; ///< for the last error, the likeliest first
  std::uint32_t failedIn = 0;      ///< the scope that was open at the last error
  std::optional<Shape> refused;    ///< the shape that the last error was about, where a get gave it

private:
  struct OpenGet {
    std::uint32_t index;
    const core::GetRequest* request;
    const core::Scope* scope; ///< whose get_variable it is
    /// Of the request, which is gone when its error is reported.
    Reuse reuse;
    std::optional<Shape> shape;
    /// A name of another library's object.
    struct InTree {
      core::TreeId tree;
      std::string what, path;
    };
    std::optional<InTree> inTree;
  };
  void checkNesting(llvm::StringRef scope) const;
  const PassNode* pass();
  std::uint32_t creatorIndex(const core::VariableHandle& variable) const;
  const GetNode* creator(const core::VariableHandle& variable) const;
  bool equal(const std::vector<Item>& a, const std::vector<Item>& b) const;
  bool equal(Item a, Item b) const;
  void createdLater(const GetNode& get);
  EventStack stackOf(const GetNode& get) const;
  /// The get of the program that led to a getter's inner one.
  const GetNode& outermost(const GetNode& get) const;
  void noteReuseSource(Finding& finding, const OpenGet& open) const;
  void noteNearest(Finding& finding) const;
  core::VariableHandle existing(const OpenGet& open, llvm::StringRef key) const;

  Machine& machine;
  std::uint32_t innermost = 0;
  std::size_t events = 0;
  std::vector<OpenGet> openGets;
  std::vector<std::uint32_t> creators, wholeCreators; ///< get that made variable i, plus one
  llvm::DenseMap<const core::Scope*, ReuseOrigin> reuseOrigins;
  std::vector<std::pair<const core::Scope*, std::optional<ReuseOrigin>>> reuseChanges;
  void setReuse(const core::Scope* scope, std::optional<ReuseOrigin> origin);
  std::deque<CallNode> calls;
  std::map<std::tuple<const CallNode*, const ir::Node*, const ir::Function*>, const CallNode*> callIndex;
};

/// The innermost loop execution that two sites share in different iterations; null: none.
const PassNode* commonLoop(const PassNode* a, const PassNode* b);

} // namespace varscope::resolve
