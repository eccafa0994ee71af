/// Files of roles.

#include "Extract/RoleFile.h"
#include "Target.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::answerOf(parseRoleFile(fuzz::textOf(data, size), "input"));
  return 0;
}
