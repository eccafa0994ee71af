#include "Resolve/ModuleImport.h"

#include <tuple>

namespace varscope {

using namespace ir;

ModuleImport::ModuleImport(Module& target, const Module& source) : target(target) {
  for (const std::string& path : source.files)
    files.push_back(target.file(path));
}

std::uint32_t ModuleImport::file(std::uint32_t sourceFile) const {
  return sourceFile < files.size() ? files[sourceFile] : 0;
}

Loc ModuleImport::location(Loc loc) const {
  if (!loc.valid())
    return {};
  loc.file = file(loc.file);
  loc.spellingFile = loc.spellingLine ? file(loc.spellingFile) : 0;
  return loc;
}

const Type* ModuleImport::type(const Type* type) {
  if (!type)
    return nullptr;
  if (auto known = types.find(type); known != types.end())
    return known->second;
  llvm::SmallVector<const Type*, 4> args;
  for (const Type* arg : type->args)
    args.push_back(this->type(arg));
  Type prototype = *type;
  prototype.args = args;
  return types[type] = target.type(prototype);
}

const Node* ModuleImport::node(const Node* node) {
  if (!node)
    return nullptr;
  llvm::SmallVector<const Node*, 4> kids;
  for (const Node* kid : node->kids)
    kids.push_back(this->node(kid));
  return target.node(node->op, location(node->loc), kids, node->text, type(node->type));
}

Function ModuleImport::copy(const Function& function) {
  Function copy;
  copy.usr = target.intern(function.usr);
  copy.name = target.intern(function.name);
  copy.loc = location(function.loc);
  copy.result = type(function.result);
  for (const Param& param : function.params)
    copy.params.push_back({target.intern(param.name), type(param.type)});
  copy.self = target.intern(function.self);
  copy.isVariadic = function.isVariadic;
  for (const Node* init : function.inits)
    copy.inits.push_back(node(init));
  copy.body = node(function.body);
  return copy;
}

RecordType ModuleImport::copy(const RecordType& record) {
  RecordType copy;
  copy.usr = target.intern(record.usr);
  copy.name = target.intern(record.name);
  copy.loc = location(record.loc);
  for (llvm::StringRef base : record.bases)
    copy.bases.push_back(target.intern(base));
  for (const FieldDecl& field : record.fields)
    copy.fields.push_back({target.intern(field.name), type(field.type)});
  for (const auto& [method, overrider] : record.overrides)
    copy.overrides[target.intern(method)] = target.intern(overrider);
  copy.destructor = target.intern(record.destructor);
  copy.defaultConstructor = target.intern(record.defaultConstructor);
  copy.copyConstructor = target.intern(record.copyConstructor);
  copy.moveConstructor = target.intern(record.moveConstructor);
  copy.assignment = target.intern(record.assignment);
  copy.callOperator = target.intern(record.callOperator);
  for (llvm::StringRef overload : record.callOverloads)
    copy.callOverloads.push_back(target.intern(overload));
  return copy;
}

Global ModuleImport::copy(const Global& global) {
  return {target.intern(global.usr), target.intern(global.name), location(global.loc),
          type(global.type),         global.isConst,             node(global.init)};
}

namespace {

template <typename T>
int threeWay(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

/// Compares the target's parts with the source's; the first difference in
/// meaning ends it.
class Comparer {
public:
  explicit Comparer(const ModuleImport& import) : import(import) {}

  Comparison result;

  /// True while there is no difference in meaning.
  template <typename T>
  bool values(const T& kept, const T& incoming) {
    result.meaning = threeWay(kept, incoming);
    return result.meaning == 0;
  }
  void location(const Loc& kept, const Loc& incoming);
  bool type(const Type* kept, const Type* incoming);
  bool node(const Node* kept, const Node* incoming);

private:
  const ModuleImport& import;
};

void Comparer::location(const Loc& kept, const Loc& incoming) {
  if (result.location != 0)
    return;
  auto key = [](const Loc& loc) {
    return std::tuple(loc.file, loc.line, loc.column, loc.endLine, loc.endColumn, loc.spellingFile,
                      loc.spellingLine);
  };
  result.location = threeWay(key(kept), key(import.location(incoming)));
}

bool Comparer::type(const Type* kept, const Type* incoming) {
  if (!kept || !incoming)
    return values(kept != nullptr, incoming != nullptr);
  auto key = [](const Type& type) {
    return std::tuple(type.kind, type.width, type.isSigned, type.isConst, type.count, type.name,
                      type.args.size());
  };
  if (!values(key(*kept), key(*incoming)))
    return false;
  for (std::size_t i = 0; i < kept->args.size(); ++i)
    if (!type(kept->args[i], incoming->args[i]))
      return false;
  return true;
}

bool Comparer::node(const Node* kept, const Node* incoming) {
  if (!kept || !incoming)
    return values(kept != nullptr, incoming != nullptr);
  if (!values(std::tuple(kept->op, kept->text, kept->kids.size()),
              std::tuple(incoming->op, incoming->text, incoming->kids.size())) ||
      !type(kept->type, incoming->type))
    return false;
  location(kept->loc, incoming->loc);
  for (std::size_t i = 0; i < kept->kids.size(); ++i)
    if (!node(kept->kids[i], incoming->kids[i]))
      return false;
  return true;
}

bool compareParts(Comparer& compare, const Function& kept, const Function& incoming) {
  if (!compare.values(
          std::tuple(kept.params.size(), kept.inits.size(), kept.self, kept.isVariadic, kept.name),
          std::tuple(incoming.params.size(), incoming.inits.size(), incoming.self,
                     incoming.isVariadic, incoming.name)) ||
      !compare.type(kept.result, incoming.result))
    return false;
  for (std::size_t i = 0; i < kept.params.size(); ++i)
    if (!compare.values(kept.params[i].name, incoming.params[i].name) ||
        !compare.type(kept.params[i].type, incoming.params[i].type))
      return false;
  for (std::size_t i = 0; i < kept.inits.size(); ++i)
    if (!compare.node(kept.inits[i], incoming.inits[i]))
      return false;
  return compare.node(kept.body, incoming.body);
}

bool compareParts(Comparer& compare, const RecordType& kept, const RecordType& incoming) {
  if (!compare.values(kept.fields.size(), incoming.fields.size()))
    return false;
  for (std::size_t i = 0; i < kept.fields.size(); ++i)
    if (!compare.values(kept.fields[i].name, incoming.fields[i].name) ||
        !compare.type(kept.fields[i].type, incoming.fields[i].type))
      return false;
  auto rest = [](const RecordType& record) {
    return std::tie(record.bases, record.overrides, record.destructor, record.callOperator,
                    record.copyConstructor, record.moveConstructor, record.assignment, record.callOverloads, record.name);
  };
  // A unit has an implicit default constructor only if it uses it (Linker.cpp unites them).
  const bool bothConstruct =
      !kept.defaultConstructor.empty() && !incoming.defaultConstructor.empty();
  return compare.values(rest(kept), rest(incoming)) &&
         (!bothConstruct || compare.values(kept.defaultConstructor, incoming.defaultConstructor));
}

bool compareParts(Comparer& compare, const Global& kept, const Global& incoming) {
  return compare.values(std::tie(kept.isConst, kept.name),
                        std::tie(incoming.isConst, incoming.name)) &&
         compare.type(kept.type, incoming.type) && compare.node(kept.init, incoming.init);
}

template <typename T>
Comparison comparison(const ModuleImport& import, const T& kept, const T& incoming) {
  Comparer compare(import);
  compare.location(kept.loc, incoming.loc);
  compareParts(compare, kept, incoming);
  return compare.result;
}

} // namespace

Comparison ModuleImport::compare(const Function& kept, const Function& incoming) const {
  return comparison(*this, kept, incoming);
}
Comparison ModuleImport::compare(const RecordType& kept, const RecordType& incoming) const {
  return comparison(*this, kept, incoming);
}
Comparison ModuleImport::compare(const Global& kept, const Global& incoming) const {
  return comparison(*this, kept, incoming);
}

} // namespace varscope
