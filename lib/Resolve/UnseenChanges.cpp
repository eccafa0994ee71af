/// What changes unseen: by code that is not known, and through pointers that are not known.

#include "Resolve/Machine.h"

#include "llvm/ADT/DenseSet.h"

namespace varscope::resolve {

using Exposure = Memory::Exposure;

/// The outermost array that an array is an element of: pointers go from one row to the next.
Place Machine::wholeArray(Place array) const {
  while (true) {
    const Place around = objects.parent(array);
    if (!objects.alive(around) || !objects.type(around) || objects.type(around)->kind != ir::TypeKind::Array)
      return array;
    array = around;
  }
}

/// The objects themselves, and their parts, are exposed as said; what they point at or own can at least be changed through
/// what they may hold now.
void Machine::spoil(const Value& given, const llvm::Twine& why, Exposure outermost) {
  if (given.isUnknown())
    return changeThrough(given, why);
  const std::string reason = why.str();
  llvm::SmallVector<std::pair<Value, Exposure>, 8> work{{given, outermost}};
  llvm::DenseSet<std::uint32_t> seen;
  while (!work.empty()) {
    const auto [value, exposure] = work.pop_back_val();
    const Exposure inner = std::max(exposure, Exposure::Pointers);
    switch (value.kind()) {
    case ValueKind::Pointer:
    case ValueKind::Place:
    case ValueKind::Object: {
      Place place = value.target();
      if (!objects.alive(place))
        break;
      if (value.is(ValueKind::Pointer) && value.hasIndex())
        place = wholeArray(place);
      if (!seen.insert(place.cell).second)
        break;
      objects.expose(place, exposure);
      const Value content = objects.read(place);
      work.emplace_back(content, content.is(ValueKind::Aggregate) ? exposure : inner);
      if (content.is(ValueKind::Aggregate) || content.isPlace() ||
          (content.is(ValueKind::Library) && content.state().isIdentity()))
        break; // member by member; a reference stays bound
      Value changed = fresh(reason, location());
      if (content.isUnknown())
        changed.why().name = content.why().name;
      objects.write(place, changed);
      break;
    }
    case ValueKind::Aggregate:
      for (Place part : value.parts().parts)
        work.emplace_back(Value::place(part), exposure);
      break;
    case ValueKind::Library:
      value.state().forEachPlace([&](Place place, bool) { work.emplace_back(Value::place(place), inner); });
      break;
    case ValueKind::Choice:
      work.emplace_back(value.alternatives().whenTrue, exposure);
      work.emplace_back(value.alternatives().whenFalse, exposure);
      break;
    default:
      break;
    }
  }
}

void Machine::havoc(const Value& given, const llvm::Twine& why) { spoil(given, why, Exposure::None); }

void Machine::changeThrough(const Value& unknown, const llvm::Twine& why) {
  if (const Place within = unknown.why().within)
    return spoil(Value::place(within), why, Exposure::None);
  changeExposed(Exposure::Pointers, why);
}

void Machine::changeExposed(Exposure exposure, const llvm::Twine& why) {
  const std::string reason = why.str();
  for (const Place place : objects.takeTouched(exposure))
    if (objects.alive(place) && !objects.read(place).isUnknown())
      spoil(Value::place(place), reason, exposure);
}

} // namespace varscope::resolve
