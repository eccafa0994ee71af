include "llvm/Option/OptParser.td"

def check : SubCommand<"check", "diagnose",
    "varscope check SRC... [-p BUILD_DIR] [options] [-- COMPILER_FLAGS]">;
def generate : SubCommand<"generate", "diagnose, then write DIR/<tag>.varscope.cpp and .json",
    "varscope generate SRC... -o DIR [-p BUILD_DIR] [options] [-- COMPILER_FLAGS]">;
def extract : SubCommand<"extract", "one translation unit to its scope summary",
    "varscope extract SRC -o FILE.vsum [-MD] [-p BUILD_DIR] [options] [-- COMPILER_FLAGS]">;
def link : SubCommand<"link", "summaries to diagnostics and the same two files",
    "varscope link FILE.vsum... -o DIR [options]">;
def explain : SubCommand<"explain", "a manifest's scope tree, or one variable's whole story",
    "varscope explain MANIFEST [VARIABLE]">;
def diff : SubCommand<"diff", "what a change does to checkpoints (exit status 1: it does something)",
    "varscope diff OLD.json NEW.json">;

def lock : SubCommand<"lock", "compare models with the lock, or accept them into it",
    "varscope lock MANIFEST... [--lock FILE] [--update]">;
def verify : SubCommand<"verify", "compare a model with a checkpoint (safetensors, .npz, GGUF, TensorFlow's .index)",
    "varscope verify MANIFEST CHECKPOINT">;
def doctor : SubCommand<"doctor", "what the command finds on this machine, and whether that will do",
    "varscope doctor">;
def flags : SubCommand<"flags", "the compiler flags of a build's sources, a file each (for build systems)",
    "varscope flags SRC... -p BUILD_DIR --objects OBJECT_DIR -o DIR">;

def lsp : SubCommand<"lsp", "language server on standard input and output",
    "varscope lsp [-p BUILD_DIR] [options] [-- COMPILER_FLAGS]">;
def report : SubCommand<"report", "a page or a picture of what a manifest says",
    "varscope report MANIFEST [-o FILE] [--format=html|svg|dot]">;

// All commands: what --help and --version are for.
class Commands<list<SubCommand> all> { list<SubCommand> commands = all; }
def every : Commands<[check, generate, extract, link, explain, diff, lock, verify, doctor, flags, lsp, report]>;

class F<string name, list<SubCommand> commands> : Flag<["--"], name, commands>;
// "--name value", an alias of "--name=value".
class Sep<string name, list<SubCommand> commands> : Separate<["--"], name, commands>;
class Eq<string name, list<SubCommand> commands> : Joined<["--"], name # "=", commands>;

def help : F<"help", every.commands>,
  HelpText<"Print this text">;
def h : Flag<["-"], "h", every.commands>, Alias<help>;
def version : F<"version", every.commands>,
  HelpText<"Print the version">;

def o : JoinedOrSeparate<["-"], "o", [generate, extract, link, flags, report]>, MetaVarName<"<path>">,
  HelpText<"Where to write: a directory; of extract and report a file ('-': standard output)">;

def unit : Eq<"unit", [generate, link]>, MetaVarName<"<file>">,
  HelpText<"Write the units of all models to one file as well">;
def unit_separate : Sep<"unit", [generate, link]>, Alias<unit>;

def p : JoinedOrSeparate<["-"], "p", [check, generate, extract, flags, lsp]>, MetaVarName<"<dir>">,
  HelpText<"Take each source's flags from <dir>/compile_commands.json">;
def extra_arg : Eq<"extra-arg", [check, generate, extract, lsp]>, MetaVarName<"<flag>">,
  HelpText<"Add a compiler flag">;
def extra_arg_separate : Sep<"extra-arg", [check, generate, extract, lsp]>, Alias<extra_arg>;
def remove_arg : Eq<"remove-arg", [check, generate, extract, lsp]>, MetaVarName<"<flag>">,
  HelpText<"Drop a compiler flag">;
def remove_arg_separate : Sep<"remove-arg", [check, generate, extract, lsp]>, Alias<remove_arg>;
def source_root : Eq<"source-root", [check, generate, extract, flags]>, MetaVarName<"<dir>">,
  HelpText<"Name files relative to <dir> (default: the working directory)">;
def source_root_separate : Sep<"source-root", [check, generate, extract, flags]>, Alias<source_root>;
def objects : Eq<"objects", [flags]>, MetaVarName<"<dir>">,
  HelpText<"The target's directory of objects: which of a source's commands counts">;
