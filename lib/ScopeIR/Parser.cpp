#include "ScopeIR/Parser.h"
#include "ScopeIR/Lexer.h"
#include "ScopeIR/Printer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

namespace varscope::ir {
namespace {

using llvm::StringRef;
using llvm::Twine;

const llvm::StringMap<Op>& opsBySpelling() {
  static const llvm::StringMap<Op> table = [] {
    llvm::StringMap<Op> map;
#define VARSCOPE_OP(Enumerator, Spelling, ...) map[Spelling] = Op::Enumerator;
#include "ScopeIR/Ops.def"
    return map;
  }();
  return table;
}

/// Every function returns false after the first error; `error` then says it.
class Parser {
public:
  Parser(StringRef text, StringRef name, Module& module)
      : lexer(text), name(name), module(module) {}

  bool run();
  std::string error;

private:
  using Base = std::optional<std::uint32_t>;

  bool fail(const Twine& what);
  /// `end`: the token that closes the list being read has been reached.
  bool atClose() const { return lexer.token().kind == Token::Close; }
  bool atWord() const { return lexer.token().kind == Token::Word; }
  bool open();
  bool close();
  bool word(StringRef& text);
  bool string(StringRef& text);
  template <typename T>
  bool number(T& value);
  bool fileNumber(std::uint32_t& file);
  bool location(Loc& loc, Base base);
  static Base baseOf(const Loc& loc) { return loc.valid() ? Base(loc.file) : Base(); }

  bool type(const Type*& type, unsigned depth = 0);
  bool scalarType(const Type*& type);
  bool compoundType(const Type*& type, unsigned depth);
  bool node(const Node*& node, Base base, unsigned depth = 0);

  bool form();
  bool files();
  bool event();
  bool model();
  bool lookUp();
  bool global();
  bool record();
  bool recordPart(RecordType& record);
  bool function();
  bool functionPart(Function& function);
  bool suppress();
  bool line();

