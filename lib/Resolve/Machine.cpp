#include "Resolve/Machine.h"

#include "Resolve/Models/Support.h"
#include "Resolve/SourceText.h"
#include "ScopeIR/Printer.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"

namespace varscope::resolve {

// -- Interpreter: small helpers for models --------------------------------------------

std::optional<std::string> Interpreter::string(const Value& placeOrValue) {
  const Value text = textOf(*this, placeOrValue);
  return text.isString() ? std::optional(text.chars().str()) : std::nullopt;
}
std::optional<std::int64_t> Interpreter::integer(const Value& placeOrValue) {
  const Value value = load(placeOrValue);
  return value.isInt() ? std::optional<std::int64_t>(value.asInt()) : std::nullopt;
}
std::optional<bool> Interpreter::boolean(const Value& placeOrValue) {
  const Value value = load(placeOrValue);
  return value.isInt() ? std::optional<bool>(value.asBool()) : std::nullopt;
}
std::optional<double> Interpreter::number(const Value& placeOrValue) {
  const Value value = load(placeOrValue);
  if (value.is(ValueKind::Float))
    return value.asDouble();
  if (value.isInt())
    return value.isSigned() ? double(value.asInt()) : double(value.bits());
  return std::nullopt;
}

Value Interpreter::unknownIn(const Value& given) {
  Value value = peek(given);
  if (value.is(ValueKind::Pointer) && memory().alive(value.target())) {
    const std::uint32_t index = value.hasIndex() ? value.index() : 0;
    value = memory().read(value.target());
    if (value.is(ValueKind::Aggregate) && index < value.parts().parts.size())
      value = memory().read(value.parts().parts[index]);
  }
  return value.isUnknown() ? value : Value();
}

namespace {
/// What a reference, an iterator or a pointer leads into; the object itself, if it is none. None if neither is known.
Place referredTo(Interpreter& in, const Value& given) {
  const Value value = in.peek(given);
  if (value.isUnknown())
    return value.why().within;
  if (value.is(ValueKind::Pointer))
    return value.target();
  if (!value.is(ValueKind::Library))
    return {};
  Place other;
  value.state().forEachPlace([&](Place place, bool owns) {
    if (!owns && !other)
      other = place;
  });
  return other ? other : given.isPlace() ? given.target() : Place();
}
} // namespace

Value Interpreter::unknownResult(const LibCall& call) {
  passOver(call);
  const auto result = [&] {
    for (const Value& arg : call.args)
      if (Value value = unknownIn(arg); !value.isNone())
        return unknownLike(value);
    for (const auto& [name, arg] : call.named)
      if (Value value = unknownIn(arg); !value.isNone())
        return unknownLike(value);
    return unknown("'" + call.key + "' is called in a way that is not modelled");
  };
  // If it is a reference, an iterator or a pointer, it leads into the first argument.
  return unknownWithin(result(), call.args.empty() ? Place() : referredTo(*this, call.args[0]));
}

const Value& LibCall::arg(llvm::StringRef parameter) const {
  static const Value none;
  for (const auto& [name, value] : named)
    if (name == parameter)
      return value;
  return none;
}
const ir::Node& LibCall::argNode(std::size_t position) const {
  position += firstKid;
  for (const ir::Node* kid : node.kids)
    if (kid->op != ir::Op::Init && kid->op != ir::Op::Bind && position-- == 0)
      return *kid;
  return node;
}
const ir::Node& LibCall::argNode(llvm::StringRef parameter) const {
  for (const ir::Node* kid : node.kids)
    if ((kid->op == ir::Op::Init || kid->op == ir::Op::Bind) && kid->text == parameter)
      return *kid->kids[0];
  return node;
}

// -- Machine ---------------------------------------------------------------------------

Machine::Machine(const ir::Module& program, const ResolveOptions& options)
    : module(program), fileNames(program.files.begin(), program.files.end()), options(options),
      bindings(options.bindings), table(options.models ? *options.models : standardModels()),
      log(*this) {}
Machine::~Machine() = default;

void Machine::begin() {
  started = std::chrono::steady_clock::now();
  steps = nextCheck = 0;
  exhausted.reset();
}

void Machine::run(const ir::Model& ran, const std::vector<Decision>& script) {
  paths.begin(script);
  while (true) {
    try {
      return runOnce(ran);
    } catch (const RestartPath&) {
      paths.restart();
    }
  }
}

void Machine::runOnce(const ir::Model& ran) {
  model = &ran;
  endRun();
  loops.clear(), partings.clear();
  nextUnknown = 1;
  nextExecution = 1;
  tries = depth = 0;
  aftermath = threw = false;
  frame = nullptr;
  current = nullptr;
  handled.reset();
  trees = {};
  host = table.makeHost(*this);
  core = std::make_unique<core::Graph>(*host);
  log.begin();
  const auto found = module.functions.find(ran.function);
  if (found == module.functions.end() || !found->second.body) {
    Finding missing = finding(Rule::Unresolved, "the expression of model '" + ran.tag.str() +
                                                  "' is not defined in this program; add the file that defines it");
    log.report(std::move(missing));
    return;
  }
  try {
    attempt(
      *found->second.body,
      [&] {
        trees = treesOf(*this, callWith(found->second, {}, {}, nullptr));
        return Completion::Normal;
      },
      false);
  } catch (const Thrown& thrown) {
    // An exception of its own, or a scope error, which is recorded already.
    threw = true;
    thrownAt = thrown.at;
  } catch (const PathEnd&) {
  } catch (Exhausted& end) {
    exhausted = std::move(end);
  }
}

void Machine::endRun() {
  objects = Memory();
  statics.clear(), staticsMade.clear(), derivedValues.clear(), derivedOrder.clear();
  returned = {};
  core.reset();
}

void Machine::checkBudgets() {
  nextCheck = std::min<std::uint64_t>(steps + (1u << 16), options.maxSteps + 1);
  if (options.cancelled && options.cancelled())
    throw Exhausted{};
  if (steps > options.maxSteps)
    throw Exhausted{tooMuch("more than " + llvm::Twine(options.maxSteps) + " steps", "--max-steps")};
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
  if (options.maxSeconds > 0 && elapsed.count() > options.maxSeconds)
    throw Exhausted{
      tooMuch("more than " + llvm::Twine(static_cast<unsigned>(options.maxSeconds)) + " seconds", "--max-seconds")};
}

std::optional<Finding> Machine::tooMuch(const llvm::Twine& what, const llvm::Twine& option) {
  if (aftermath)
    return std::nullopt;
  Finding found = finding(Rule::Unresolved, ("resolving model '" + model->tag + "' takes " + what +
                                             "; simplify the builder, or raise the limit with " + option)
                                              .str());
  log.addContext(found);
  return found;
}

void Machine::tooDeep(const llvm::Twine& what) {
  if (std::optional<Finding> found = tooMuch(what + " nested more than " + llvm::Twine(options.maxDepth) + " deep", "--max-depth"))
    log.report(std::move(*found));
  throw PathEnd();
}

SourceLocation Machine::locate(const ir::Loc& loc) const {
  SourceLocation at;
  if (!loc.valid())
    return at;
  if (loc.file < fileNames.size())
    at.file = fileNames[loc.file];
  at.line = loc.line;
  at.column = loc.column;
  at.end_line = loc.endLine;
  at.end_column = loc.endColumn;
  return at;
}

Finding Machine::finding(Rule rule, const std::string& message) {
  Finding made;
  made.rule = rule;
  made.message = message;
  made.model = model ? model->tag.str() : std::string();
  const ir::Node* event = log.outermostGet();
  if (!event)
    event = log.here().node;
  place(made, event && event->loc.valid() ? event->loc : model ? model->loc : ir::Loc());
  return made;
}

void Machine::place(Finding& finding, const ir::Loc& loc) const {
  finding.at = locate(loc);
  finding.spelling_line = loc.spellingLine;
  finding.spelling_file = loc.spellingLine && loc.spellingFile < module.files.size() ? module.files[loc.spellingFile] : std::string();
}

void Machine::unresolved(const ir::Node& node, const Value& value, const llvm::Twine& what,
                         const llvm::Twine& instead) {
  if (aftermath)
    throw PathEnd();
  const Value blamed = unknownIn(value);
  const Value content = blamed.isNone() ? peek(value) : blamed;
  std::string spelled = sourceText(module, node.loc).str();
  if (spelled.empty() && content.isUnknown())
    spelled = content.why().print();
  const std::string reason = content.isUnknown() ? content.why().cause() : content.print();
  std::string message = (what + " is not known at compile time: ").str();
  if (!spelled.empty() && spelled != reason)
    message += "'" + spelled + "' is unknown, because ";
  llvm::SmallVector<std::string, 4> remedies;
  if (content.isUnknown())
    content.why().remedies(remedies);
  if (!instead.isTriviallyEmpty())
    remedies.push_back(("write " + instead + " instead").str());
  message += reason;
  if (!remedies.empty())
    message += "; " + llvm::join(remedies, ", or ");
  Finding found = finding(Rule::Unresolved, message);
  if (!log.outermostGet() && !current)
    place(found, node.loc);
  const SourceLocation at = locate(node.loc);
  if (at.line && at != found.at)
    found.notes.push_back({NoteKind::Hint, at, "this must be known at compile time"});
  if (content.isUnknown())
    if (const SourceLocation origin = locate(content.why().root().at); origin.line && origin != at && origin != found.at)
      found.notes.push_back({NoteKind::Hint, origin, "the unknown value comes from here"});
  log.addContext(found);
  log.report(std::move(found));
  throw PathEnd();
}

// -- reading --------------------------------------------------------------------------

Value Machine::settle(const Value& choice) {
  Value value = choice;
  while (value.isChoice()) {
    const ChoiceState& state = value.alternatives();
    Value next = decide(state.condition) ? state.whenTrue : state.whenFalse;
    value = std::move(next);
  }
  return value;
}

Value Machine::content(const Value& given) {
  if (!given.isPlace())
    return given;
  Place place = given.target();
  while (true) {
    if (!objects.alive(place))
      return unknown("an object whose lifetime has ended");
    const Value& content = objects.read(place);
    if (content.is(ValueKind::Undef) && objects.isCharacter(place)) {
      const Place string = objects.parent(place);
      const Value whole = objects.alive(string) ? objects.read(string) : Value();
      return whole.isUnknown() ? derived("[]", whole, Value::size(objects.indexInParent(place)), nullptr)
                               : unknown("a character of a string that has ended");
    }
    if (!content.isPlace())
      return content;
    place = content.target();
  }
}

Value Machine::shown(Value value) {
  if (!value.is(ValueKind::Library))
    return value;
  Value stands = value.state().shown(*this);
  return stands.isNone() ? value : stands;
}

Value Machine::peek(const Value& given) { return shown(content(given)); }

Value Machine::stored(const Value& given) {
  Value value = content(given);
  while (value.isChoice() || value.isPlace())
    value = value.isChoice() ? settle(value) : content(value);
  return value;
}

Value Machine::load(const Value& given) { return shown(stored(given)); }

// -- unknowns -------------------------------------------------------------------------

Value Machine::fresh(const llvm::Twine& reason, const ir::Loc& at, std::string advice) {
  auto state = llvm::makeIntrusiveRefCnt<UnknownState>();
  state->id = nextUnknown++;
  state->reason = reason.str();
  state->advice = std::move(advice);
  state->at = at;
  return Value::unknown(state);
}

Value Machine::unknownLike(const Value& value) {
  const UnknownState& root = value.why().root();
  auto made = llvm::makeIntrusiveRefCnt<UnknownState>();
  made->id = nextUnknown++;
  made->reason = root.reason;
  made->advice = root.advice;
  made->binding = root.binding;
  made->expression = root.expression;
  made->at = root.at;
  made->within = value.why().within;
  return Value::unknown(made);
}

Value Machine::unknown(const llvm::Twine& reason) { return fresh(reason, location()); }

namespace {
/// What a known sign tells: of the number's truth, and of comparisons with 0.
std::optional<bool> toldBySign(llvm::StringRef op, const Value& left, const Value& right) {
  const Value& other = left.isUnknown() ? right : left;
  const int sign = left.isUnknown() ? left.why().sign : right.isUnknown() ? -right.why().sign : 0;
  if (sign == 0)
    return std::nullopt;
  if (op == "!")
    return false;
  if (!other.isInt() || other.bits() != 0)
    return std::nullopt;
  if (op == "==" || op == "!=")
    return op == "!=";
  if (op == "<" || op == "<=")
    return sign < 0;
  if (op == ">" || op == ">=")
    return sign > 0;
  return std::nullopt;
}
} // namespace

Value Machine::derived(llvm::StringRef op, const Value& left, const Value& right, const ir::Type* type) {
  if (const std::optional<bool> told = toldBySign(op, left, right))
    return Value::boolean(*told);
  const std::optional<std::string> a = left.key(), b = right.key();
  std::string key = a && b ? op.str() + " " + *a + " " + *b : "number " + std::to_string(nextUnknown);
  if (type)
    key += " " + ir::toString(*type);
  const auto known = derivedValues.find(key);
  if (known != derivedValues.end())
    return known->second;
  auto state = llvm::makeIntrusiveRefCnt<UnknownState>();
  state->id = nextUnknown++;
  state->op = op;
  state->left = left;
  state->right = right;
  state->at = left.isUnknown() ? left.why().at : right.isUnknown() ? right.why().at : location();
  for (const Value& side : {left, right}) // pointers to somewhere in the array
    if (side.is(ValueKind::Pointer) && objects.alive(side.target()))
      state->within = wholeArray(side.target());
  if (left.isUnknown()) {
    if (!state->within)
      state->within = left.why().within;
    if (op == "-" && right.isNone())
      state->sign = static_cast<std::int8_t>(-left.why().sign);
  }
  if (type && (type->kind == ir::TypeKind::Int || type->kind == ir::TypeKind::Bool)) {
    state->width = type->kind == ir::TypeKind::Bool ? 1 : type->width;
    state->isSigned = type->isSigned;
  }
  const Value value = Value::unknown(state);
  derivedValues.emplace(key, value);
  derivedOrder.push_back(std::move(key));
  return value;
}

void Machine::name(const Value& value, llvm::StringRef text, const ir::Type* type) {
  if (!value.isUnknown() || value.why().op == "cast")
    return;
  const UnknownState& state = value.why();
  if (state.name.empty() && !text.empty())
    state.name = text.str();
  if (!type)
    return;
  if (state.expression.empty() && Bindings::accepts(*type))
    state.expression = text.str();
  if (!state.width && (type->kind == ir::TypeKind::Int || type->kind == ir::TypeKind::Bool)) {
    state.width = type->kind == ir::TypeKind::Bool ? 1 : type->width;
    state.isSigned = type->isSigned;
  }
}

// -- objects with static lifetime ---------------------------------------------------------

Place Machine::staticObject(const void* key, llvm::function_ref<Place()> make) {
  if (const Place known = statics.lookup(key); objects.alive(known))
    return known;
  const std::uint64_t before = assumptionsUsed;
  const Place made = make();
  staticsMade.push_back({key, assumptionsUsed != before});
  return statics[key] = made;
}

void Machine::forgetStatics(std::size_t since) {
  const auto begin = staticsMade.begin() + since;
  const auto forgets = [&](const MadeStatic& made) { return made.assumes && (statics.erase(made.key), true); };
  staticsMade.erase(std::remove_if(begin, staticsMade.end(), forgets), staticsMade.end());
}

// -- names and lives --------------------------------------------------------------------

const FunctionInfo& Machine::info(const ir::Function& function) {
  std::unique_ptr<FunctionInfo>& known = infos[&function];
  if (known)
    return *known;
  known = std::make_unique<FunctionInfo>();
  FunctionInfo& made = *known;
  const auto add = [&](llvm::StringRef name) { made.slots.try_emplace(name, made.slots.size()); };
  for (const ir::Param& param : function.params)
    add(param.name);
  llvm::SmallVector<const ir::Node*, 32> work;
  if (function.body)
    work.push_back(function.body);
  while (!work.empty()) {
    const ir::Node* node = work.pop_back_val();
    switch (node->op) {
    case ir::Op::Var:
    case ir::Op::StaticVar:
    case ir::Op::RefVar:
    case ir::Op::ForEach:
    case ir::Op::Catch:
      add(node->text);
      break;
    default:
      break;
    }
    work.append(node->kids.begin(), node->kids.end());
  }
  for (const ir::Node* init : function.inits)
    made.initialised.insert(init->text);
  return made;
}

Value& Machine::slot(llvm::StringRef name) {
  const auto found = frame->info->slots.find(name);
  static Value none;
  if (found == frame->info->slots.end() || found->second >= frame->slots.size())
    return none = Value();
  return frame->slots[found->second];
}

void Machine::bind(llvm::StringRef name, Value place, Place owned) {
  const auto found = frame->info->slots.find(name);
  assert(found != frame->info->slots.end());
  Value& bound = frame->slots[found->second];
  frame->bindings.push_back({found->second, std::move(bound), owned});
  frame->slots[found->second] = std::move(place);
}

void Machine::leaveScope(std::size_t keep, bool destroyObjects, Place result) {
  while (frame->bindings.size() > keep) {
    Frame::Binding binding = std::move(frame->bindings.back());
    frame->bindings.pop_back();
    if (destroyObjects && binding.owned && binding.owned != result)
      destroy(binding.owned);
    frame->slots[binding.slot] = std::move(binding.hidden);
  }
}

void Machine::endTemporaries(std::size_t keep) {
  while (frame->temporaries.size() > keep) {
    const Place temporary = frame->temporaries.back();
    frame->temporaries.pop_back();
    destroy(temporary);
  }
}

// -- exceptions ---------------------------------------------------------------------------

void Machine::raise(llvm::StringRef type, const llvm::Twine& what) {
  auto state = llvm::makeIntrusiveRefCnt<ExceptionState>();
  state->type = type.str();
  state->what = what.str();
  raise(std::move(state));
}

void Machine::raise(llvm::IntrusiveRefCntPtr<ExceptionState> state) {
  throw Thrown{objects.allocate(Value::library(std::move(state))), nullptr, log.here()};
}

void Machine::mayRaise(llvm::StringRef type, const LibCall& call) {
  if (!mayCatch())
    return;
  const Value throws = fresh("it is not known whether '" + call.key + "' throws", call.node.loc);
  const llvm::StringRef spelled = sourceText(module, call.node.loc);
  throws.why().width = 1;
  throws.why().name = (spelled.empty() ? call.key + "()" : spelled).str() + " throws " + type.str();
  if (!decide(throws))
    return;
  auto state = llvm::makeIntrusiveRefCnt<ExceptionState>();
  state->type = type.str();
  state->whatIsKnown = false;
  raise(std::move(state));
}

const std::string* Machine::exceptionText(const Value& place) {
  const Value content = load(place);
  const auto* state = content.as<ExceptionState>();
  return state && state->whatIsKnown ? &state->what : nullptr;
}

} // namespace varscope::resolve
