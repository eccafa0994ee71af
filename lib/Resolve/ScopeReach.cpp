#include "Resolve/ScopeReach.h"

#include "Resolve/MissingDefinition.h"

#include "llvm/ADT/StringSwitch.h"

namespace varscope::resolve {

using ir::Op;
using ir::Type;
using ir::TypeKind;

bool isScopeEvent(llvm::StringRef key) {
  if (!key.consume_front("varscope."))
    return false;
  return key.starts_with("enter_") || key.starts_with("exit_") || key.starts_with("VariableScope.set_") ||
         llvm::StringSwitch<bool>(key)
           .Cases({"get_variable", "get_local_variable", "new_variable", "unique_name", "Getter.call",
                   "VariableScopeGuard", "NameScopeGuard"},
                  true)
           .Cases({"VariableScope.get_variable", "VariableScope.reuse_variables"}, true)
           .Cases({"create", "get_or_create", "look_up", "attach_scope", "scope", "leave_scope", "guard", "opaque"}, true)
           .Default(false);
}

bool constructorOpensScope(llvm::StringRef constructor) {
  return constructor.consume_front("role:") && isScopeEvent(constructor);
}

namespace {
/// Library functions that call something which their arguments' types need not name.
bool callsAnything(llvm::StringRef key) {
  return key.ends_with("::operator()") || key == "std::invoke" || key == "std::apply" || key == "std::visit";
}
} // namespace

ScopeReach::ScopeReach(const ir::Module& program) : program(program), callers(3) {
  for (const auto& [usr, function] : program.functions)
    addFunction(function);
  for (const auto& [usr, record] : program.records)
    addRecord(record);
  spread();
}

ScopeReach::Id ScopeReach::id(char kind, llvm::StringRef name) {
  const auto [found, isNew] = ids.try_emplace({kind, name}, callers.size());
  if (isNew)
    callers.emplace_back();
  return found->second;
}

bool ScopeReach::reaches(char kind, llvm::StringRef name) const {
  const auto found = ids.find({kind, name});
  return found != ids.end() && reached[found->second];
}

void ScopeReach::addFunction(const ir::Function& function) {
  const Id self = id('f', function.usr);
  if (!function.body && scopeCallsOf(program, function) != ScopeCalls::None)
    edge(self, events);
  if (function.name.ends_with("operator()"))
    edge(callables, self);
  for (const ir::Param& param : function.params)
    addType(self, param.type);
  for (const ir::Node* init : function.inits)
    addNode(self, *init);
  if (function.body)
    addNode(self, *function.body);
}

void ScopeReach::addRecord(const ir::RecordType& record) {
  const Id self = id('r', record.usr), end = id('e', record.usr);
  edge(self, end);
  llvm::StringRef destructor = record.destructor;
  if (destructor.consume_front("role:")) {
    if (isScopeEvent(destructor))
      edge(end, events);
  } else if (!destructor.empty()) {
    edge(end, id('f', destructor));
    edge(destructors, id('f', destructor));
  }
  for (llvm::StringRef method : {record.defaultConstructor, record.copyConstructor, record.moveConstructor, record.assignment,
                                 record.callOperator})
    if (!method.empty())
      edge(self, id('f', method));
  for (llvm::StringRef method : record.callOverloads)
    edge(self, id('f', method));
  for (const ir::FieldDecl& field : record.fields) {
    addType(self, field.type);
    addEnd(end, field.type);
  }
  for (llvm::StringRef base : record.bases) {
    edge(self, id('r', base));
    edge(id('r', base), self); // an object of the base may be one of this class
    edge(end, id('e', base));
    edge(id('e', base), end);
  }
  for (const auto& [method, overrider] : record.overrides)
    edge(id('v', method), id('f', overrider));
}

void ScopeReach::addNode(Id caller, const ir::Node& node) {
  switch (node.op) {
  case Op::FnRef:
    edge(callables, id('f', node.text));
    [[fallthrough]];
  case Op::Call:
  case Op::Construct:
    edge(caller, id('f', node.text));
    break;
  case Op::Inside:
    if (constructorOpensScope(node.text))
      edge(caller, events);
    edge(caller, id('f', node.text));
    break;
  case Op::VCall:
    edge(caller, id('v', node.text));
    edge(caller, id('f', node.text));
    break;
  case Op::ICall:
    edge(caller, callables);
    break;
  case Op::Delete:
  case Op::Destroy:
    edge(caller, destructors);
    break;
  case Op::Lib:
    if (isScopeEvent(node.text))
      edge(caller, events);
    else if (callsAnything(node.text))
      edge(caller, callables);
    break;
  default:
    break;
  }
  addType(caller, node.type);
  for (const ir::Node* kid : node.kids)
    addNode(caller, *kid);
}

/// What has an object of the type may call it, and ends it.
void ScopeReach::addType(Id caller, const Type* type) {
  if (!type)
    return;
  if (type->kind == TypeKind::Record || (type->kind == TypeKind::Library && program.records.count(type->name)))
    edge(caller, id('r', type->name));
  if (type->kind == TypeKind::Library && type->name == "std::function")
    edge(caller, callables);
  for (const Type* arg : type->args)
    addType(caller, arg);
}

namespace {
/// Whether an object of a library class ends what its type's arguments name.
bool ownsArguments(const Type& type) {
  if (type.kind == TypeKind::Library)
    return !type.name.contains("iterator") && !llvm::StringSwitch<bool>(type.name)
                                                   .Cases({"std::allocator", "std::function", "std::initializer_list",
                                                           "std::reference_wrapper", "std::span", "std::weak_ptr"},
                                                          true)
                                                   .Default(false);
  return type.kind == TypeKind::Array;
}
} // namespace

/// What has an object of the type ends it, and what it owns.
void ScopeReach::addEnd(Id owner, const Type* type) {
  if (!type)
    return;
  if (type->kind == TypeKind::Record || (type->kind == TypeKind::Library && program.records.count(type->name)))
    edge(owner, id('e', type->name));
  if (ownsArguments(*type))
    for (const Type* arg : type->args)
      addEnd(owner, arg);
}

bool ScopeReach::endOf(const Type& type) const {
  if (reaches('e', type.name))
    return true;
  return ownsArguments(type) && llvm::any_of(type.args, [&](const Type* arg) { return arg && endOf(*arg); });
}

void ScopeReach::spread() {
  reached.assign(callers.size(), false);
  reached[events] = true;
  std::vector<Id> work{events};
  while (!work.empty()) {
    const Id at = work.back();
    work.pop_back();
    for (const Id caller : callers[at])
      if (!reached[caller]) {
        reached[caller] = true;
        work.push_back(caller);
      }
  }
}

} // namespace varscope::resolve
