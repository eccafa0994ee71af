#pragma once
/// The interpreter's state. Handlers of nodes (Eval/*.cpp) are functions on it.
///
/// Concepts, in the order a reader needs them:
///   Completion   how a statement ended; C++ exceptions carry the rest:
///   Thrown       the program threw
///   Undecided    a condition is not known: the statement is run once per answer
///   PathEnd      this path cannot go on (its finding is recorded)
///   Exhausted    nothing of the model can go on: a budget is spent, or the user has cancelled
///   Frame        a running call of the program
///   CallNode     a call site under its callers; one per distinct chain
///   LoopPass     one iteration of one execution of a loop

#include "Resolve/Bindings.h"
#include "Resolve/Interpreter.h"
#include "Resolve/Model.h"
#include "Resolve/Paths.h"
#include "Resolve/Resolve.h"
#include "Resolve/Roles/Trees.h"
#include "Resolve/ScopeReach.h"
#include "Resolve/TraceLog.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

#include <chrono>
#include <deque>
#include <functional>

namespace varscope::resolve {

enum class Completion : std::uint8_t { Normal, Break, Continue, Return };

struct Thrown {
  Place object;
  const ir::Type* type;
  Site at;
};
struct PathEnd {};
using Args = llvm::SmallVector<Value, 6>; ///< of a call
struct Exhausted {
  std::optional<Finding> finding;
};

/// A class as the interpreter needs it: bases, then fields.
struct RecordLayout {
  const ir::RecordType* record = nullptr;
  llvm::SmallVector<const ir::Type*, 8> parts;
  llvm::SmallVector<llvm::StringRef, 8> names;
  llvm::DenseMap<llvm::StringRef, unsigned> index;
  bool needsDestruction = true; ///< a destructor of the program or of a library runs in it
};

struct FunctionInfo {
  llvm::DenseMap<llvm::StringRef, unsigned> slots;
  llvm::DenseSet<llvm::StringRef> initialised; ///< parts that the constructor's inits make
};

struct Frame {
  const ir::Function* function = nullptr;
  const FunctionInfo* info = nullptr;
  Frame* caller = nullptr;
  const CallNode* chain = nullptr;
  Value self; ///< Place of *this, or Unknown
  std::vector<Value> slots;
  llvm::SmallVector<Value, 0> ellipsis; ///< arguments that no parameter takes
  /// A name that is in scope: what it hid, and the object that ends with it.
  struct Binding {
    unsigned slot;
    Value hidden;
    Place owned;
  };
  std::vector<Binding> bindings;
  std::vector<Place> temporaries;
};

class Machine final : public Interpreter {
public:
  Machine(const ir::Module& program, const ResolveOptions& options);
  ~Machine() override;

  /// Before the first run of a model: its budgets are whole.
  void begin();
  /// One run of a model along a scripted path.
  void run(const ir::Model& model, const std::vector<Decision>& script);
  /// Frees what the run alone needed; `log` and `paths` tell how it went.
  void endRun();

