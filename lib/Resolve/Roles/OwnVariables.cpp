// What a class of a library makes by itself, as its description says:
//   variable: bias [out_features | output_channels] int64 if bias as Buffer
//   default: bias true
// Names in brackets and conditions are options, or parameters of the constructor.

#include "Resolve/Roles/Options.h"
#include "Resolve/Roles/Trees.h"

namespace varscope::resolve {
namespace {

/// One line of a description.
struct OwnVariable {
  llvm::StringRef name, condition, what = "Parameter";
  std::optional<llvm::SmallVector<llvm::StringRef, 4>> shape;
  DType dtype = float32;

  explicit OwnVariable(llvm::StringRef text) {
    auto cut = [&](llvm::StringRef word) {
      auto [before, after] = text.split(word);
      text = before;
      return after.trim();
    };
    if (llvm::StringRef kind = cut(" as "); !kind.empty())
      what = kind;
    condition = cut(" if ");
    auto [first, rest] = text.split('[');
    name = first.trim();
    if (!rest.empty()) {
      auto [dims, type] = rest.split(']');
      dims.split(shape.emplace(), ',', -1, /*KeepEmpty=*/false);
      for (std::size_t i = 0; i < std::size(varscope::detail::dtype_table); ++i)
        if (std::string_view(type.trim()) == varscope::name(DType(i)))
          dtype = DType(i);
    }
  }
};

class Options {
public:
  Options(Interpreter& in, const LibCall& call) : in(in), call(call) {}

  /// The first of the alternatives that is known: the constructor's own parameter, or an
  /// option of those it is given.
  Value find(llvm::StringRef alternatives) {
    while (!alternatives.empty()) {
      auto [name, rest] = alternatives.split('|');
      if (Value value = findOne(name.trim()); !value.isNone())
        return value;
      alternatives = rest;
    }
    return {};
  }

private:
  Value findOne(llvm::StringRef name) {
    if (call.has(name))
      return in.load(call.arg(name));
    for (const auto& [parameter, value] : call.named)
      if (const auto* settings = in.state<SettingsState>(value))
        if (const Value* option = settings->find(name))
          return in.load(*option);
    for (const auto& [parameter, value] : call.named)
      if (parameter == "default")
        if (auto [option, text] = in.string(value).value_or("").empty()
                                      ? std::pair<llvm::StringRef, llvm::StringRef>()
                                      : value.str().split(' ');
            option == name)
          return Value::boolean(text.trim() == "true");
    return {};
  }

  Interpreter& in;
  const LibCall& call;
};

} // namespace

void makeOwnVariables(Interpreter& in, const LibCall& call, core::TreeId tree) {
  Options options(in, call);
  for (const auto& [key, text] : call.named) {
    if (key != "variable" || !text.isString())
      continue;
    const OwnVariable own(text.str());
    if (!own.condition.empty()) {
      const Value condition = options.find(own.condition);
      if (!condition.isNone() && !in.decide(condition))
        continue;
    }
    core::GetRequest request;
    request.options.reuse = Reuse(false);
    request.options.dtype = own.dtype;
    request.options.trainable = own.what == "Parameter";
    if (own.shape) {
      std::vector<std::int64_t> sizes;
      for (llvm::StringRef dim : *own.shape)
        sizes.push_back(in.integer(options.find(dim)).value_or(unknown));
      request.shape = Shape(sizes);
    }
    core::TreeNames names;
    names.what = own.what.str();
    in.recorder().beginGet(Value::string(own.name.str()), request);
    in.recorder().inTree({tree, ""}, names.what, own.name);
    in.recorder().endGet(in.graph().get_in_tree({tree, ""}, own.name.str(), names, request));
  }
}

} // namespace varscope::resolve
