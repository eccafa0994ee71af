/// How the interpreted program's objects end.

#include "Resolve/Machine.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"

namespace varscope::resolve {

using ir::Type;
using ir::TypeKind;

/// Whether code of the program may run when an object with that content ends.
bool Machine::endsVisibly(const Value& given) {
  llvm::SmallVector<Value, 8> work{given};
  llvm::DenseSet<std::uint32_t> seen;
  const auto follow = [&](Place place) {
    if (objects.alive(place) && seen.insert(place.cell).second)
      work.push_back(objects.read(place));
  };
  while (!work.empty()) {
    const Value content = work.pop_back_val();
    if (content.isChoice()) {
      work.push_back(content.alternatives().whenTrue);
      work.push_back(content.alternatives().whenFalse);
    } else if (content.is(ValueKind::Library)) {
      content.state().forEachPlace([&](Place place, bool) { follow(place); });
    } else if (content.is(ValueKind::Aggregate)) {
      if (const RecordLayout* record = layout(content.parts().type); record && !record->record->destructor.empty())
        return true;
      llvm::for_each(content.parts().parts, follow);
    }
  }
  return false;
}

/// An object's content that is about to go: which of two it is has to be known where destructors run.
Value Machine::endingContent(Place object) {
  const Value content = objects.read(object);
  return content.isChoice() && endsVisibly(content) ? settle(content) : content;
}

void Machine::destroy(Place object) {
  if (!objects.alive(object))
    return;
  const Value content = endingContent(object);
  const Type* type = objects.type(object);
  if (content.isUnknown() && type && reach().endOf(*type)) {
    const ir::Node here{ir::Op::Unknown, current ? current->loc : content.why().root().at, {}, nullptr, {}};
    unresolved(here, content, "what the end of an object does to the scopes", "");
  }
  if (content.is(ValueKind::Aggregate)) {
    if (const RecordLayout* record = layout(content.parts().type)) {
      const llvm::StringRef destructor = record->record->destructor;
      if (llvm::StringRef role = destructor; role.consume_front("role:")) {
        static const ir::Node end{ir::Op::Lib, {}, {}, nullptr, {}};
        callModel(current ? *current : end, role, Value::place(object), {});
      } else if (!destructor.empty()) {
        if (const auto found = module.functions.find(destructor); found != module.functions.end())
          callFunction(found->second, Value::place(object));
      }
    }
    if (!objects.alive(object))
      return;
    const auto parts = objects.read(object).is(ValueKind::Aggregate) ? objects.read(object).parts().parts
                                                                     : content.parts().parts;
    destroyParts(object, parts);
  } else {
    const LibraryType* library = type && type->kind == TypeKind::Library ? table.type(type->name) : nullptr;
    if (content.is(ValueKind::Library) && library && library->destroy)
      library->destroy(*this, object);
    freeOwned(content, library);
  }
  objects.free(object);
}

void Machine::destroyParts(Place object, llvm::ArrayRef<Place> parts) {
  ending.push_back(object);
  const llvm::scope_exit ended([&] { ending.pop_back(); });
  for (Place part : llvm::reverse(parts)) {
    if (objects.alive(part) && objects.read(part).isPlace()) // a reference owns nothing
      objects.free(part);
    else
      destroy(part);
  }
}

void Machine::destroyBuilt(const ir::Function& constructor, std::size_t inits) {
  const Value self = frame->self;
  if (!inits || !self.isPlace() || !objects.alive(self.target()))
    return;
  const Place object = self.target();
  if (constructor.inits.front()->text == "this") // the other constructor made the whole object
    return destroy(object);
  const Value content = objects.read(object);
  const RecordLayout* record = content.is(ValueKind::Aggregate) ? layout(content.parts().type) : nullptr;
  if (!record)
    return;
  llvm::SmallVector<Place, 8> built;
  for (const ir::Node* init : llvm::ArrayRef(constructor.inits).take_front(inits))
    if (const auto found = record->index.find(init->text); found != record->index.end())
      built.push_back(content.parts().parts[found->second]);
  destroyParts(object, built);
}

/// What a library object owns ends with it.
void Machine::freeOwned(const Value& content, const LibraryType* library) {
  if (content.isChoice()) {
    freeOwned(content.alternatives().whenTrue, library);
    freeOwned(content.alternatives().whenFalse, library);
    return;
  }
  if (!content.is(ValueKind::Library))
    return;
  llvm::SmallVector<Place, 8> owned;
  content.state().forEachPlace([&](Place place, bool owns) {
    if (owns)
      owned.push_back(place);
  });
  if (library && library->endsBackwards)
    std::reverse(owned.begin(), owned.end());
  for (Place place : owned)
    destroy(place);
}

} // namespace varscope::resolve
