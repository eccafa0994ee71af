// std::queue and std::stack: what the sequences that they are made of do.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Sequence.h"

namespace varscope::resolve {
namespace {

struct Adapted {
  llvm::StringLiteral name, of;
};
constexpr Adapted functions[] = {
    {"std::queue::queue", "std::deque::deque"},
    {"std::queue::push", "std::deque::push_back"},
    {"std::queue::emplace", "std::deque::emplace_back"},
    {"std::queue::pop", "std::deque::pop_front"},
    {"std::queue::front", "std::deque::front"},
    {"std::queue::back", "std::deque::back"},
    {"std::queue::empty", "std::deque::empty"},
    {"std::queue::size", "std::deque::size"},
    {"std::stack::stack", "std::deque::deque"},
    {"std::stack::push", "std::deque::push_back"},
    {"std::stack::emplace", "std::deque::emplace_back"},
    {"std::stack::pop", "std::deque::pop_back"},
    {"std::stack::top", "std::deque::back"},
    {"std::stack::empty", "std::deque::empty"},
    {"std::stack::size", "std::deque::size"},
};

} // namespace

void addAdapters(ModelTable& table) {
  for (const Adapted& function : functions)
    table.add(function.name, table.find(function.of));
  LibraryType adapted = *table.type("std::deque");
  for (llvm::StringLiteral name : {llvm::StringLiteral("std::queue"), llvm::StringLiteral("std::stack")}) {
    adapted.name = name;
    table.add(adapted);
  }
}

} // namespace varscope::resolve
