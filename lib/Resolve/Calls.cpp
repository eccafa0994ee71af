/// Calls: of the program's functions, of library models, and of what has no
/// definition.

#include "Resolve/Eval/Handlers.h"
#include "Resolve/MissingDefinition.h"
#include "Resolve/Models/BitReference.h"
#include "Resolve/SourceText.h"

#include "llvm/ADT/STLExtras.h"

#include <varscope/error.h>

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

namespace {
/// Puts the machine's position back, however a call ends.
template <class T> struct Restore {
  T& variable;
  T before;
  Restore(T& variable, T now) : variable(variable), before(std::move(variable)) { variable = std::move(now); }
  ~Restore() { variable = std::move(before); }
};
} // namespace

Value Machine::callWith(const ir::Function& function, Value self, llvm::ArrayRef<Value> args, const ir::Node* site) {
  if (depth >= options.maxDepth)
    tooDeep("calls");
  Restore deeper(depth, depth + 1);
  // Itanium's C++ ABI leaves the end of parameters to the caller, where they live as long as temporaries.
  Frame* const endsWith = site ? frame : nullptr;
  if (!site)
    site = current;
  Frame called;
  called.function = &function;
  called.info = &info(function);
  called.caller = frame;
  called.chain = frame ? log.enter(frame->chain, site, &function) : nullptr;
  called.self = std::move(self);
  called.slots.resize(called.info->slots.size());
  if (function.isVariadic && args.size() > function.params.size())
    called.ellipsis.append(args.begin() + function.params.size(), args.end());
  Restore running(frame, &called);

  inScope([&] {
    for (std::size_t i = 0; i < function.params.size(); ++i) {
      const ir::Param& param = function.params[i];
      const bool isReference = param.type && param.type->kind == TypeKind::Ref;
      Value arg = i < args.size() ? args[i] : unknown("an argument that is not passed");
      if (isReference && (arg.isPlace() || arg.isUnknown() || arg.isChoice())) {
        name(arg, param.name, param.type->args.empty() ? nullptr : param.type->args[0]);
        bind(param.name, std::move(arg), {});
      } else {
        const Type* type = isReference ? (param.type->args.empty() ? nullptr : param.type->args[0]) : param.type;
        name(arg, param.name, type);
        const bool isTemporary = endsWith && arg.is(ValueKind::Object); // by evalArgs
        const Place object = materialize(std::move(arg), type);
        if (endsWith && !isTemporary)
          endsWith->temporaries.push_back(object);
        bind(param.name, Value::place(object), endsWith ? Place() : object);
      }
    }
    returned = {};
    if (function.body && function.body->op == ir::Op::Try)
      return handle(*this, *function.body, true, [&] { return execFunction(function, *function.body->kids[0]); });
    if (function.body)
      return execFunction(function, *function.body);
    return Completion::Normal;
  });
  Value result = std::exchange(returned, {});
  // A local that is the result is an object still; what is no record is passed on as its content.
  const bool isRecord = result.is(ValueKind::Object) && objects.read(result.target()).is(ValueKind::Aggregate);
  return isRecord ? result : materializeContent(std::move(result));
}

Completion Machine::execFunction(const ir::Function& function, const ir::Node& body) {
  std::size_t built = 0;
  try {
    for (const ir::Node* init : function.inits) {
      initialise(*init);
      ++built;
    }
    returned = {};
    execBody(body);
  } catch (const Thrown&) {
    destroyBuilt(function, built);
    throw;
  }
  return Completion::Normal;
}

Value Machine::callFunction(const ir::Function& function, llvm::ArrayRef<Value> args) {
  if (!function.body)
    return callUndefined(here(), function.usr, &function, args);
  // A lambda as a pointer to function is called without its object.
  const bool hasObject = !function.self.empty() && args.size() > function.params.size();
  return hasObject ? callWith(function, args.front(), args.drop_front(), nullptr)
                   : callWith(function, {}, args, nullptr);
}

Value Machine::construct(const Type& type, llvm::StringRef constructor, llvm::ArrayRef<Value> args,
                         const ir::Node* site) {
  const auto found = module.functions.find(constructor);
  const ir::Function* function = found == module.functions.end() ? nullptr : &found->second;
  if (!function || !function->body)
    return callUndefined(site ? *site : here(), constructor, function, args);
  const ir::Function* maker = function; // those before it delegate to it
  while (const ir::Node* delegated = delegatedTo(*maker)) {
    const auto next = module.functions.find(delegated->text);
    if (next == module.functions.end() || !next->second.body)
      break;
    maker = &next->second;
  }
  Value object = uninitialised(type, &info(*maker));
  if (!object.is(ValueKind::Object))
    return object;
  callWith(*function, Value::place(object.target()), args, site);
  return object;
}

