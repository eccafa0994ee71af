#include "Ide/Workspace.h"

#include "Frontend/CompileCommands.h"
#include "Ide/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::ide;

using Clock = std::chrono::steady_clock;

namespace {

// Keys of programs.
constexpr StringLiteral databasePrefix = "database:", filePrefix = "file:";

double milliseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

} // namespace

Workspace::Workspace(WorkspaceOptions options, Published published)
    : options(std::move(options)), published(std::move(published)), worker([this] { work(); }) {}

Workspace::~Workspace() { stop(); }

void Workspace::stop() {
  {
    const std::lock_guard lock(mutex);
    stopping = true;
    ++generation;
  }
  changed.notify_all();
  if (worker.joinable())
    worker.join();
}

std::string Workspace::programOf(const std::string& path) const {
  const std::string build =
      options.buildDirectory.empty() ? findBuildDirectory(path) : options.buildDirectory;
  // A header belongs to the program whose sources include it; a source that is not listed to none.
  if (build.empty() || (isCxxSource(path) && errorToBool(readCompileCommands(build, {path}).takeError())))
    return (filePrefix + path).str();
  return (databasePrefix + build).str();
}

void Workspace::touch() {
  ++generation;
  lastChange = Clock::now();
  changed.notify_all();
}

void Workspace::open(const std::string& path, std::int64_t version, std::string text) {
  const std::string key = programOf(path);
  const std::lock_guard lock(mutex);
  documents[path] = {version, std::make_shared<const std::string>(std::move(text)), key};
  std::unique_ptr<Program>& program = programs[key];
  if (!program)
    program = std::make_unique<Program>();
  program->isStale = true;
  touch();
}

bool Workspace::change(const std::string& path, std::int64_t version,
                       ArrayRef<lsp::TextDocumentContentChangeEvent> changes) {
  const std::lock_guard lock(mutex);
  const auto found = documents.find(path);
  if (found == documents.end())
    return false;
  std::string text = *found->second.text;
  for (const lsp::TextDocumentContentChangeEvent& change : changes)
    apply(change, text);
  found->second.version = version;
  found->second.text = std::make_shared<const std::string>(std::move(text));
  programs[found->second.program]->isStale = true;
  touch();
  return true;
}

void Workspace::close(const std::string& path) {
  const std::lock_guard lock(mutex);
  const auto found = documents.find(path);
  if (found == documents.end())
    return;
  const std::string key = found->second.program;
  documents.erase(found);
  // The rest of the program sees the file on the disk again.
  programs[key]->isStale =
      any_of(documents, [&](const auto& document) { return document.second.program == key; });
  touch();
}

void Workspace::diskChanged() {
  const std::lock_guard lock(mutex);
  for (const auto& [path, document] : documents)
    programs[document.program]->isStale = true;
  retry = true;
  touch();
}

