#pragma once
/// Models as safetensors files: names, dtypes and shapes as in the manifest; a shared variable is
/// one tensor, a shard is a tensor of its own.
///
/// Not a part of varscope.h; include it where models are saved or loaded.

#include <varscope/model.h>
#include <varscope/runtime/safetensors.h>

#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace varscope {

/// How names of a model's variables are looked up in a file.
struct LoadOptions {
  /// A variable's name -> its earlier names, as varscope.lock's "renamed_from" has them. The
  /// variable's own name comes first.
  std::map<std::string, std::vector<std::string>, std::less<>> renamed_from = {};
  /// Variables that the file lacks keep their values, instead of being an error.
  bool allow_missing = false;
};

namespace detail {

/// A mapped file.
class OpenTensors {
public:
  explicit OpenTensors(const std::string& path) {
    char problem[512] = "";
    file.reset(runtime::open_tensors(path.c_str(), problem, sizeof problem));
    if (!file)
      throw std::runtime_error("'" + path + "': " + problem);
    std::size_t count = 0;
    const runtime::Tensor* tensors = runtime::tensors_of(file.get(), count);
    for (std::size_t i = 0; i < count; ++i)
      by_name.emplace(std::string_view(tensors[i].name, tensors[i].name_length), &tensors[i]);
  }
  const std::map<std::string_view, const runtime::Tensor*>& all() const { return by_name; }
  const runtime::Tensor* find(std::string_view name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }

private:
  struct Close {
    void operator()(runtime::TensorFile* open) const { runtime::close_tensors(open); }
  };
  std::unique_ptr<runtime::TensorFile, Close> file;
  std::map<std::string_view, const runtime::Tensor*> by_name;
};

inline const runtime::Tensor* find_tensor(const OpenTensors& tensors, std::string_view name,
                                          const LoadOptions& options) {
  if (const runtime::Tensor* found = tensors.find(name))
    return found;
  const auto renamed = options.renamed_from.find(name);
  if (renamed != options.renamed_from.end())
    for (const std::string& earlier : renamed->second)
      if (const runtime::Tensor* found = tensors.find(earlier))
        return found;
  return nullptr;
}

/// What keeps the tensor from being the variable's; empty: nothing.
inline std::string mismatch(const VariableRecord& variable, const runtime::Tensor& tensor) {
  if (!tensor.known_dtype || tensor.our_dtype != variable.dtype)
    return "is " + std::string(tensor.dtype) + " there, not " +
           std::string(varscope::name(variable.dtype));
  const Shape there(std::vector<std::int64_t>(tensor.shape, tensor.shape + tensor.rank));
  return there == variable.shape ? "" : "has another shape there";
}

} // namespace detail

/// Writes every variable. The file is replaced as a whole, or stays as it is.
/// \throws std::runtime_error if it cannot be written
template <class Tag>
void save_safetensors(const Model<Tag>& model, const std::string& path) {
  std::vector<runtime::Tensor> tensors;
  for (const Variable& variable : model.variables()) {
    const detail::VariableRecord& record = *variable.get();
    runtime::Tensor tensor;
    tensor.name = record.op_name.data();
    tensor.name_length = record.op_name.size();
    tensor.our_dtype = record.dtype;
    tensor.rank = static_cast<std::uint32_t>(record.shape.rank());
    tensor.shape = record.shape.data();
    tensor.data = record.data();
    tensor.bytes = record.bytes;
    tensors.push_back(tensor);
  }
  char problem[512] = "";
  if (!runtime::write_tensors(path.c_str(), tensors.data(), tensors.size(), problem,
                              sizeof problem))
    throw std::runtime_error("'" + path + "': " + problem);
}

/// Gives the variables the file's values; other tensors of the file are left alone. The file is
/// mapped, and read once. Nothing is changed unless everything fits.
/// \throws std::runtime_error if the file cannot be read, or for each variable that it lacks or
///         has with another dtype or shape
template <class Tag>
void load_safetensors(Model<Tag>& model, const std::string& path, const LoadOptions& options = {}) {
  const detail::OpenTensors tensors(path);
  std::vector<std::pair<const detail::VariableRecord*, const runtime::Tensor*>> found;
  std::string problems;
  for (const Variable& variable : model.variables()) {
    const detail::VariableRecord& record = *variable.get();
    const runtime::Tensor* tensor = detail::find_tensor(tensors, record.op_name, options);
    if (!tensor && options.allow_missing)
      continue;
    const std::string problem = tensor ? detail::mismatch(record, *tensor) : "is missing";
    if (!problem.empty())
      problems += "\n  " + std::string(record.op_name) + " " + problem;
    found.emplace_back(&record, tensor);
  }
  if (!problems.empty())
    throw std::runtime_error("'" + path + "' does not fit the model:" + problems);
  for (const auto& [record, tensor] : found)
    if (record->bytes != 0)
      std::memcpy(record->data(), tensor->data, static_cast<std::size_t>(record->bytes));
}

/// The names that a file holds, for ModelOptions::skip: what is going to be loaded need not be
/// initialised.
inline std::vector<std::string> safetensors_names(const std::string& path) {
  const detail::OpenTensors tensors(path);
  std::vector<std::string> names;
  for (const auto& entry : tensors.all())
    names.emplace_back(entry.first);
  return names;
}

} // namespace varscope