llvm::StringRef Machine::callOperator(const ir::RecordType& record, llvm::ArrayRef<Value> args) {
  if (record.callOverloads.empty())
    return record.callOperator;
  const auto takes = [&](const ir::Param& param, const Value& arg) {
    const Type* wanted = param.type;
    const bool isReference = wanted && wanted->kind == TypeKind::Ref && !wanted->args.empty();
    if (isReference)
      wanted = wanted->args[0];
    const Type* given = (arg.isPlace() || arg.is(ValueKind::Object)) && objects.alive(arg.target())
                          ? objects.type(arg.target())
                          : nullptr;
    return given && wanted && ir::sameType(*given, *wanted);
  };
  llvm::StringRef chosen;
  for (llvm::StringRef usr : record.callOverloads) {
    const auto found = module.functions.find(usr);
    if (found == module.functions.end() || found->second.params.size() != args.size())
      continue;
    const auto params = llvm::zip(found->second.params, args);
    if (!llvm::all_of(params, [&](const auto& pair) { return takes(std::get<0>(pair), std::get<1>(pair)); }))
      continue;
    if (!chosen.empty()) // by what kind of reference they differ is not told here
      return {};
    chosen = usr;
  }
  return chosen;
}

Value Machine::call(const Value& given, llvm::ArrayRef<Value> args) {
  const Value callee = load(given);
  switch (callee.kind()) {
  case ValueKind::Function:
    if (callee.isMember() || (callee.callee() && !callee.callee()->self.empty()))
      return callMember(callee, args);
    if (const ir::Function* function = callee.callee())
      return callFunction(*function, args);
    if (table.find(callee.calleeName()) && !callee.calleeName().starts_with("varscope.")) {
      const ir::Node& site = here();
      const ir::Node& pointed =
        pointedCalls.try_emplace({&site, callee.calleeName()}, ir::Node{ir::Op::Lib, site.loc, callee.calleeName(), nullptr, {}})
          .first->second;
      return callModel(pointed, pointed.text, args, {});
    }
    return callUndefined(here(), callee.calleeName(), nullptr, args);
  case ValueKind::Pointer:
    return call(deref(callee), args);
  case ValueKind::Library:
    if (const LibraryState::Invoke invoke = callee.state().functor())
      return invoke(*this, callee.state(), args);
    if (const Value inner = callee.state().callable(); !inner.isNone())
      return call(inner, args);
    break;
  case ValueKind::Object:
  case ValueKind::Aggregate: {
    const Place object = given.isPlace() || given.is(ValueKind::Object) ? given.target() : Place();
    const Value content = callee.is(ValueKind::Object) ? objects.read(callee.target()) : callee;
    const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
    const llvm::StringRef chosen = record ? callOperator(*record->record, args) : llvm::StringRef();
    if (chosen.empty())
      break;
    const auto found = module.functions.find(chosen);
    if (found == module.functions.end() || !found->second.body)
      return callUndefined(here(), chosen, found == module.functions.end() ? nullptr : &found->second, args);
    Value self = object ? Value::place(object) : Value();
    if (object && found->second.self != record->record->usr)
      if (const Place base = subobject(object, object, found->second.self))
        self = Value::place(base);
    return callWith(found->second, std::move(self), args, nullptr);
  }
  default:
    break;
  }
  Value reason = callee.isUnknown() ? unknownLike(callee) : unknown("a callable that is not known");
  return callUnknown(here(), std::move(reason), !callee.is(ValueKind::Null) && reach().anyCallable(), args);
}

Value Machine::callMember(const Value& member, llvm::ArrayRef<Value> args) {
  // The object may be given by a pointer (std::invoke).
  Value object = args.empty() ? Value() : args.front();
  if (peek(object).is(ValueKind::Pointer))
    object = deref(object);
  if (member.isMember())
    return part(object, member.calleeName());
  const ir::Function* method = member.callee();
  llvm::SmallVector<Value, 6> all(args);
  if (args.size() > method->params.size()) {
    all.front() = object;
    if (object.isPlace() && objects.alive(object.target())) {
      const auto found = module.functions.find(overrider(method->usr, object.target()));
      if (found != module.functions.end())
        method = &found->second;
      if (const Place self = subobject(object.target(), wholeOf(object.target()), method->self))
        all.front() = Value::place(self);
    }
  }
  return callFunction(*method, all);
}