std::optional<Document> Workspace::document(const std::string& path) const {
  const std::lock_guard lock(mutex);
  const auto found = documents.find(path);
  return found == documents.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const Snapshot> Workspace::snapshot(const std::string& path) const {
  const std::lock_guard lock(mutex);
  const auto found = documents.find(path);
  return found == documents.end() ? nullptr : programs.find(found->second.program)->second->snapshot;
}

std::vector<std::shared_ptr<const Snapshot>> Workspace::snapshots() const {
  const std::lock_guard lock(mutex);
  std::vector<std::shared_ptr<const Snapshot>> all;
  for (const auto& [key, program] : programs)
    if (program->snapshot)
      all.push_back(program->snapshot);
  return all;
}

bool Workspace::isIdle() const {
  const std::lock_guard lock(mutex);
  return none_of(programs, [](const auto& program) { return program.second->isStale; });
}

void Workspace::settle() {
  std::unique_lock lock(mutex);
  settled.wait(lock, [&] {
    return stopping || none_of(programs, [](const auto& program) { return program.second->isStale; });
  });
}

void Workspace::work() {
  std::unique_lock lock(mutex);
  while (true) {
    const auto stale = [&] {
      return find_if(programs, [](const auto& program) { return program.second->isStale; });
    };
    changed.wait(lock, [&] { return stopping || stale() != programs.end(); });
    while (!stopping && Clock::now() < lastChange + options.pause)
      changed.wait_until(lock, lastChange + options.pause);
    if (stopping)
      return;
    const auto found = stale();
    if (found == programs.end())
      continue;
    const auto& [key, program] = *found;
    const std::uint64_t seen = generation;
    lock.unlock();
    const bool isDone = analyse(key, *program, seen);
    lock.lock();
    // What changed meanwhile has set it again.
    if (isDone && seen == generation) {
      program->isStale = false;
      retry &= stale() != programs.end();
      settled.notify_all();
    }
  }
}

Error Workspace::readCommands(const std::string& key, Program& program) {
  StringRef place = key;
  if (place.consume_front(filePrefix)) {
    program.commands = makeCompileCommands(options.flags, {place.str()});
    for (CompileCommand& command : program.commands)
      command.directory = sys::path::parent_path(place).str();
    return Error::success();
  }
  place.consume_front(databasePrefix);
  SmallString<256> database(place);
  sys::path::append(database, "compile_commands.json");
  sys::fs::file_status status;
  if (std::error_code error = sys::fs::status(database, status))
    return createStringError(error, "cannot read '" + database + "'");
  const auto time = std::uint64_t(status.getLastModificationTime().time_since_epoch().count());
  if (time == program.databaseTime)
    return Error::success();
  Expected<std::vector<CompileCommand>> commands = readCompileCommands(place, {});
  if (!commands)
    return commands.takeError();
  program.commands = std::move(*commands);
  program.databaseTime = time;
  return Error::success();
}

/// \returns false if it was cancelled
bool Workspace::analyse(const std::string& key, Program& program, std::uint64_t seen) {
  EditorState editor;
  editor.cancelled = [this, seen] { return generation != seen; };
  std::map<std::string, Document> open;
  bool retryBroken = false;
  {
    const std::lock_guard lock(mutex);
    open = documents;
    retryBroken = retry;
  }
  for (const auto& [path, document] : open)
    editor.unsaved[path] = document.text;

  AnalysisReport report;
  report.program = key;
  if (Error error = readCommands(key, program))
    report.messages.push_back(toString(std::move(error)));

  const Clock::time_point begin = Clock::now();
  report.parsed = program.cache.update(program.commands, options.extract, editor, retryBroken);
  report.extract = milliseconds(begin);

  auto snapshot = std::make_shared<Snapshot>();
  std::vector<const ir::Module*> modules;
  for (const SummaryCache::Unit* unit : program.cache.units()) {
    ++report.units;
    if (unit->module)
      modules.push_back(unit->module.get());
    if (!unit->compiles) {
      snapshot->broken.push_back(unit->file);
      report.messages.push_back(unit->diagnostics);
    }
  }
  if (editor.cancelled())
    return false;
  const Clock::time_point extracted = Clock::now();
  resolve::ResolveOptions resolve = options.resolve;
  resolve.cancelled = editor.cancelled;
  snapshot->program = varscope::analyse(modules, options.warnings, resolve);
  if (editor.cancelled())
    return false;
  snapshot->index = Index(snapshot->program);
  snapshot->lines = SourceLines(*snapshot->program.linked.module);
  snapshot->root = options.root;
  for (const auto& [path, document] : open)
    if (document.program == key)
      snapshot->texts[path] = document.text;
  append_range(report.messages, snapshot->program.errors);
  report.resolve = milliseconds(extracted);
  {
    const std::lock_guard lock(mutex);
    if (generation != seen)
      return false;
    program.snapshot = snapshot;
  }
  published(*snapshot, report, open);
  return true;
}