  // -- Interpreter ---------------------------------------------------------------
  const ir::Module& program() const override { return module; }
  const ModelTable& models() const override { return table; }
  Memory& memory() override { return objects; }
  core::Graph& graph() override {
    ++coreUses;
    return *core;
  }
  Recorder& recorder() override { return log; }
  Reuse assumedReuse(const ir::Node& call, Reuse given) const override;
  std::string assumedName(const ir::Node& call, std::string given) override;
  std::optional<Shape> assumedShape(const ir::Node& call, std::optional<Shape> given) const override;
  ir::Loc location() const override { return current ? current->loc : ir::Loc(); }
  llvm::ArrayRef<Value> ellipsis() const override { return frame ? frame->ellipsis : llvm::ArrayRef<Value>(); }
  Value load(const Value& placeOrValue) override;
  Value stored(const Value& placeOrValue) override;
  Value peek(const Value& placeOrValue) override;
  bool decide(const Value& condition) override;
  Place materialize(Value value, const ir::Type* type) override;
  Value converted(Value value, const ir::Type* type) override;
  void write(const Value& place, Value content) override;
  void assign(const Value& place, Value value) override;
  void moveAssign(const Value& to, const Value& from) override;
  Value copyOf(const Value& placeOrValue) override;
  Value moveOut(const Value& place) override;
  void destroy(Place object) override;
  Value zero(const ir::Type& type) override;
  bool elements(const Value& range, llvm::SmallVectorImpl<Value>& out) override;
  Place libraryBase(Place object, llvm::StringRef name) override;
  Value field(const Value& record, llvm::StringRef name) override;
  Value call(const Value& callee, llvm::ArrayRef<Value> args) override;
  bool callable(const Value& callee) override;
  void passOver(const LibCall& call) override;
  void refuseScopes(const LibCall& call) override;
  void refuseMoves(const LibCall& call, const Value& object) override;
  bool reachesScopes(llvm::StringRef function) override { return reach().function(function); }
  Value callFunction(const ir::Function& function, llvm::ArrayRef<Value> args) override;
  Value unknown(const llvm::Twine& reason) override;
  Value unknownLike(const Value& value) override;
  void havoc(const Value& place, const llvm::Twine& reason) override;
  /// Evaluates what a node that is not understood may change, for the reason that is its text.
  void mayChangeKids(const ir::Node& node);
  [[noreturn]] void raise(llvm::StringRef type, const llvm::Twine& what) override;
  [[noreturn]] void raise(llvm::IntrusiveRefCntPtr<ExceptionState> state);
  [[noreturn]] void unresolved(const ir::Node& node, const Value& value, const llvm::Twine& what,
                               const llvm::Twine& instead) override;
  bool mayCatch() const override { return tries != 0; }
  void mayRaise(llvm::StringRef type, const LibCall& call) override;
  const std::string* exceptionText(const Value& place) override;

  // -- evaluation (Eval/) ------------------------------------------------------------
  Value eval(const ir::Node& node);
  Completion exec(const ir::Node& node);
  /// A function's body; the result is in `returned`.
  void execBody(const ir::Node& body);
  /// A constructor's (init "field" value), (bind "field" place) or (init "this" call).
  void initialise(const ir::Node& part);
  /// The rest of the call: another constructor makes the same object.
  void delegate(const ir::Node& call);
  /// Initialisers and body; what a constructor that throws has made by then ends.
  Completion execFunction(const ir::Function& function, const ir::Node& body);
  const ir::Node& here() const;
  /// The object that a base class subobject belongs to; itself if it is none.
  Place wholeOf(Place object) const;
  /// What a call of a virtual method (a USR) on the object runs.
  llvm::StringRef overrider(llvm::StringRef method, Place object);
  bool isBaseOf(Place part, Place whole) const;
  /// Ends bases and members, the last one first, after their object's own destructor.
  void destroyParts(Place object, llvm::ArrayRef<Place> parts);
  /// Ends what the first initialisers of the running constructor made, as it throws.
  void destroyBuilt(const ir::Function& constructor, std::size_t inits);
  /// The subobject of `whole` (which holds `object`) whose class is `usr`; none: no such base.
  Place subobject(Place object, Place whole, llvm::StringRef usr);
  /// The object, or the base class part of it, whose class has that USR or is the library's of that name; none: no such base.
  Place baseOf(Place whole, llvm::StringRef name);
  const ir::Type* boolType() const {
    static const ir::Type type = [] {
      ir::Type made;
      made.kind = ir::TypeKind::Bool;
      made.width = 1;
      return made;
    }();
    return &type;
  }
  /// A full expression: its temporaries end with it, however it ends.
  template <class Body> auto fullExpression(Body body);
  Value evalFull(const ir::Node& node);
  void endTemporaries(std::size_t keep);
  /// Runs the body with names and objects that end with it.
  template <class Body> Completion inScope(Body body);
  /// \param result the object that goes on living as the call's result; none: there is none
  void leaveScope(std::size_t keep, bool destroyObjects, Place result = {});
  void bind(llvm::StringRef name, Value place, Place owned);
  Value& slot(llvm::StringRef name);

