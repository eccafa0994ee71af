#include "Extract/Suppressions.h"

#include <varscope/rule.h>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

#include <optional>

namespace varscope::extract {
namespace {

using llvm::StringRef;

enum class Kind { Line, NextLine, Begin, End };

struct Comment {
  Kind kind;
  std::uint32_t line;
  std::optional<StringRef> list; ///< what stands in the parentheses
};

/// The comment that starts at `text`, which begins with "NOLINT". Any other word
/// that begins so is none.
std::optional<Comment> parse(StringRef text, std::uint32_t line) {
  text.consume_front("NOLINT");
  Comment comment{Kind::Line, line, std::nullopt};
  if (text.consume_front("NEXTLINE"))
    comment.kind = Kind::NextLine;
  else if (text.consume_front("BEGIN"))
    comment.kind = Kind::Begin;
  else if (text.consume_front("END"))
    comment.kind = Kind::End;
  if (!text.empty() && (llvm::isAlnum(text.front()) || text.front() == '_'))
    return std::nullopt;
  if (text.consume_front("("))
    if (std::size_t close = text.find(')'); close != StringRef::npos)
      comment.list = text.take_front(close).trim();
  return comment;
}

/// Adds the rules of one comment to those of a line.
class Rules {
public:
  explicit Rules(const std::optional<StringRef>& list) {
    if (!list || *list == "*" || list->empty()) {
      all = !list || !list->empty();
      return;
    }
    llvm::SmallVector<StringRef> globs;
    list->split(globs, ',', -1, false);
    for (StringRef glob : globs)
      add(glob.trim());
  }
  bool any() const { return all || !slugs.empty(); }
  void moveTo(LineSuppression& line) const {
    if (!all)
      line.rules = slugs;
  }

private:
  void add(StringRef text) {
    // "-name" takes a name out of the list, as in clang-tidy.
    bool remove = text.consume_front("-");
    llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(text);
    if (!glob)
      return llvm::consumeError(glob.takeError());
    for (StringRef slug : allSlugs()) {
      if (!glob->match(("varscope-" + slug).str()))
        continue;
      if (remove)
        llvm::erase(slugs, slug.str());
      else if (!llvm::is_contained(slugs, slug))
        slugs.push_back(slug.str());
    }
  }
  static llvm::ArrayRef<StringRef> allSlugs() {
    static constexpr StringRef slugs[] = {
#define VARSCOPE_RULE(Enumerator, Slug, ...) StringRef(Slug),
#include <varscope/rules.def>
    };
    return slugs;
  }

  bool all = false;
  std::vector<std::string> slugs;
};

} // namespace

std::vector<LineSuppression> findSuppressions(StringRef text) {
  std::vector<LineSuppression> out;
  auto cover = [&](std::uint32_t line, const std::optional<StringRef>& list) {
    Rules rules(list);
    if (rules.any())
      rules.moveTo(out.emplace_back(LineSuppression{line, {}}));
  };
  std::vector<Comment> open;
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = text.find("NOLINT"); at != StringRef::npos;
       at = text.find("NOLINT", at + 1)) {
    line += text.slice(counted, at).count('\n');
    counted = at;
    std::optional<Comment> comment = parse(text.substr(at), line);
    if (!comment)
      continue;
    switch (comment->kind) {
    case Kind::Line:
      cover(line, comment->list);
      break;
    case Kind::NextLine:
      cover(line + 1, comment->list);
      break;
    case Kind::Begin:
      open.push_back(*comment);
      break;
    case Kind::End:
      if (open.empty() || open.back().list != comment->list)
        break;
      for (std::uint32_t covered = open.back().line; covered <= line; ++covered)
        cover(covered, comment->list);
      open.pop_back();
      break;
    }
  }
  return out;
}

} // namespace varscope::extract
