#include "Extract/RoleKeys.h"

#include "llvm/ADT/STLExtras.h"

namespace varscope::extract {
namespace {

using enum KeyKind;

constexpr RoleKey variableKeys[] = {
    {"name"},  {"shape"}, {"value"},      {"initializer"},   {"dtype"},
    {"trainable"}, {"scope"}, {"what", Text}, {"without", Text}, {"separator", Text}};
constexpr RoleKey lookUpKeys[] = {{"name"}, {"scope"}, {"what", Text}};
constexpr RoleKey subScopeKeys[] = {
    {"name"}, {"scope"}, {"what", Text}, {"without", Text}, {"separator", Text}};
constexpr RoleKey attachKeys[] = {
    {"name"}, {"scope"}, {"child"}, {"what", Text}, {"without", Text}, {"separator", Text}};
constexpr RoleKey enterKeys[] = {{"name"}, {"what", Text}, {"without", Text}, {"separator", Text}};
constexpr RoleKey scopeKeys[] = {{"variable", Texts}, {"default", Texts}, {"attached", Text}};
constexpr RoleKey shapeKeys[] = {{"dims"}};
constexpr RoleKey valueKeys[] = {{"shape"}, {"like"}, {"options"}, {"initializer", Text}};
constexpr RoleKey seedKeys[] = {{"seed"}};
constexpr RoleKey constantKeys[] = {{"value"}};
constexpr RoleKey uniformKeys[] = {{"lo"}, {"hi"}, {"seed"}};
constexpr RoleKey normalKeys[] = {{"mean"}, {"stddev"}, {"seed"}};
constexpr RoleKey factorKeys[] = {{"factor"}, {"seed"}};
constexpr RoleKey gainKeys[] = {{"gain"}, {"seed"}};

constexpr RoleInfo table[] = {
    {"create", RoleTarget::Function, variableKeys, true},
    {"get_or_create", RoleTarget::Function, variableKeys, true},
    {"look_up", RoleTarget::Function, lookUpKeys, true},
    {"contains", RoleTarget::Function, lookUpKeys, true},
    {"sub_scope", RoleTarget::Function, subScopeKeys, true},
    {"attach_scope", RoleTarget::Function, attachKeys, true},
    {"enter_scope", RoleTarget::Function, enterKeys, true},
    {"leave_scope", RoleTarget::Function, {}, true},
    {"opaque", RoleTarget::Function, {}, true},
    {"scope", RoleTarget::Class, scopeKeys, true},
    {"guard", RoleTarget::Class, {}},
    {"settings", RoleTarget::Class, {}},
    {"program", RoleTarget::Either, {}},
    {"value", RoleTarget::Either, valueKeys},
    {"Shape", RoleTarget::Class, shapeKeys},
    {"initializer.zeros", RoleTarget::Function, {}},
    {"initializer.ones", RoleTarget::Function, {}},
    {"initializer.constant", RoleTarget::Function, constantKeys},
    {"initializer.random_uniform", RoleTarget::Function, uniformKeys},
    {"initializer.random_normal", RoleTarget::Function, normalKeys},
    {"initializer.truncated_normal", RoleTarget::Function, normalKeys},
    {"initializer.uniform_unit_scaling", RoleTarget::Function, factorKeys},
    {"initializer.glorot_uniform", RoleTarget::Function, seedKeys},
    {"initializer.glorot_normal", RoleTarget::Function, seedKeys},
    {"initializer.he_uniform", RoleTarget::Function, seedKeys},
    {"initializer.he_normal", RoleTarget::Function, seedKeys},
    {"initializer.lecun_uniform", RoleTarget::Function, seedKeys},
    {"initializer.lecun_normal", RoleTarget::Function, seedKeys},
    {"initializer.orthogonal", RoleTarget::Function, gainKeys},
    {"initializer.identity", RoleTarget::Function, gainKeys},
    {"initializer.callable", RoleTarget::Either, constantKeys},
};

} // namespace

llvm::ArrayRef<RoleInfo> roleTable() { return table; }

const RoleInfo* findRole(llvm::StringRef name) {
  const auto* found = llvm::find_if(table, [&](const RoleInfo& role) { return role.name == name; });
  return found == std::end(table) ? nullptr : found;
}

const RoleKey* findKey(const RoleInfo& role, llvm::StringRef key) {
  const auto* found = llvm::find_if(role.keys, [&](const RoleKey& each) { return each.name == key; });
  return found == role.keys.end() ? nullptr : found;
}

} // namespace varscope::extract