  /// \param site a call in the program, with arguments from evalArgs; null: the library calls
  Value callWith(const ir::Function& function, Value self, llvm::ArrayRef<Value> args, const ir::Node* site);
  Value callModel(const ir::Node& node, llvm::StringRef key, llvm::ArrayRef<Value> args,
                  llvm::ArrayRef<std::pair<llvm::StringRef, Value>> named);
  Value callUndefined(const ir::Node& node, llvm::StringRef usr, const ir::Function* declared,
                      llvm::ArrayRef<Value> args);
  /// A call by a pointer to a member, the object first.
  Value callMember(const Value& member, llvm::ArrayRef<Value> args);
  /// A call that could run one of several functions, or something not known at all:
  /// `unresolved` if it may reach a scope event; else its result is `reason`.
  Value callUnknown(const ir::Node& node, Value reason, bool reachesScopes, llvm::ArrayRef<Value> args);
  /// The operator() that a call with these arguments runs; empty: none, or it is not known.
  llvm::StringRef callOperator(const ir::RecordType& record, llvm::ArrayRef<Value> args);
  /// Whether who gets the value could reach a scope event by calling it.
  bool mayReach(const Value& given, unsigned depth = 0);
  /// Whether an object, or a part of it, is copied, moved or ended by code that may reach a scope event.
  bool movesReach(const Value& object);
  const ScopeReach& reach() {
    if (!reachable)
      reachable.emplace(module);
    return *reachable;
  }

  // -- conditions that are not known (Speculate.cpp) -----------------------------------
  /// Runs something that can be run again. `escalates`: if two answers end it in
  /// different ways, the statement around is to be run once per answer instead.
  Completion attempt(const ir::Node& site, llvm::function_ref<Completion()> body, bool escalates = true);
  /// The loop's body runs an unknown number of times.
  Completion unknownLoop(const ir::Node& loop, const Value& condition, llvm::function_ref<Completion()> pass);

  // -- objects ---------------------------------------------------------------------
  const RecordLayout* layout(const ir::Type* type);
  const RecordLayout* layout(llvm::StringRef usr);
  bool needsDestruction(const ir::Type* type);
  /// An object of the type with nothing initialised, but what has a default constructor.
  Value uninitialised(const ir::Type& type, const FunctionInfo* initialisedBy = nullptr);
  /// A new object of a class, made by one of its constructors (a USR).
  Value construct(const ir::Type& type, llvm::StringRef constructor, llvm::ArrayRef<Value> args,
                  const ir::Node* site);
  Value settle(const Value& choice);
  /// What an object holds, at the end of references.
  Value content(const Value& placeOrValue);
  /// What a proxy stands for.
  Value shown(Value value);
  /// An object's content to be copied or moved: of a library class, one state.
  Value wholeContent(Place object);
  /// One of two scalars, by a condition that is not known.
  Value choice(const Value& condition, const Value& whenTrue, const Value& whenFalse);
  Value materializeContent(Value value);
  Value aggregateFrom(Place from, AggregateState state, bool moves);
  /// Runs the class's own operator=; false: it has none.
  bool assignByClass(Place to, Place from);
  void assignPart(Place part, Place other);
  bool endsVisibly(const Value& content);
  Value endingContent(Place object);
  bool assignParts(Place to, const LibraryState& value);
  void freeOwned(const Value& content, const LibraryType* library);
  /// An object with the reason of `origin`, of a record one per member. What is bound has its value.
  /// \param name as the source says it
  /// \param binding as --bind names it; empty: it cannot be bound by name
  Value unknownObject(const ir::Type& type, const Value& origin, const std::string& name, const std::string& binding);
  /// A member's place; expands an unknown record into unknown members.
  Value part(const Value& record, llvm::StringRef name);
  Value element(const Value& array, const Value& index);
  Value character(Place string, llvm::StringRef text, std::uint64_t index);
  Value deref(const Value& pointer);
  Value global(const ir::Global& global);
  Place makeGlobal(const ir::Global& global);
  const FunctionInfo& info(const ir::Function& function);

