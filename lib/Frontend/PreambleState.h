#pragma once
/// Clang's side of a Preamble.

#include "Extract/Extract.h"
#include "Frontend/Preamble.h"

#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PCHContainerOperations.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Frontend/Utils.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <optional>
#include <string>
#include <vector>

namespace varscope {

/// Every file that a compilation reads, the system's too.
class AllFiles : public clang::DependencyCollector {
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef file, bool, bool, bool, bool missing) override {
    return !missing && !file.starts_with("<");
  }
};

struct Preamble::State {
  std::optional<clang::PrecompiledPreamble> precompiled;
  std::vector<std::string> dependencies;
  Roots roots;
  /// The source as the last extraction saw it. Clang keeps a reference.
  std::unique_ptr<llvm::MemoryBuffer> source;

  /// Makes `invocation` start behind the includes, and `files` hold what that needs.
  /// Precompiles them again only where they changed; leaves `invocation` alone if
  /// they do not compile, so that an ordinary run tells why.
  /// \returns whether it does.
  bool apply(clang::CompilerInvocation& invocation,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& files,
             std::shared_ptr<clang::PCHContainerOperations> pch);
};

} // namespace varscope
