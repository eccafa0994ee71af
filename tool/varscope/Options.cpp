#include "varscope/Options.h"

#include "Frontend/ExtractSource.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace llvm::opt; // the generated table names its things so
using namespace varscope;
using namespace varscope::tool;

namespace {

#define OPTTABLE_STR_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

#define OPTTABLE_SUBCOMMAND_IDS_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_SUBCOMMAND_IDS_TABLE_CODE

#define OPTTABLE_SUBCOMMANDS_CODE
#include "Options.inc"
#undef OPTTABLE_SUBCOMMANDS_CODE

constexpr opt::OptTable::Info infoTable[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

class Table : public opt::GenericOptTable {
public:
  Table()
      : GenericOptTable(OptionStrTable, OptionPrefixesTable, infoTable, /*IgnoreCase=*/false,
                        OptionSubCommands, OptionSubCommandIDsTable) {}
};

constexpr char title[] = "VarScope: compile-time variable scopes for C++ model code";

void printHelp(const Table& table, StringRef command) {
  if (command.empty()) {
    outs() << "OVERVIEW: " << title << "\n\nUSAGE: varscope <command> [options]\n\nCOMMANDS:\n";
    for (const opt::OptTable::SubCommand& c : OptionSubCommands)
      outs() << formatv("  {0,-10} {1}\n", c.Name, c.HelpText);
    outs() << "\n'varscope <command> --help' describes one. Exit status: 0 no error found, 1 errors "
              "found,\n2 the work could not be done.\n";
    return;
  }
  const auto& info = *find_if(OptionSubCommands, [&](const auto& c) { return command == c.Name; });
  table.printHelp(outs(), info.Usage, info.HelpText, /*ShowHidden=*/false,
                  /*ShowAllAliases=*/false, opt::Visibility(), command);
}

} // namespace

ExitStatus tool::failure(const Twine& message) {
  WithColor::error(errs(), "varscope") << message << '\n';
  return ExitStatus::Failed;
}

ExitStatus tool::usageError(const Twine& message) {
  failure(message);
  errs() << "'varscope --help' lists commands and options.\n";
  return ExitStatus::Failed;
}

bool tool::succeeded(Error error) {
  if (!error)
    return true;
  failure(toString(std::move(error)));
  return false;
}

std::optional<Arguments> tool::parseCommandLine(int argc, char** argv, ExitStatus& status) {
  static const Table table;
  static BumpPtrAllocator texts; // the words of files of arguments live as long as the options
  status = ExitStatus::Clean;
  SmallVector<const char*> line(argv, argv + argc);
  cl::ExpansionContext expansion(texts, cl::TokenizeGNUCommandLine);
  if (!succeeded(expansion.expandResponseFiles(line))) {
    status = ExitStatus::Failed;
    return std::nullopt;
  }
  StringRef command = line.size() > 1 ? line[1] : "";
  if (command == "--version") {
    outs() << "varscope " VARSCOPE_VERSION "\n" << clangVersion() << '\n';
    return std::nullopt;
  }
  if (command == "--help" || command == "-h" || command == "help") {
    printHelp(table, "");
    return std::nullopt;
  }
  if (none_of(OptionSubCommands, [&](const auto& c) { return command == c.Name; })) {
    status = command.empty() ? usageError("no command")
                             : usageError("unknown command '" + command + "'");
    return std::nullopt;
  }

  ArrayRef<const char*> words = ArrayRef(line).drop_front(2);
  auto* dashes = find_if(words, [](const char* word) { return StringRef(word) == "--"; });
  std::optional<std::vector<std::string>> flags;
  if (dashes != words.end()) {
    flags.emplace(dashes + 1, words.end());
    words = words.take_front(dashes - words.begin());
  }

  unsigned missingIndex = 0, missingCount = 0;
  Arguments arguments{command.str(), table.ParseArgs(words, missingIndex, missingCount), {}, flags};
  if (missingCount != 0) {
    status = usageError("'" + Twine(words[missingIndex]) + "' needs a value");
    return std::nullopt;
  }
  if (arguments.options.hasArg(OPT_help)) {
    printHelp(table, command);
    return std::nullopt;
  }
  if (arguments.options.hasArg(OPT_version)) {
    outs() << "varscope " VARSCOPE_VERSION "\n";
    return std::nullopt;
  }
  for (const opt::Arg* arg : arguments.options) {
    std::string spelled = arg->getAsString(arguments.options);
    if (arg->getOption().matches(OPT_INPUT)) {
      arguments.inputs.push_back(arg->getValue());
    } else if (arg->getOption().matches(OPT_UNKNOWN)) {
      std::string nearest, problem = "unknown option '" + spelled + "'";
      if (table.findNearest(spelled, nearest) < 3)
        problem += "; did you mean '" + nearest + "'?";
      status = usageError(problem);
      return std::nullopt;
    } else if (!arg->getOption().isRegisteredSC(command)) {
      status = usageError("'" + command + "' takes no '" + spelled + "'");
      return std::nullopt;
    }
  }
  if (flags && command != "check" && command != "generate" && command != "extract" &&
      command != "lsp") {
    status = usageError("'" + command + "' takes no compiler flags");
    return std::nullopt;
  }
  return arguments;
}