  // -- what changes unseen -----------------------------------------------------------
  Place wholeArray(Place array) const;
  bool isUnknownReference(Place place) const;
  /// As havoc(), by what may change the objects again.
  void spoil(const Value& given, const llvm::Twine& why, Memory::Exposure exposure);
  /// A write to an object that is not known: to any inside of one, or to any that pointers which are not known may point at.
  void changeThrough(const Value& unknown, const llvm::Twine& why);
  /// What is so exposed at least is no longer what was written to it.
  void changeExposed(Memory::Exposure exposure, const llvm::Twine& why);

  // -- unknowns --------------------------------------------------------------------
  Value fresh(const llvm::Twine& reason, const ir::Loc& at, std::string advice = {});
  Value derived(llvm::StringRef op, const Value& left, const Value& right, const ir::Type* type);
  /// The first object that holds an unknown gives it its name.
  void name(const Value& value, llvm::StringRef text, const ir::Type* type);

  /// Starts a finding at the event that runs (or at `node` without one).
  Finding finding(Rule rule, const std::string& message);
  SourceLocation locate(const ir::Loc& loc) const;
  void place(Finding& finding, const ir::Loc& loc) const;
  /// That resolving the model takes too much; none where nothing more is reported.
  std::optional<Finding> tooMuch(const llvm::Twine& what, const llvm::Twine& option);
  [[noreturn]] void tooDeep(const llvm::Twine& what);
  void step() {
    if (++steps >= nextCheck)
      checkBudgets();
  }
  void checkBudgets();

  const ir::Module& module;
  const std::vector<FileName> fileNames; ///< of module.files
  const ResolveOptions& options;
  Bindings bindings;
  const ModelTable& table;
  Memory objects;
  TraceLog log;
  Paths paths;
  std::unique_ptr<core::Host> host;
  std::unique_ptr<core::Graph> core;
  std::uint64_t coreUses = 0;

  Frame* frame = nullptr;
  unsigned depth = 0;
  unsigned tries = 0;                ///< try statements that run
  std::uint32_t nextUnknown = 1;
  std::uint32_t nextExecution = 1;   ///< of a loop
  const ir::Node* current = nullptr; ///< the library call that runs
  const ir::Node* order = nullptr;   ///< the last order node: of its kid's operands
  /// Calls whose operands, in an order that C++ leaves open, may do different things in another one. Of all runs that go from
  /// left to right.
  llvm::SetVector<const ir::Node*> openOrders;
  /// Whether the operands of such a call are taken from right to left; empty: no call's.
  std::function<bool(const ir::Node& call)> backwards;
  const ir::Node* unused = nullptr;  ///< the expression whose value the running statement drops
  Value returned;
  std::optional<Thrown> handled;     ///< for `throw;`
  std::vector<Place> ending;         ///< objects whose own destructors have run, not yet their parts'
  std::vector<LoopPass> loops;
  /// After a variable was missing, the builder goes on only to see whether it
  /// is created later: nothing more is reported.
  bool aftermath = false;
  bool threw = false;                ///< the builder ended by an exception
  Site thrownAt;                     ///< then: where from

