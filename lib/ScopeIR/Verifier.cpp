#include "ScopeIR/Verifier.h"
#include "ScopeIR/Printer.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/ScopedHashTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace varscope::ir {
namespace {

using llvm::StringRef;
using llvm::Twine;

/// What each kid has to be, a letter per kid, the last one for all further kids:
/// V a value, P a place, X either, S a statement, I init or bind, A an X or an I, and
/// C, L, H a case, labels and a handler (catch).
StringRef kidClasses(Op op) {
  switch (op) {
  case Op::Int:
  case Op::Bool:
  case Op::Float:
  case Op::Str:
  case Op::Null:
  case Op::Zero:
  case Op::Undef:
  case Op::Local:
  case Op::Global:
  case Op::This:
  case Op::FnRef:
  case Op::MemberPtr:
  case Op::Break:
  case Op::Continue:
    return "";
  case Op::Unknown:
  case Op::Comma:
  case Op::Order:
  case Op::Inside:
  case Op::DynCast:
  case Op::ReadOnly:
  case Op::Construct:
  case Op::Call:
  case Op::ExprStmt:
  case Op::Return:
  case Op::Opaque:
  case Op::Init:
    return "X";
  case Op::Deref:
  case Op::Temp:
  case Op::Constant:
  case Op::Unary:
  case Op::Binary:
  case Op::And:
  case Op::Or:
  case Op::Cast:
  case Op::List:
  case Op::New:
  case Op::Delete:
  case Op::Var:
  case Op::StaticVar:
  case Op::Labels:
  case Op::Throw:
    return "V";
  case Op::Field:
  case Op::AddressOf:
  case Op::Load:
  case Op::Copy:
  case Op::Move:
  case Op::Inc:
  case Op::Bind:
  case Op::Destroy:
  case Op::RefVar:
    return "P";
  case Op::Index:
  case Op::MemberAt:
  case Op::Assign:
  case Op::OpAssign:
    return "PV";
  case Op::VCall:
    return "PX";
  case Op::Cond:
  case Op::ICall:
    return "VX";
  case Op::Record:
  case Op::Closure:
    return "I";
  case Op::Lib:
    return "A";
  case Op::Block:
  case Op::Catch:
    return "S";
  case Op::If:
  case Op::For:
    return "VS";
  case Op::DoWhile:
    return "SV";
  case Op::ForEach:
    return "PS";
  case Op::Switch:
    return "VC";
  case Op::Case:
    return "LS";
  case Op::Try:
    return "SH";
  }
  llvm_unreachable("an operation without a row");
}

bool isOne(const Node& kid, char wanted) {
  OpClass kidClass = info(kid.op).opClass;
  bool either = kidClass == OpClass::Either;
  switch (wanted) {
  case 'V':
    return either || kidClass == OpClass::Value;
  case 'P':
    return either || kidClass == OpClass::Place;
  case 'X':
    return either || kidClass == OpClass::Value || kidClass == OpClass::Place;
  case 'S':
    return kidClass == OpClass::Stmt;
  case 'I':
    return kid.op == Op::Init || kid.op == Op::Bind;
  case 'A':
    return isOne(kid, 'X') || isOne(kid, 'I');
  case 'C':
    return kid.op == Op::Case;
  case 'L':
    return kid.op == Op::Labels;
  case 'H':
    return kid.op == Op::Catch;
  }
  llvm_unreachable("unknown letter");
}

bool isOperator(Op op, StringRef text) {
  static const llvm::StringSet<> unary{"-", "~", "!", "+"};
  static const llvm::StringSet<> arithmetic{"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"};
  static const llvm::StringSet<> comparison{"==", "!=", "<", "<=", ">", ">=", "<=>"};
  static const llvm::StringSet<> steps{"++x", "x++", "--x", "x--"};
  switch (op) {
  case Op::Unary:
    return unary.contains(text);
  case Op::Binary:
    return arithmetic.contains(text) || comparison.contains(text);
  case Op::OpAssign:
    return arithmetic.contains(text);
  case Op::Inc:
    return steps.contains(text);
  default:
    return true;
  }
}

bool isLiteral(Op op, StringRef text) {
  switch (op) {
  case Op::Int: {
    StringRef digits = text;
    digits.consume_front("-");
    return !digits.empty() && llvm::all_of(digits, [](char c) { return llvm::isDigit(c); });
  }
  case Op::Bool:
    return text == "true" || text == "false";
  case Op::Float: {
    llvm::APFloat number(llvm::APFloat::IEEEquad());
    auto status = number.convertFromString(text, llvm::APFloat::rmNearestTiesToEven);
    if (!status)
      llvm::consumeError(status.takeError());
    return static_cast<bool>(status);
  }
  default:
    return true;
  }
}

class Verifier {
public:
  explicit Verifier(const Module& module) : module(module) {}
  std::vector<std::string> run();

private:
  using Locals = llvm::ScopedHashTable<StringRef, bool>;
  using LocalScope = llvm::ScopedHashTableScope<StringRef, bool>;

  void report(const Twine& what) { problems.push_back((subject + ": " + what).str()); }
  void report(const Node& node, const Twine& what);
  void location(const Loc& loc);
  void type(const Type* type);
  void node(const Node& node, unsigned depth);
  void own(const Node& node);
  void kids(const Node& node, unsigned depth);
  void function(const Function& function);

