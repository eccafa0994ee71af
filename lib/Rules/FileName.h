#pragma once
/// A file's name, as findings and events give it. A program has few files and very many places
/// in them: copies share the text.

#include "llvm/Support/raw_ostream.h"

#include <compare>
#include <memory>
#include <string>
#include <utility>

namespace varscope {

class FileName {
public:
  FileName() = default;
  FileName(std::string name) : text(std::make_shared<const std::string>(std::move(name))) {}
  FileName(const char* name) : FileName(std::string(name)) {}

  const std::string& str() const {
    static const std::string none;
    return text ? *text : none;
  }
  operator const std::string&() const { return str(); }
  operator llvm::StringRef() const { return str(); }

  friend bool operator==(const FileName& a, const FileName& b) { return a.text == b.text || a.str() == b.str(); }
  friend auto operator<=>(const FileName& a, const FileName& b) { return a.str() <=> b.str(); }
  friend llvm::raw_ostream& operator<<(llvm::raw_ostream& os, const FileName& name) { return os << name.str(); }

private:
  std::shared_ptr<const std::string> text;
};

} // namespace varscope
