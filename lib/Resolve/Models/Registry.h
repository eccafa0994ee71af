#pragma once
/// Every file of models, by the function that enters it in the table.

namespace varscope::resolve {

class ModelTable;

#define VARSCOPE_MODELS(name) void add##name(ModelTable& table);
#include "Resolve/Models/Registry.def"
#undef VARSCOPE_MODELS

} // namespace varscope::resolve
