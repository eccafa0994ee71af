#pragma once

namespace varscope::resolve {

class ModelTable;

/// Enters every role handler.
void addRoles(ModelTable& table);

#define VARSCOPE_ROLES(name) void add##name##Roles(ModelTable& table);
#include "Resolve/Roles/Registry.def"
#undef VARSCOPE_ROLES

} // namespace varscope::resolve
