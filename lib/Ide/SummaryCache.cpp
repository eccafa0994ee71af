#include "Ide/SummaryCache.h"

#include "Ide/Paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::ide;

SummaryCache::Stamp SummaryCache::stamp(const std::string& path, const EditorState& editor,
                                        Stamps& known) {
  const auto [entry, isNew] = known.try_emplace(path);
  if (!isNew)
    return entry->second;
  if (auto open = editor.unsaved.find(path); open != editor.unsaved.end()) {
    // An open file that is as it is on the disk changes nothing for those that include it.
    auto saved = MemoryBuffer::getFile(path);
    if (!saved || (*saved)->getBuffer() != *open->second)
      return entry->second = {xxh3_64bits(*open->second), ~std::uint64_t{0}};
  }
  sys::fs::file_status status;
  if (!sys::fs::status(path, status))
    entry->second = {status.getSize(), std::uint64_t(
                                         status.getLastModificationTime().time_since_epoch().count())};
  return entry->second;
}

bool SummaryCache::isFresh(const Entry& entry, const EditorState& editor, Stamps& known) {
  // A source that has been opened gets its preamble before the first change.
  if (entry.stamps.empty() || (editor.unsaved.contains(entry.unit.file) && !entry.preamble))
    return false;
  for (std::size_t i = 0; i < entry.stamps.size(); ++i)
    if (stamp(entry.unit.dependencies[i], editor, known) != entry.stamps[i])
      return false;
  return true;
}

void SummaryCache::extract(Entry& entry, const ExtractSourceOptions& options,
                           const EditorState& editor) {
  // Preambles are large: only what is being edited keeps one.
  if (!editor.unsaved.contains(entry.unit.file))
    entry.preamble.reset();
  else if (!entry.preamble)
    entry.preamble = std::make_unique<Preamble>();
  SourceSummary summary = extractSource(entry.command, options, editor, entry.preamble.get());
  if (editor.cancelled())
    return;
  entry.unit.compiles = summary.module != nullptr;
  entry.unit.diagnostics = std::move(summary.diagnostics);
  if (summary.module)
    entry.unit.module = std::move(summary.module);
  entry.unit.dependencies = {entry.unit.file};
  for (const std::string& path : summary.dependencies)
    entry.unit.dependencies.push_back(absolute(path, entry.command.directory));
  Stamps known;
  entry.stamps.clear();
  for (const std::string& path : entry.unit.dependencies)
    entry.stamps.push_back(stamp(path, editor, known));
}

unsigned SummaryCache::update(ArrayRef<CompileCommand> commands,
                              const ExtractSourceOptions& options, const EditorState& editor,
                              bool retry) {
  Stamps known;
  std::vector<Entry*> stale;
  order.clear();
  for (const CompileCommand& command : commands) {
    std::string file = absolute(command.file, command.directory);
    Entry& entry = entries[file];
    order.push_back(file);
    if (entry.command.arguments != command.arguments ||
        entry.command.directory != command.directory) {
      entry = Entry();
      entry.command = command;
      entry.unit.file = file;
    }
    if (!isFresh(entry, editor, known) || (retry && !entry.unit.compiles))
      stale.push_back(&entry);
  }
  if (stale.size() == 1) {
    extract(*stale.front(), options, editor);
  } else if (!stale.empty()) {
    DefaultThreadPool pool;
    for (Entry* entry : stale)
      pool.async([&options, &editor, entry] {
        if (!editor.cancelled())
          extract(*entry, options, editor);
      });
    pool.wait();
  }
  return stale.size();
}

std::vector<const SummaryCache::Unit*> SummaryCache::units() const {
  std::vector<const Unit*> units;
  for (const std::string& file : order)
    units.push_back(&entries.find(file)->second.unit);
  return units;
}