Value Machine::callUnknown(const ir::Node& node, Value reason, bool reachesScopes, llvm::ArrayRef<Value> args) {
  if (reachesScopes || llvm::any_of(args, [&](const Value& arg) { return mayReach(arg); }))
    unresolved(node, reason, "which function this call runs", "a call of what is known here");
  changeExposed(Memory::Exposure::Strangers, "a function that is not known may have kept its address, and changed it");
  for (const Value& arg : args)
    spoil(arg, "it is passed to a function that is not known", Memory::Exposure::Strangers);
  return reason;
}

bool Machine::mayReach(const Value& given, unsigned depth) {
  // Deeper than a callable in an object in a pointer, a callee has no business.
  constexpr unsigned maxDepth = 8;
  const Value value = peek(given);
  if (depth == maxDepth)
    return false;
  switch (value.kind()) {
  case ValueKind::Function:
    return reach().function(value.calleeName()) || (value.callee() && reach().function(value.callee()->usr));
  case ValueKind::Pointer:
    return mayReach(deref(value), depth + 1);
  case ValueKind::Library: {
    const Value inner = value.state().callable();
    return !inner.isNone() && mayReach(inner, depth + 1);
  }
  case ValueKind::Object:
  case ValueKind::Aggregate: {
    const Value content = value.is(ValueKind::Object) ? objects.read(value.target()) : value;
    const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
    if (!record)
      return false;
    if (reach().function(record->record->callOperator) ||
        llvm::any_of(record->record->callOverloads, [&](llvm::StringRef usr) { return reach().function(usr); }))
      return true;
    return llvm::any_of(record->record->overrides, [&](const auto& entry) { return reach().function(entry.second); });
  }
  default:
    return false;
  }
}

void Machine::refuseScopes(const LibCall& call) {
  for (const Value& arg : call.args)
    if (mayReach(arg))
      unresolved(call.node, unknown("it is not known when and how often '" + call.key + "' calls its argument"),
                 "what this call does to the scopes", "a loop");
}

bool Machine::movesReach(const Value& object) {
  const Value content = peek(object);
  if (content.is(ValueKind::Library) && object.isPlace())
    return llvm::any_of(content.state().partsLike(content.state(), objects.type(object.target())),
                        [&](Place part) { return movesReach(Value::place(part)); });
  const bool isKnown = content.is(ValueKind::Aggregate);
  const RecordLayout* layout =
    isKnown ? this->layout(content.parts().type) : object.isPlace() ? this->layout(objects.type(object.target())) : nullptr;
  if (layout) {
    const ir::RecordType& record = *layout->record;
    for (llvm::StringRef own : {record.copyConstructor, record.moveConstructor, record.assignment, record.destructor})
      if (!own.empty() && reach().function(own))
        return true;
  }
  return isKnown && llvm::any_of(content.parts().parts, [&](Place part) { return movesReach(Value::place(part)); });
}

void Machine::refuseMoves(const LibCall& call, const Value& object) {
  if (movesReach(object))
    unresolved(call.node, unknown("it is not known how often '" + call.key + "' moves its elements"),
               "what this call does to the scopes", "a std::list, or std::unique_ptr to the elements,");
}

void Machine::passOver(const LibCall& call) {
  refuseScopes(call);
  for (const Value& arg : call.args) {
    Value content = peek(arg);
    if (content.is(ValueKind::Object))
      content = objects.read(content.target());
    const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
    if (record && (!record->record->callOperator.empty() || !record->record->callOverloads.empty()))
      havoc(content, "'" + call.key + "' may have called what captures it");
  }
}

bool Machine::callable(const Value& given) {
  const Value callee = load(given);
  switch (callee.kind()) {
  case ValueKind::Function:
    return callee.isMember() ||
           (callee.callee() ? callee.callee()->body != nullptr : table.find(callee.calleeName()) != nullptr);
  case ValueKind::Pointer:
    return callable(deref(callee));
  case ValueKind::Library:
    return callee.state().functor() || (!callee.state().callable().isNone() && callable(callee.state().callable()));
  case ValueKind::Object:
  case ValueKind::Aggregate: {
    const Value content = callee.is(ValueKind::Object) ? objects.read(callee.target()) : callee;
    const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
    return record && (module.functions.count(record->record->callOperator) || !record->record->callOverloads.empty());
  }
  default:
    return false;
  }
}

const ir::Node& Machine::here() const {
  static const ir::Node nowhere{ir::Op::Block, {}, {}, nullptr, {}};
  return current ? *current : nowhere;
}

namespace {
/// Whether a library function is done with what it was given when it returns.
bool keepsNoAddress(llvm::StringRef key) {
  return key.starts_with("std::") || (!key.contains("::") && (key.starts_with("mem") || key.starts_with("str")));
}
} // namespace

