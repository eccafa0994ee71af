// What the semantic core asks of its driver, answered by interpreting the program.

#include "Resolve/Models/Sequence.h"
#include "Resolve/Roles/GetterRequest.h"
#include "Resolve/Roles/Options.h"

namespace varscope::resolve {
namespace {

class InterpretingHost final : public core::Host {
public:
  explicit InterpretingHost(Interpreter& in) : in(in) {}

  std::vector<std::int64_t> partition(const Partitioner& partitioner, const Shape& shape,
                                      DType dtype) override;
  core::VariableHandle call_custom_getter(const CustomGetter& getter, const core::GetterLink& link,
                                          std::string_view name,
                                          const core::GetRequest& request) override;
  /// Numeric work, which is left to the run time: a loss is not null.
  bool regularize(const Regularizer&, const core::Variable&) override { return true; }
  void on_get(core::EventKind kind, const core::VariableHandle& variable,
              const core::GetRequest& request, Reuse reuse) override;

private:
  static const Value& code(const std::shared_ptr<const Callable>& callable) {
    return static_cast<const InterpretedCallable&>(*callable).callee;
  }
  [[noreturn]] void unresolved(const Value& value, llvm::StringRef what) {
    const ir::Node here{ir::Op::Unknown, in.location(), {}, nullptr, {}};
    unresolvedArgument(in, {value, here, what});
  }

  Interpreter& in;
};

std::vector<std::int64_t> InterpretingHost::partition(const Partitioner& partitioner,
                                                      const Shape& shape, DType dtype) {
  Value answer = in.call(code(partitioner.callable()), {shapeValue(shape), dtypeValue(dtype)});
  llvm::SmallVector<Value> elements;
  Value content = in.load(answer);
  if (content.isUnknown() || !sequenceElements(in, answer, elements))
    unresolved(content, "the partitioner's answer");
  std::vector<std::int64_t> parts;
  for (const Value& element : elements) {
    Value count = in.load(element);
    if (!count.isInt())
      unresolved(count, "the partitioner's answer");
    parts.push_back(count.asInt());
  }
  return parts;
}

core::VariableHandle InterpretingHost::call_custom_getter(const CustomGetter& getter,
                                                          const core::GetterLink& link,
                                                          std::string_view name,
                                                          const core::GetRequest& request) {
  const Value& callee = code(getter.callable());
  const ir::Type* type = requestType(in, callee);
  Value argument = type && type->kind == ir::TypeKind::Record
                       ? requestValue(in, request, *type)
                       : in.unknown("a custom getter whose parameters are not known");
  Value result =
      in.load(in.call(callee, {Value::make<GetterState>(link), Value::string(std::string(name)),
                               std::move(argument)}));
  if (const auto* handle = result.as<CoreState<core::VariableHandle>>())
    return handle->value;
  unresolved(result, "the custom getter's result");
}

void InterpretingHost::on_get(core::EventKind kind, const core::VariableHandle& variable,
                              const core::GetRequest& request, Reuse reuse) {
  std::string fullName;
  if (variable.kind == core::VariableHandle::Kind::single) {
    const core::Variable& single = in.graph().variables()[variable.index];
    fullName = single.key.empty() ? single.name : single.key;
  } else if (variable.kind == core::VariableHandle::Kind::partitioned) {
    fullName = in.graph().partitioned()[variable.index].key;
  }
  in.recorder().stored(kind, variable, fullName, request, reuse);
}

} // namespace

std::unique_ptr<core::Host> makeHost(Interpreter& in) {
  return std::make_unique<InterpretingHost>(in);
}

} // namespace varscope::resolve