def objects_separate : Sep<"objects", [flags]>, Alias<objects>;
def roles : Eq<"roles", [check, generate, extract, lsp]>, MetaVarName<"<file>">,
  HelpText<"Read what another library's declarations mean: a file, or the name of a shipped one">;
def roles_separate : Sep<"roles", [check, generate, extract, lsp]>, Alias<roles>;
def j : JoinedOrSeparate<["-"], "j", [check, generate]>, MetaVarName<"<n>">,
  HelpText<"Extract <n> sources at once (default: one per processor)">;

def timing : F<"timing", [check, generate, extract, link]>,
  HelpText<"Print the time that each stage took">;

def MD : Flag<["-"], "MD", [extract]>,
  HelpText<"Write a dependency file as well: FILE.vsum.d">;
def MF : JoinedOrSeparate<["-"], "MF", [extract]>, MetaVarName<"<file>">,
  HelpText<"Name the dependency file of -MD">;
def MT : JoinedOrSeparate<["-"], "MT", [extract]>, MetaVarName<"<target>">,
  HelpText<"Name the target in it (default: the summary)">;

def W : Joined<["-"], "W", [check, generate, link, lsp]>, MetaVarName<"<rule>">,
  HelpText<"-W<rule>, -Wno-<rule>, -Werror, -Werror=<rule>, -Wno-error=<rule>: as in clang">;
def bind : Eq<"bind", [check, generate, link, lsp]>, MetaVarName<"<name>=<value>">,
  HelpText<"Give a global, or a field of one, a value that is known at compile time">;
def bind_separate : Sep<"bind", [check, generate, link, lsp]>, Alias<bind>;
def max_paths : Eq<"max-paths", [check, generate, link, lsp]>, MetaVarName<"<n>">,
  HelpText<"Follow at most <n> combinations of conditions that part a model's paths">;
def max_steps : Eq<"max-steps", [check, generate, link, lsp]>, MetaVarName<"<n>">,
  HelpText<"Evaluate at most <n> nodes of a model">;
def max_steps_separate : Sep<"max-steps", [check, generate, link, lsp]>, Alias<max_steps>;
def max_depth : Eq<"max-depth", [check, generate, link, lsp]>, MetaVarName<"<n>">,
  HelpText<"Follow at most <n> nested calls">;
def max_depth_separate : Sep<"max-depth", [check, generate, link, lsp]>, Alias<max_depth>;
def max_seconds : Eq<"max-seconds", [check, generate, link, lsp]>, MetaVarName<"<n>">,
  HelpText<"Spend at most <n> seconds on a model">;
def max_seconds_separate : Sep<"max-seconds", [check, generate, link, lsp]>, Alias<max_seconds>;
def max_paths_separate : Sep<"max-paths", [check, generate, link, lsp]>, Alias<max_paths>;
def format : Eq<"format", [check, generate, link, report]>, MetaVarName<"<format>">,
  HelpText<"Findings: 'text' (default) or 'sarif' (on standard output); report: 'html' (default), 'svg' or 'dot'">;
def format_separate : Sep<"format", [check, generate, link, report]>, Alias<format>;

def baseline : Eq<"baseline", [check, generate, link]>, MetaVarName<"<file>">,
  HelpText<"Do not report the findings that <file> lists">;
def baseline_separate : Sep<"baseline", [check, generate, link]>, Alias<baseline>;
def write_baseline : Eq<"write-baseline", [check, generate, link]>, MetaVarName<"<file>">,
  HelpText<"List the findings in <file> instead of reporting them">;
def write_baseline_separate : Sep<"write-baseline", [check, generate, link]>, Alias<write_baseline>;

def lock_EQ : Eq<"lock", [check, generate, link, lock]>, MetaVarName<"<file>">,
  HelpText<"The lock that models have to match (default of 'lock': varscope.lock)">;
def lock_separate : Sep<"lock", [check, generate, link, lock]>, Alias<lock_EQ>;
def update : F<"update", [lock]>, HelpText<"Accept the models as they are">;

def fix : F<"fix", [check]>,
  HelpText<"Apply the fixes that findings come with, for the whole program">;
def fix_dry_run : F<"fix-dry-run", [check]>,
  HelpText<"Print them as a unified diff instead">;

def lit_test : F<"lit-test", [lsp]>, Flags<[HelpHidden]>,
  HelpText<"Read messages between lines '// -----' and answer each before the next">;
