// The table of every library model and role.

#include "Resolve/Model.h"
#include "Resolve/Models/Registry.h"
#include "Resolve/Roles/Registry.h"

namespace varscope::resolve {

void ModelTable::add(llvm::ArrayRef<ModelEntry> models) {
  for (const ModelEntry& model : models)
    add(model.key, model.fn);
}

void ModelTable::add(llvm::StringRef key, ModelFn fn) {
  [[maybe_unused]] bool added = functions.try_emplace(key, fn).second;
  assert(added && "two models of one key");
}

void ModelTable::add(const LibraryType& type) {
  [[maybe_unused]] bool added = types.try_emplace(type.name, type).second;
  assert(added && "two models of one type");
}

ModelFn ModelTable::find(llvm::StringRef key) const {
  if (ModelFn model = functions.lookup(key))
    return model;
  // One model for every member of a class: "varscope.settings::*".
  const std::size_t member = key.starts_with("varscope.") ? key.find("::") : llvm::StringRef::npos;
  return member == llvm::StringRef::npos ? nullptr : functions.lookup((key.take_front(member) + "::*").str());
}

const LibraryType* ModelTable::type(llvm::StringRef name) const {
  auto found = types.find(name);
  return found == types.end() ? nullptr : &found->second;
}

const ModelTable& standardModels() {
  static const ModelTable table = [] {
    ModelTable table;
#define VARSCOPE_MODELS(name) add##name(table);
#include "Resolve/Models/Registry.def"
#undef VARSCOPE_MODELS
    addRoles(table);
    return table;
  }();
  return table;
}

} // namespace varscope::resolve
