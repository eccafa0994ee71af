// The standard exceptions: constructors with a text, and what().

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

Value construct(Interpreter& in, const LibCall& call) {
  auto state = llvm::makeIntrusiveRefCnt<ExceptionState>();
  state->type = call.type ? call.type->name.str() : "std::exception";
  if (!call.args.empty()) {
    if (const auto* other = in.state<ExceptionState>(call.args[0]))
      return Value::make<ExceptionState>(*other);
    std::optional<Piece> text = piece(in, call.args[0]);
    if (!text)
      return in.unknownResult(call);
    state->what = text->bytes;
  }
  return Value::library(state);
}

Value what(Interpreter& in, const LibCall& call) {
  const std::string* text = in.exceptionText(call.args[0]);
  return text ? Value::string(*text) : in.unknownResult(call);
}

Value makeDefault(Interpreter&, const ir::Type& type) {
  auto state = llvm::makeIntrusiveRefCnt<ExceptionState>();
  state->type = type.name.str();
  return Value::library(state);
}

using Name = llvm::StringLiteral;
constexpr Name ofException[] = {"std::exception"};
constexpr Name ofBadCast[] = {"std::bad_cast", "std::exception"};
constexpr Name ofLogicError[] = {"std::logic_error", "std::exception"};
constexpr Name ofRuntimeError[] = {"std::runtime_error", "std::exception"};

struct Class {
  Name name;
  llvm::ArrayRef<Name> bases;
};

} // namespace

void addException(ModelTable& table) {
  static const Class classes[] = {
      {"std::exception", {}},
      {"std::logic_error", ofException},
      {"std::runtime_error", ofException},
      {"std::bad_alloc", ofException},
      {"std::bad_optional_access", ofException},
      {"std::bad_function_call", ofException},
      {"std::bad_variant_access", ofException},
      {"std::bad_weak_ptr", ofException},
      {"std::bad_cast", ofException},
      {"std::bad_any_cast", ofBadCast},
      {"std::invalid_argument", ofLogicError},
      {"std::domain_error", ofLogicError},
      {"std::length_error", ofLogicError},
      {"std::out_of_range", ofLogicError},
      {"std::range_error", ofRuntimeError},
      {"std::overflow_error", ofRuntimeError},
      {"std::underflow_error", ofRuntimeError},
      {"varscope.ScopeError", ofRuntimeError},
  };
  for (const Class& exception : classes) {
    table.add(LibraryType{exception.name, makeDefault, nullptr, nullptr, exception.bases});
    table.add((exception.name + "::" + exception.name.rsplit("::").second).str(), construct);
    table.add((exception.name + "::what").str(), what);
  }
}

} // namespace varscope::resolve
