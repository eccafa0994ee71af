#include "Resolve/Models/Allocator.h"
#include "Resolve/Models/Registry.h"

namespace varscope::resolve {

static Value make(Interpreter&, const LibCall&) { return Value::make<AllocatorState>(); }
static Value makeDefault(Interpreter&, const ir::Type&) { return Value::make<AllocatorState>(); }

void addAllocator(ModelTable& table) {
  static constexpr ModelEntry models[] = {{"std::allocator::allocator", make}};
  table.add(models);
  table.add(LibraryType{"std::allocator", makeDefault});
}

} // namespace varscope::resolve
