/// A clang-tidy module: one check per rule of varscope/rules.def, named "varscope-<slug>".

#include "tidy/UnitFindings.h"

#include "Rules/RuleTable.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::tidy;
using namespace varscope;

namespace {

using tidy::UnitFindings;

class RuleCheck : public ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef name, ClangTidyContext* context, Rule rule,
            std::shared_ptr<UnitFindings> unit)
      : ClangTidyCheck(name, context), rule(rule), unit(std::move(unit)),
        options{Options.getLocalOrGlobal("VarScopeSummaries", "").str(),
                Options.getLocalOrGlobal("VarScopeSourceRoot", "").str()} {}

  bool isLanguageVersionSupported(const clang::LangOptions& language) const override {
    return language.CPlusPlus20;
  }
  void storeOptions(ClangTidyOptions::OptionMap& map) override {
    Options.store(map, "VarScopeSummaries", options.summaries);
    Options.store(map, "VarScopeSourceRoot", options.sourceRoot);
  }
  void registerMatchers(clang::ast_matchers::MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
  }
  void onStartOfTranslationUnit() override { unit->reset(); }

  void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
    if (result.Context->getDiagnostics().hasErrorOccurred())
      return; // clang-tidy shows why
    tidy::UnitOptions where = options;
    if (where.summaries.empty())
      where.summaries = buildDirectory(*result.SourceManager);
    for (const ReportedFinding& reported : unit->of(*result.Context, where))
      if (reported.finding.rule == rule)
        report(*result.SourceManager, reported.finding);
  }

private:
  /// Where the compiler ran.
  static std::string buildDirectory(const clang::SourceManager& sources) {
    llvm::SmallString<256> directory(".");
    sources.getFileManager().makeAbsolutePath(directory);
    return directory.str().str();
  }

  clang::SourceLocation locate(const clang::SourceManager& sources, const SourceLocation& at) const {
    return UnitFindings::locate(sources, options.sourceRoot, at);
  }

  void report(const clang::SourceManager& sources, const Finding& finding) {
    const clang::SourceLocation at = locate(sources, finding.at);
    if (at.isInvalid())
      return; // clang-tidy tells when it checks that file
    {
      clang::DiagnosticBuilder builder = diag(at, "%0") << fullMessage(finding);
      for (const Fix& fix : finding.fixes)
        for (const Edit& edit : fix.edits)
          if (const clang::SourceLocation begin = locate(sources, edit.at); begin.isValid())
            builder << hint(sources, edit, begin);
    }
    for (const Note& note : finding.notes)
      if (const clang::SourceLocation place = locate(sources, note.at); place.isValid())
        diag(place, "%0", clang::DiagnosticIDs::Note) << note.text;
  }

  clang::FixItHint hint(const clang::SourceManager& sources, const Edit& edit,
                        clang::SourceLocation begin) const {
    SourceLocation last = edit.at;
    if (last.end_line == 0 || last.end_column == 0)
      return clang::FixItHint::CreateInsertion(begin, edit.text);
    last.line = last.end_line;
    last.column = last.end_column;
    return clang::FixItHint::CreateReplacement(
        clang::CharSourceRange::getCharRange(begin, locate(sources, last)), edit.text);
  }

  Rule rule;
  std::shared_ptr<UnitFindings> unit;
  tidy::UnitOptions options;
};

class VarScopeModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories& factories) override {
    auto unit = std::make_shared<UnitFindings>();
#define VARSCOPE_RULE(Enumerator, Slug, ...)                                                       \
  factories.registerCheckFactory("varscope-" Slug,                                                 \
                                 [unit](llvm::StringRef name, ClangTidyContext* context) {         \
                                   return std::make_unique<RuleCheck>(name, context,               \
                                                                      Rule::Enumerator, unit);     \
                                 });
#include <varscope/rules.def>
  }
};

} // namespace

static ClangTidyModuleRegistry::Add<VarScopeModule>
    registered("varscope-module", "Variable scopes of model code (VarScope).");