  /// Of the model, whatever is run for it: all paths, and what is tried out.
  std::uint64_t steps = 0, nextCheck = 0;
  std::chrono::steady_clock::time_point started;
  std::optional<Exhausted> exhausted;
  const ir::Model* model = nullptr;
  TreesOfResult trees;               ///< of what the builder returned
  std::optional<Proposal> assumed;   ///< this run tries it out

private:
  /// \throws RestartPath
  void runOnce(const ir::Model& model);
  /// The change of a call that this run tries out; null: none of that kind.
  template <class Change> const Change* assumption(const ir::Node& call) const {
    return assumed && assumed->call == &call ? std::get_if<Change>(&assumed->change) : nullptr;
  }
  struct Checkpoint;
  struct Branch;
  static constexpr std::uint64_t maxArray = 1u << 20; ///< elements that are tracked one by one
  Checkpoint checkpoint(bool journal);
  void commit(const Checkpoint& point);
  void takeBack(const Checkpoint& point);
  /// What an attempt does, from its beginning.
  Completion again(const ir::Node& site, llvm::function_ref<Completion()> body, bool escalates);
  Branch speculate(const Value& condition, bool answer, const ir::Node& site, llvm::function_ref<Completion()> body,
                   bool escalates);
  Completion explore(const Value& condition, const ir::Node& site, llvm::function_ref<Completion()> body,
                     bool escalates);
  void collectNames(const Checkpoint& point, Branch& branch) const;
  bool mergeMemory(const Value& condition, Branch& whenTrue, Branch& whenFalse);
  std::optional<Value> mergeValues(const Value& condition, const Value& whenTrue, const Value& whenFalse);
  bool mergeObjects(const Value& condition, Place whenTrue, Place whenFalse);
  void skipUnknowns(const Value& condition);

  /// Statements that use the core before they ask an unknown condition.
  llvm::DenseSet<const ir::Node*> journalled;
  /// After this condition a branch makes unknowns of its own.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> partings;
  /// Derived unknowns by operator and operands, in order of creation.
  std::map<std::string, Value> derivedValues;
  std::vector<std::string> derivedOrder;

  /// Facts about the program, kept between runs.
  llvm::DenseMap<llvm::StringRef, std::unique_ptr<RecordLayout>> layouts;
  llvm::DenseMap<llvm::StringRef, std::unique_ptr<ir::Type>> baseTypes;
  llvm::BumpPtrAllocator nameArena;
  llvm::StringSaver baseNames{nameArena};
  llvm::DenseMap<const ir::Function*, std::unique_ptr<FunctionInfo>> infos;
  std::optional<ScopeReach> reachable;
  llvm::DenseMap<const ir::Node*, Value> literals;
  /// Library functions that are called by pointer, at the node that does.
  std::map<std::pair<const ir::Node*, llvm::StringRef>, ir::Node> pointedCalls;
  std::deque<Literal> writers;
  /// Objects with static lifetime, of this run. One made in a branch that was
  /// taken back is dead, and made again.
  llvm::DenseMap<const void*, Place> statics;
  struct MadeStatic {
    const void* key;
    bool assumes; ///< its value is right in the branch that made it
  };
  std::vector<MadeStatic> staticsMade;
  std::uint64_t assumptionsUsed = 0; ///< conditions that were known by what a branch, or the path, assumes

public:
  Value literal(const ir::Node& node);
  /// The object with static lifetime that the key (its declaration) stands for; made now if there is none.
  Place staticObject(const void* key, llvm::function_ref<Place()> make);
  /// Of those made since (an index in staticsMade), what assumes something.
  void forgetStatics(std::size_t since);
};

template <class Body> auto Machine::fullExpression(Body body) {
  const std::size_t keep = frame->temporaries.size();
  try {
    auto result = body();
    endTemporaries(keep);
    return result;
  } catch (const Thrown&) {
    endTemporaries(keep);
    throw;
  }
}

template <class Body> Completion Machine::inScope(Body body) {
  const std::size_t keep = frame->bindings.size();
  try {
    const Completion how = body();
    if (frame->bindings.size() != keep) {
      Value kept = std::move(returned); // a destructor's own calls return, too
      leaveScope(keep, true, kept.is(ValueKind::Object) ? kept.target() : Place());
      returned = std::move(kept);
    }
    return how;
  } catch (const Thrown&) {
    leaveScope(keep, true);
    throw;
  }
}

} // namespace varscope::resolve
