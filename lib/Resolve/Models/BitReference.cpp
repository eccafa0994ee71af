// What std::vector<bool> hands out for an element: the element itself.

#include "Resolve/Models/Registry.h"
#include "Resolve/Models/Support.h"

namespace varscope::resolve {
namespace {

Value get(Interpreter& in, const LibCall& call) { return in.load(call.args[0]); }

Value assign(Interpreter& in, const LibCall& call) {
  in.assign(call.args[0], in.load(call.args[1]));
  return call.args[0];
}

Value flip(Interpreter& in, const LibCall& call) {
  std::optional<bool> bit = in.boolean(call.args[0]);
  if (!bit)
    return lost(in, call);
  in.assign(call.args[0], Value::boolean(!*bit));
  return {};
}

} // namespace

void addBitReference(ModelTable& table) {
  for (llvm::StringRef name : {"std::_Bit_reference", "std::__bit_reference"}) {
    table.add((name + "::operator bool").str(), get);
    table.add((name + "::operator=").str(), assign);
    table.add((name + "::flip").str(), flip);
  }
}

} // namespace varscope::resolve