Value Machine::callModel(const ir::Node& node, llvm::StringRef key, llvm::ArrayRef<Value> args,
                         llvm::ArrayRef<std::pair<llvm::StringRef, Value>> named) {
  Restore running(current, &node);
  const ModelFn fn = table.find(key);
  if (!fn) {
    const auto reaches = [&](const Value& arg) { return mayReach(arg); };
    if (llvm::any_of(args, reaches) || llvm::any_of(llvm::make_second_range(named), reaches))
      unresolved(node, fresh("the library's '" + key.str() + "' is not understood here", node.loc),
                 "what this call does to the scopes", "");
    const Memory::Exposure exposure = keepsNoAddress(key) ? Memory::Exposure::Pointers : Memory::Exposure::Strangers;
    if (exposure == Memory::Exposure::Strangers)
      changeExposed(exposure, "'" + key + "', which is not modelled, may have kept its address, and changed it");
    std::size_t position = 0; // kids with names are roles' alone
    for (const Value& arg : args)
      if (position >= node.kids.size() || node.kids[position++]->op != ir::Op::ReadOnly)
        spoil(arg, "it is passed to '" + key + "', which is not modelled", exposure);
    Value result = unknown("the library's '" + key + "' is not understood here");
    const llvm::StringRef call = sourceText(module, node.loc);
    if (call.empty())
      result.why().name = (key + "()").str();
    else
      name(result, call, node.type);
    return result;
  }
  const std::size_t openGets = log.openGetCount();
  try {
    return bitReference(fn(*this, LibCall{node, key, node.type, args, named}), node.type);
  } catch (const ScopeError& error) {
    if (aftermath)
      throw PathEnd();
    const bool isGet = log.openGetCount() == openGets + 1 && openGets == 0;
    log.report(error.broken_rule(), error.what());
    log.dropOpenGets(openGets);
    if (error.broken_rule() == Rule::DoesNotExist && isGet && tries == 0 && !paths.speculating) {
      aftermath = true;
      return unknown("a variable that does not exist");
    }
    auto state = llvm::makeIntrusiveRefCnt<ExceptionState>();
    state->type = "varscope.ScopeError";
    state->what = error.what();
    state->rule = std::string(error.rule());
    throw Thrown{objects.allocate(Value::library(state)), nullptr, log.here()};
  } catch (const Thrown&) {
    log.dropOpenGets(openGets);
    throw;
  }
}

namespace {
bool mutableAccess(const Type* type) {
  if (!type)
    return true;
  if (type->kind != TypeKind::Ref && type->kind != TypeKind::Pointer)
    return false;
  const Type* inner = type->args.empty() ? nullptr : type->args[0];
  return !(type->isConst || (inner && inner->isConst));
}
} // namespace

Value Machine::callUndefined(const ir::Node& node, llvm::StringRef usr, const ir::Function* declared,
                             llvm::ArrayRef<Value> args) {
  Restore running(current, &node);
  std::string what = "the function '" + (declared && !declared->name.empty() ? declared->name : usr).str() + "'";
  if (declared && declared->loc.valid() && declared->loc.file < module.files.size())
    what += " (declared in " + module.files[declared->loc.file] + ")";
  what += " has no definition in this program";
  const ScopeCalls calls = declared ? scopeCallsOf(module, *declared, &node != unused) : ScopeCalls::None;
  std::string advice = "give the command the source that defines it";
  if (calls == ScopeCalls::Likely)
    advice += ", or, if it makes no scope calls, include its header as a system's (-isystem)";
  Value result = fresh(what, node.loc, advice);
  if (const llvm::StringRef call = sourceText(module, node.loc); !call.empty())
    result.why().name = call.str();
  else if (declared && !declared->name.empty())
    result.why().name = declared->name.str() + "()";
  if (calls != ScopeCalls::None || llvm::any_of(args, [&](const Value& arg) { return mayReach(arg); }))
    unresolved(node, result, "what this call does to the scopes", "");
  changeExposed(Memory::Exposure::Strangers, "a function without a definition may have kept its address, and changed it: " + what);
  const std::size_t self = declared && !declared->self.empty() ? 1 : 0;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Type* type = nullptr;
    if (declared && i >= self && i - self < declared->params.size())
      type = declared->params[i - self].type;
    else if (declared && i >= self && !declared->isVariadic)
      continue;
    // A value parameter shares what its pointers point at.
    if (!type || mutableAccess(type) || type->kind == TypeKind::Record || type->kind == TypeKind::Library)
      spoil(args[i].is(ValueKind::Object) ? objects.read(args[i].target()) : args[i],
            "it is passed to a function without a definition: " + what, Memory::Exposure::Strangers);
  }
  return result;
}

} // namespace varscope::resolve
