#include "ScopeIR/Printer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace varscope::ir {
namespace {

using llvm::raw_ostream;
using llvm::StringRef;

void printString(StringRef text, raw_ostream& os) {
  os << '"';
  for (unsigned char c : text) {
    if (c == '"' || c == '\\')
      os << '\\' << c;
    else if (c == '\n')
      os << "\\n";
    else if (c == '\t')
      os << "\\t";
    else if (llvm::isPrint(c))
      os << c;
    else
      os << "\\x" << llvm::hexdigit(c >> 4) << llvm::hexdigit(c & 15);
  }
  os << '"';
}

/// Statements get a line of their own.
bool startsLine(const Node& node) {
  return info(node.op).opClass == OpClass::Stmt || node.op == Op::Case || node.op == Op::Catch;
}

class ModulePrinter {
public:
  ModulePrinter(const Module& module, raw_ostream& os) : module(module), os(os) {
    // Renumber the files by path.
    std::vector<std::uint32_t> order(module.files.size());
    std::iota(order.begin(), order.end(), 0);
    llvm::sort(order, [&](auto a, auto b) {
      return std::tie(module.files[a], a) < std::tie(module.files[b], b);
    });
    newIndex.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      newIndex[order[i]] = i;
  }

  void run();

private:
  std::uint32_t fileNumber(std::uint32_t file) const {
    return file < newIndex.size() ? newIndex[file] : file;
  }
  auto key(const Loc& loc) const {
    return std::tuple(fileNumber(loc.file), loc.line, loc.column, loc.endLine, loc.endColumn,
                      fileNumber(loc.spellingFile), loc.spellingLine);
  }

  void string(StringRef text) {
    os << ' ';
    printString(text, os);
  }
  void type(const Type* type) {
    os << ' ';
    if (type)
      print(*type, os);
    else
      os << "void";
  }
  /// The file that need not be said.
  using Base = std::optional<std::uint32_t>;
  static Base baseOf(const Loc& loc) { return loc.valid() ? Base(loc.file) : Base(); }
  void location(const Loc& loc, Base base);
  void newLine(unsigned indent) { os << '\n', os.indent(indent); }
  void node(const Node& node, unsigned indent, Base base);
  void attribute(StringRef name, StringRef value) {
    if (value.empty())
      return;
    os << "\n  (" << name;
    string(value);
    os << ')';
  }

  void models();
  void function(const Function& function);
  void record(const RecordType& record);
  void global(const Global& global);
  void suppressions();
  void lines();