  const Module& module;
  std::string subject; ///< what is being checked, for messages
  bool inMethod = false;
  Locals locals;
  std::vector<std::string> problems;
};

void Verifier::report(const Node& node, const Twine& what) {
  Twine at = "line " + Twine(node.loc.line) + ", ";
  report((node.loc.valid() ? at.str() : std::string()) + "'" + info(node.op).spelling.str() +
         "': " + what);
}

void Verifier::location(const Loc& loc) {
  if (loc.valid() && (loc.file >= module.files.size() ||
                      (loc.spellingLine && loc.spellingFile >= module.files.size())))
    report("location in a file that the module does not list");
}

void Verifier::type(const Type* type) {
  if (!type)
    return report("type missing");
  if ((type->kind == TypeKind::Int || type->kind == TypeKind::Float) && type->width == 0)
    report("number type without a width");
  bool wrapper = type->kind == TypeKind::Pointer || type->kind == TypeKind::Ref ||
                 type->kind == TypeKind::Array;
  if (wrapper ? type->args.size() != 1 : type->kind != TypeKind::Library && !type->args.empty())
    report("wrong number of type arguments in " + toString(*type));
}

/// The node without its kids.
void Verifier::own(const Node& node) {
  const OpInfo& op = info(node.op);
  location(node.loc);
  if (op.hasType)
    type(node.type);
  else if (node.type)
    report(node, "has a type");
  if (op.text == TextKind::None && !node.text.empty())
    report(node, "has a text");
  if (op.text == TextKind::Name && node.text.empty() && node.op != Op::Catch)
    report(node, "has no name");
  if (!isOperator(node.op, node.text))
    report(node, "unknown operator '" + node.text + "'");
  if (!isLiteral(node.op, node.text))
    report(node, "malformed literal '" + node.text + "'");
  if (node.op == Op::Local && !locals.count(node.text))
    report(node, "undeclared local '" + node.text + "'");
  if (node.op == Op::This && !inMethod)
    report(node, "outside of a method");
  int count = node.kids.size();
  if (count < op.minKids || (op.maxKids >= 0 && count > op.maxKids))
    report(node, "wrong number of kids: " + Twine(count));
}

/// Declarations last to the end of the innermost block (for a case: of its switch,
/// as control falls through to the next one).
void Verifier::kids(const Node& node, unsigned depth) {
  StringRef classes = kidClasses(node.op);
  for (auto [i, kid] : llvm::enumerate(node.kids)) {
    if (!kid) {
      report(node, "null kid");
      continue;
    }
    if (!classes.empty()) {
      char wanted = i < classes.size() ? classes[i] : classes.back();
      if (!isOne(*kid, wanted))
        report(node, "kid " + Twine(i) + " must not be '" + info(kid->op).spelling + "'");
    }
    if (i + 1 == node.kids.size() && (node.op == Op::ForEach || node.op == Op::Catch))
      locals.insert(node.text, true);
    this->node(*kid, depth + 1);
  }
}

void Verifier::node(const Node& node, unsigned depth) {
  if (depth > maxDepth)
    return report(node, "nests too deeply");
  own(node);
  bool declares = node.op == Op::Var || node.op == Op::StaticVar || node.op == Op::RefVar;
  std::optional<LocalScope> scope;
  if (!declares && (info(node.op).opClass == OpClass::Stmt || node.op == Op::Catch))
    scope.emplace(locals);
  kids(node, depth);
  if (declares)
    locals.insert(node.text, true);
}

void Verifier::function(const Function& function) {
  subject = ("function " + function.usr).str();
  LocalScope scope(locals);
  inMethod = !function.self.empty();
  location(function.loc);
  type(function.result);
  for (const Param& param : function.params) {
    type(param.type);
    locals.insert(param.name, true);
  }
  for (const Node* init : function.inits) {
    if (!isOne(*init, 'I'))
      report(*init, "must be init or bind here");
    node(*init, 0);
  }
  if (!function.body)
    return;
  if (!isOne(*function.body, 'S'))
    report(*function.body, "must be a statement here");
  node(*function.body, 0);
}

std::vector<std::string> Verifier::run() {
  for (const auto& [usr, value] : module.functions)
    function(value);
  inMethod = false;
  for (const auto& [usr, global] : module.globals) {
    subject = ("global " + usr).str();
    LocalScope scope(locals);
    location(global.loc);
    type(global.type);
    if (!global.init)
      continue;
    if (!isOne(*global.init, 'V'))
      report(*global.init, "must be a value here");
    node(*global.init, 0);
  }
  for (const auto& [usr, record] : module.records) {
    subject = ("record " + usr).str();
    location(record.loc);
    for (const FieldDecl& field : record.fields)
      type(field.type);
  }
  for (const Model& model : module.models) {
    subject = ("model " + model.tag).str();
    location(model.loc);
    if (!isValidTag(model.tag)) // it names files
      report("the tag is not an identifier");
    if (!module.functions.contains(model.function))
      report("no function '" + model.function + "'");
  }
  return std::move(problems);
}

} // namespace

bool isValidTag(StringRef tag) {
  return !tag.empty() && !llvm::isDigit(tag[0]) &&
         llvm::all_of(tag, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

std::vector<std::string> verify(const Module& module) { return Verifier(module).run(); }

} // namespace varscope::ir
