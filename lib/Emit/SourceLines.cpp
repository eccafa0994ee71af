#include "Emit/SourceLines.h"

using namespace varscope;

SourceLines::SourceLines(const ir::Module& module) {
  for (const auto& [where, text] : module.lines)
    if (where.first < module.files.size())
      add(module.files[where.first], where.second, text);
}

void SourceLines::add(llvm::StringRef file, std::uint32_t line, llvm::StringRef text) {
  files[file][line] = text;
}

std::optional<llvm::StringRef> SourceLines::find(llvm::StringRef file, std::uint32_t line) const {
  auto lines = files.find(file);
  if (lines == files.end())
    return std::nullopt;
  auto found = lines->second.find(line);
  if (found == lines->second.end())
    return std::nullopt;
  return found->second;
}