  const Module& module;
  raw_ostream& os;
  std::vector<std::uint32_t> newIndex;
};

void ModulePrinter::location(const Loc& loc, Base base) {
  if (!loc.valid())
    return;
  os << " @";
  if (base != loc.file)
    os << fileNumber(loc.file) << ':';
  os << loc.line << ':' << loc.column;
  if (loc.endLine)
    os << '-' << loc.endLine << ':' << loc.endColumn;
  if (loc.spellingLine)
    os << '~' << fileNumber(loc.spellingFile) << ':' << loc.spellingLine;
}

void ModulePrinter::node(const Node& node, unsigned indent, Base base) {
  const OpInfo& op = info(node.op);
  os << '(' << op.spelling;
  if (op.text != TextKind::None)
    string(node.text);
  if (op.hasType)
    type(node.type);
  location(node.loc, base);
  for (const Node* kid : node.kids) {
    if (startsLine(*kid))
      newLine(indent + 2);
    else
      os << ' ';
    this->node(*kid, indent + 2, base);
  }
  os << ')';
}

void ModulePrinter::models() {
  std::vector<Model> sortedModels = module.models;
  llvm::sort(sortedModels, [&](const Model& a, const Model& b) {
    return std::tuple(a.tag, a.function, key(a.loc)) < std::tuple(b.tag, b.function, key(b.loc));
  });
  for (const Model& model : sortedModels) {
    os << "(model";
    string(model.tag);
    string(model.function);
    location(model.loc, std::nullopt);
    os << ")\n";
  }
  std::vector<LookUp> sortedLookUps = module.lookUps;
  llvm::sort(sortedLookUps, [&](const LookUp& a, const LookUp& b) {
    return std::tuple(a.tag, a.name, key(a.loc)) < std::tuple(b.tag, b.name, key(b.loc));
  });
  for (const LookUp& lookUp : sortedLookUps) {
    os << "(look-up";
    string(lookUp.tag);
    string(lookUp.name);
    location(lookUp.loc, std::nullopt);
    os << ")\n";
  }
}

void ModulePrinter::global(const Global& global) {
  os << "(global";
  string(global.usr);
  string(global.name);
  location(global.loc, std::nullopt);
  type(global.type);
  if (global.isConst)
    os << " constant";
  if (global.init) {
    newLine(2);
    node(*global.init, 2, baseOf(global.loc));
  }
  os << ")\n";
}

void ModulePrinter::record(const RecordType& record) {
  os << "(record";
  string(record.usr);
  string(record.name);
  location(record.loc, std::nullopt);
  for (StringRef base : record.bases)
    attribute("base", base);
  for (const FieldDecl& field : record.fields) {
    os << "\n  (field";
    string(field.name);
    type(field.type);
    os << ')';
  }
  for (const auto& [method, overrider] : record.overrides) {
    os << "\n  (override";
    string(method);
    string(overrider);
    os << ')';
  }
  attribute("destructor", record.destructor);
  attribute("default-constructor", record.defaultConstructor);
  attribute("copy-constructor", record.copyConstructor);
  attribute("move-constructor", record.moveConstructor);
  attribute("assignment", record.assignment);
  attribute("call-operator", record.callOperator);
  for (StringRef overload : record.callOverloads)
    attribute("call-overload", overload);
  os << ")\n";
}

void ModulePrinter::function(const Function& function) {
  os << "(function";
  string(function.usr);
  string(function.name);
  location(function.loc, std::nullopt);
  type(function.result);
  attribute("self", function.self);
  for (const Param& param : function.params) {
    os << "\n  (param";
    string(param.name);
    type(param.type);
    os << ')';
  }
  if (function.isVariadic)
    os << "\n  (variadic)";
  for (const Node* init : function.inits) {
    os << "\n  (initialize ";
    node(*init, 2, baseOf(function.loc));
    os << ')';
  }
  if (function.body) {
    os << "\n  (body\n    ";
    node(*function.body, 4, baseOf(function.loc));
    os << ')';
  }
  os << ")\n";
}

void ModulePrinter::suppressions() {
  std::vector<Suppression> sorted = module.suppressions;
  for (Suppression& suppression : sorted) {
    suppression.file = fileNumber(suppression.file);
    llvm::sort(suppression.rules);
  }
  llvm::sort(sorted, [](const Suppression& a, const Suppression& b) {
    return std::tie(a.file, a.line, a.rules) < std::tie(b.file, b.line, b.rules);
  });
  for (const Suppression& suppression : sorted) {
    os << "(suppress " << suppression.file << ' ' << suppression.line;
    for (const std::string& rule : suppression.rules)
      string(rule);
    os << ")\n";
  }
}

void ModulePrinter::lines() {
  std::map<std::pair<std::uint32_t, std::uint32_t>, StringRef> sorted;
  for (const auto& [place, text] : module.lines)
    sorted[{fileNumber(place.first), place.second}] = text;
  for (const auto& [place, text] : sorted) {
    os << "(line " << place.first << ' ' << place.second;
    string(text);
    os << ")\n";
  }
}

void ModulePrinter::run() {
  os << "varscope-summary " << summaryVersion << "\n(files";
  std::vector<StringRef> files(module.files.begin(), module.files.end());
  llvm::sort(files);
  for (StringRef file : files)
    string(file);
  os << ")\n";
  for (const auto& [role, count] : module.events) {
    os << "(event";
    string(role);
    os << ' ' << count << ")\n";
  }
  models();
  for (const auto& [usr, value] : module.globals)
    global(value);
  for (const auto& [usr, value] : module.records)
    record(value);
  for (const auto& [usr, value] : module.functions)
    function(value);
  suppressions();
  lines();
}

template <typename T>
std::string printed(const T& value) {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(value, os);
  return text;
}

} // namespace

void print(const Module& module, raw_ostream& os) { ModulePrinter(module, os).run(); }

void print(const Type& type, raw_ostream& os) {
  if (type.isConst)
    os << "(const ";
  auto args = [&] {
    for (const Type* arg : type.args) {
      os << ' ';
      print(*arg, os);
    }
  };
  auto named = [&](StringRef head) {
    os << '(' << head << ' ';
    printString(type.name, os);
  };
  switch (type.kind) {
  case TypeKind::Void:
    os << "void";
    break;
  case TypeKind::Bool:
    os << "bool";
    break;
  case TypeKind::Int:
    os << (type.isSigned ? 'i' : 'u') << unsigned(type.width);
    break;
  case TypeKind::Float:
    os << 'f' << unsigned(type.width);
    break;
  case TypeKind::Pointer:
    os << "(ptr";
    args();
    os << ')';
    break;
  case TypeKind::Ref:
    os << "(ref";
    args();
    os << ')';
    break;
  case TypeKind::Array:
    os << "(array";
    args();
    os << ' ' << type.count << ')';
    break;
  case TypeKind::Record:
    named("rec");
    os << ')';
    break;
  case TypeKind::Library:
    named("lib");
    args();
    if (type.count)
      os << ' ' << type.count;
    os << ')';
    break;
  case TypeKind::Other:
    named("other");
    os << ')';
    break;
  }
  if (type.isConst)
    os << ')';
}

void print(const Node& node, raw_ostream& os) {
  const OpInfo& op = info(node.op);
  os << '(' << op.spelling;
  if (op.text != TextKind::None) {
    os << ' ';
    printString(node.text, os);
  }
  if (op.hasType && node.type) {
    os << ' ';
    print(*node.type, os);
  }
  for (const Node* kid : node.kids) {
    os << ' ';
    print(*kid, os);
  }
  os << ')';
}

std::string toString(const Module& module) { return printed(module); }
std::string toString(const Type& type) { return printed(type); }
std::string toString(const Node& node) { return printed(node); }

} // namespace varscope::ir