  Lexer lexer;
  StringRef name;
  Module& module;
};

bool Parser::fail(const Twine& what) {
  auto [line, column] = lexer.lineAndColumn(lexer.token().offset);
  const Token& token = lexer.token();
  error = (name + ":" + Twine(line) + ":" + Twine(column) + ": " +
           (token.kind == Token::Bad ? Twine(token.text) : what))
              .str();
  return false;
}

bool Parser::open() {
  if (lexer.token().kind != Token::Open)
    return fail("expected '('");
  lexer.next();
  return true;
}

bool Parser::close() {
  if (!atClose())
    return fail("expected ')'");
  lexer.next();
  return true;
}

bool Parser::word(StringRef& text) {
  if (!atWord())
    return fail("expected a word");
  text = lexer.token().text;
  lexer.next();
  return true;
}

bool Parser::string(StringRef& text) {
  if (lexer.token().kind != Token::String)
    return fail("expected a string");
  text = module.intern(lexer.token().string);
  lexer.next();
  return true;
}

template <typename T>
bool Parser::number(T& value) {
  if (!atWord() || lexer.token().text.getAsInteger(10, value))
    return fail("expected a number");
  lexer.next();
  return true;
}

bool Parser::fileNumber(std::uint32_t& file) {
  if (atWord() && !lexer.token().text.getAsInteger(10, file) && file >= module.files.size())
    return fail("no such file number");
  return number(file);
}

/// @[file:]line:column[-endLine:endColumn][~spellingFile:spellingLine], or nothing.
bool Parser::location(Loc& loc, Base base) {
  if (!atWord() || !lexer.token().text.starts_with("@"))
    return true;
  StringRef rest = lexer.token().text.drop_front();
  auto take = [&](std::uint32_t& value) { return !rest.consumeInteger(10, value); };
  std::uint32_t first, second;
  bool good = take(first) && rest.consume_front(":") && take(second);
  if (good && rest.consume_front(":")) {
    loc.file = first;
    loc.line = second;
    good = take(loc.column);
  } else if (good) {
    if (!base)
      return fail("location without a file");
    loc.file = *base;
    loc.line = first;
    loc.column = second;
  }
  if (good && rest.consume_front("-"))
    good = take(loc.endLine) && rest.consume_front(":") && take(loc.endColumn);
  if (good && rest.consume_front("~"))
    good = take(loc.spellingFile) && rest.consume_front(":") && take(loc.spellingLine);
  if (!good || !rest.empty() || !loc.valid())
    return fail("malformed location");
  if (loc.file >= module.files.size() ||
      loc.spellingFile >= std::max<std::size_t>(module.files.size(), 1))
    return fail("no such file number");
  lexer.next();
  return true;
}

bool Parser::scalarType(const Type*& type) {
  StringRef text = lexer.token().text;
  Type made;
  StringRef digits = text.drop_front();
  if (text == "void")
    made.kind = TypeKind::Void;
  else if (text == "bool")
    made.kind = TypeKind::Bool;
  else if (text.starts_with("i") || text.starts_with("u") || text.starts_with("f")) {
    made.kind = text.starts_with("f") ? TypeKind::Float : TypeKind::Int;
    made.isSigned = text.starts_with("i");
    if (digits.getAsInteger(10, made.width) || made.width == 0)
      return fail("malformed type");
  } else
    return fail("unknown type");
  lexer.next();
  type = module.type(made);
  return true;
}

bool Parser::compoundType(const Type*& type, unsigned depth) {
  lexer.next();
  if (atWord() && lexer.token().text == "const") {
    lexer.next();
    if (!this->type(type, depth + 1))
      return false;
    Type made = *type;
    made.isConst = true;
    type = module.type(made);
    return close();
  }
  StringRef head;
  if (!word(head))
    return false;
  auto kind = llvm::StringSwitch<TypeKind>(head)
                  .Case("ptr", TypeKind::Pointer)
                  .Case("ref", TypeKind::Ref)
                  .Case("array", TypeKind::Array)
                  .Case("rec", TypeKind::Record)
                  .Case("lib", TypeKind::Library)
                  .Case("other", TypeKind::Other)
                  .Default(TypeKind::Void);
  if (kind == TypeKind::Void)
    return fail("unknown type '" + head + "'");
  Type made;
  made.kind = kind;
  llvm::SmallVector<const Type*, 4> args;
  if (kind == TypeKind::Record || kind == TypeKind::Library || kind == TypeKind::Other) {
    if (!string(made.name))
      return false;
  } else if (!this->type(args.emplace_back(), depth + 1))
    return false;
  if (kind == TypeKind::Library)
    while (!atClose() && !(atWord() && llvm::isDigit(lexer.token().text.front())))
      if (!this->type(args.emplace_back(), depth + 1))
        return false;
  if (kind == TypeKind::Array || (kind == TypeKind::Library && !atClose()))
    if (!number(made.count))
      return false;
  made.args = args;
  type = module.type(made);
  return close();
}

bool Parser::type(const Type*& type, unsigned depth) {
  if (depth > maxDepth)
    return fail("type nests too deeply");
  if (atWord())
    return scalarType(type);
  if (lexer.token().kind == Token::Open)
    return compoundType(type, depth);
  return fail("expected a type");
}

bool Parser::node(const Node*& node, Base base, unsigned depth) {
  if (depth > maxDepth)
    return fail("nests too deeply");
  if (!open())
    return false;
  if (!atWord())
    return fail("expected an operation");
  auto found = opsBySpelling().find(lexer.token().text);
  if (found == opsBySpelling().end())
    return fail("unknown operation '" + lexer.token().text + "'");
  lexer.next();

  Op op = found->second;
  StringRef text;
  const Type* type = nullptr;
  Loc loc;
  if ((info(op).text != TextKind::None && !string(text)) ||
      (info(op).hasType && !this->type(type)) || !location(loc, base))
    return false;
  llvm::SmallVector<const Node*, 4> kids;
  while (!atClose()) {
    const Node* kid = nullptr;
    if (!this->node(kid, base, depth + 1))
      return false;
    kids.push_back(kid);
  }
  node = module.node(op, loc, kids, text, type);
  return close();
}

bool Parser::files() {
  if (!module.files.empty())
    return fail("second list of files");
  while (!atClose()) {
    StringRef path;
    if (!string(path))
      return false;
    std::size_t before = module.files.size();
    if (module.file(path) != before)
      return fail("file listed twice");
  }
  return close();
}

bool Parser::event() {
  StringRef role;
  unsigned count;
  if (!string(role) || !number(count))
    return false;
  module.events[role.str()] = count;
  return close();
}

bool Parser::model() {
  Model model;
  if (!string(model.tag) || !string(model.function) || !location(model.loc, std::nullopt))
    return false;
  module.models.push_back(model);
  return close();
}

bool Parser::lookUp() {
  LookUp lookUp;
  if (!string(lookUp.tag) || !string(lookUp.name) || !location(lookUp.loc, std::nullopt))
    return false;
  module.lookUps.push_back(lookUp);
  return close();
}

bool Parser::global() {
  Global global;
  if (!string(global.usr) || !string(global.name) || !location(global.loc, std::nullopt) ||
      !type(global.type))
    return false;
  if (atWord()) {
    if (lexer.token().text != "constant")
      return fail("expected 'constant' or an initialiser");
    global.isConst = true;
    lexer.next();
  }
  if (!atClose() && !node(global.init, baseOf(global.loc)))
    return false;
  if (!module.globals.try_emplace(global.usr, global).second)
    return fail("second global '" + global.usr + "'");
  return close();
}

bool Parser::recordPart(RecordType& record) {
  StringRef part, text;
  if (!open() || !word(part) || !string(text))
    return false;
  if (part == "base")
    record.bases.push_back(text);
  else if (part == "field") {
    if (!type(record.fields.emplace_back(FieldDecl{text}).type))
      return false;
  } else if (part == "override") {
    if (!string(record.overrides[text]))
      return false;
  } else if (part == "destructor")
    record.destructor = text;
  else if (part == "default-constructor")
    record.defaultConstructor = text;
  else if (part == "copy-constructor")
    record.copyConstructor = text;
  else if (part == "move-constructor")
    record.moveConstructor = text;
  else if (part == "assignment")
    record.assignment = text;
  else if (part == "call-operator")
    record.callOperator = text;
  else if (part == "call-overload")
    record.callOverloads.push_back(text);
  else
    return fail("unknown part of a record '" + part + "'");
  return close();
}

bool Parser::record() {
  RecordType record;
  if (!string(record.usr) || !string(record.name) || !location(record.loc, std::nullopt))
    return false;
  while (!atClose())
    if (!recordPart(record))
      return false;
  StringRef usr = record.usr;
  if (!module.records.try_emplace(usr, std::move(record)).second)
    return fail("second record '" + usr + "'");
  return close();
}

bool Parser::functionPart(Function& function) {
  StringRef part;
  Base base = baseOf(function.loc);
  if (!open() || !word(part))
    return false;
  bool good = true;
  if (part == "self")
    good = string(function.self);
  else if (part == "param") {
    Param& param = function.params.emplace_back();
    good = string(param.name) && type(param.type);
  } else if (part == "variadic")
    function.isVariadic = true;
  else if (part == "initialize")
    good = node(function.inits.emplace_back(), base);
  else if (part == "body")
    good = node(function.body, base);
  else
    return fail("unknown part of a function '" + part + "'");
  return good && close();
}

bool Parser::function() {
  Function function;
  if (!string(function.usr) || !string(function.name) || !location(function.loc, std::nullopt) ||
      !type(function.result))
    return false;
  while (!atClose())
    if (!functionPart(function))
      return false;
  StringRef usr = function.usr;
  if (!module.functions.try_emplace(usr, std::move(function)).second)
    return fail("second function '" + usr + "'");
  return close();
}

bool Parser::suppress() {
  Suppression suppression;
  if (!fileNumber(suppression.file) || !number(suppression.line))
    return false;
  while (!atClose()) {
    StringRef rule;
    if (!string(rule))
      return false;
    suppression.rules.push_back(rule.str());
  }
  module.suppressions.push_back(std::move(suppression));
  return close();
}

bool Parser::line() {
  std::uint32_t file, line;
  StringRef text;
  if (!fileNumber(file) || !number(line) || !string(text))
    return false;
  module.lines[{file, line}] = text.str();
  return close();
}

bool Parser::form() {
  StringRef head;
  if (!open() || !word(head))
    return false;
  auto parsePart = llvm::StringSwitch<bool (Parser::*)()>(head)
                       .Case("files", &Parser::files)
                       .Case("event", &Parser::event)
                       .Case("model", &Parser::model)
                       .Case("look-up", &Parser::lookUp)
                       .Case("global", &Parser::global)
                       .Case("record", &Parser::record)
                       .Case("function", &Parser::function)
                       .Case("suppress", &Parser::suppress)
                       .Case("line", &Parser::line)
                       .Default(nullptr);
  if (!parsePart)
    return fail("unknown form '" + head + "'");
  return (this->*parsePart)();
}

bool Parser::run() {
  if (!atWord() || lexer.token().text != "varscope-summary")
    return fail("not a scope summary (no 'varscope-summary' line)");
  lexer.next();
  if (!atWord() || lexer.token().text != Twine(summaryVersion).str())
    return fail("summary of version '" + lexer.token().text + "', this varscope reads version " +
                Twine(summaryVersion) + ": extract it again");
  lexer.next();
  while (lexer.token().kind != Token::End)
    if (!form())
      return false;
  return true;
}

} // namespace

llvm::Expected<std::unique_ptr<Module>> parse(StringRef text, StringRef name) {
  auto module = std::make_unique<Module>();
  Parser parser(text, name, *module);
  if (!parser.run())
    return llvm::createStringError(parser.error);
  return module;
}

} // namespace varscope::ir
