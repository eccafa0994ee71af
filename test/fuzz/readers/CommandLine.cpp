/// Command lines, an argument a line.

#include "Target.h"
#include "varscope/Options.h"

using namespace varscope;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const llvm::StringRef text = fuzz::textOf(data, size);
  if (text.contains("@")) // would read files, of which some never end
    return 0;
  std::vector<std::string> lines{"varscope"};
  for (llvm::StringRef rest = text; !rest.empty();) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    lines.push_back(line.str());
  }
  std::vector<char*> arguments;
  for (std::string& line : lines)
    arguments.push_back(line.data());
  ExitStatus status = ExitStatus::Clean;
  tool::parseCommandLine(static_cast<int>(arguments.size()), arguments.data(), status);
  return 0;
}
