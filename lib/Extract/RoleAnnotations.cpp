// Role files become annotations of the declarations that they name, so that whatever
// reads annotations reads role files.

#include "Extract/RoleFile.h"
#include "Extract/Names.h"
#include "Extract/RoleKeys.h"
#include "Extract/Roles.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

namespace varscope::extract {
namespace {

using namespace clang;
using Decls = llvm::SmallVector<NamedDecl*, 4>;

/// What a template declares; the declaration itself otherwise.
NamedDecl* templated(NamedDecl* decl) {
  if (auto* pattern = dyn_cast<TemplateDecl>(decl))
    return pattern->getTemplatedDecl();
  return decl;
}

/// Looks for what a qualified name stands for in one translation unit.
class Finder {
public:
  explicit Finder(ASTContext& ast) : ast(ast) {}

  Decls find(llvm::StringRef qualified) {
    llvm::SmallVector<llvm::StringRef, 4> path;
    qualified.split(path, "::");
    Decls found{nullptr};
    llvm::SmallVector<DeclContext*, 2> contexts{ast.getTranslationUnitDecl()};
    for (llvm::StringRef component : path) {
      found.clear();
      for (DeclContext* context : contexts)
        members(*context, component.trim(), found);
      contexts.clear();
      for (NamedDecl* decl : found)
        if (DeclContext* inner = contextOf(decl))
          contexts.push_back(inner);
    }
    return found;
  }

private:
  static DeclContext* contextOf(NamedDecl* decl) {
    if (auto* alias = dyn_cast<NamespaceAliasDecl>(decl))
      decl = alias->getNamespace();
    if (auto* space = dyn_cast<NamespaceDecl>(decl))
      return space;
    auto* record = dyn_cast<CXXRecordDecl>(decl);
    return record ? record->getDefinition() : nullptr;
  }

  void members(DeclContext& context, llvm::StringRef name, Decls& out) {
    if (auto* record = dyn_cast<CXXRecordDecl>(&context)) {
      // Constructors, destructors, operators and conversions have names of their own kind.
      for (Decl* decl : record->decls())
        if (auto* named = dyn_cast<NamedDecl>(decl))
          if (NamedDecl* inner = templated(named); !inner->isImplicit() && baseName(*inner) == name)
            out.push_back(inner);
      return;
    }
    for (NamedDecl* decl : context.lookup(&ast.Idents.get(name)))
      if (NamedDecl* inner = templated(decl->getUnderlyingDecl()); !llvm::is_contained(out, inner))
        out.push_back(inner);
  }

  ASTContext& ast;
};

class Applier {
public:
  Applier(ASTContext& ast, const RoleFile& file) : ast(ast), file(file), finder(ast) {}

  void run() {
    for (const RoleEntry& entry : file.entries)
      for (const std::string& name : entry.names)
        apply(entry, name);
  }

private:
  void apply(const RoleEntry& entry, llvm::StringRef name) {
    Decls decls;
    for (NamedDecl* decl : finder.find(name))
      if (entry.isClass ? isa<CXXRecordDecl>(decl) : isa<FunctionDecl>(decl))
        decls.push_back(decl);
    if (decls.empty())
      return;
    entry.isDeclared = true;
    if (!entry.isClass)
      checkArguments(entry, name, decls);
    for (NamedDecl* decl : decls)
      for (Decl* each : decl->redecls())
        annotate(*each, entry);
  }

  /// Every argument is one of some overload's.
  void checkArguments(const RoleEntry& entry, llvm::StringRef name, const Decls& overloads) {
    const RoleInfo& role = *findRole(entry.role);
    for (const RoleEntry::Field& field : entry.fields) {
      if (findKey(role, field.key)->kind != KeyKind::Argument || field.value == "true" || field.value == "false")
        continue;
      bool found = llvm::any_of(overloads, [&](const NamedDecl* decl) {
        return argumentNamed(*cast<FunctionDecl>(decl), field.value).isFound();
      });
      if (!found)
        report(field, "'" + name.str() + "' has no parameter '" + ArgumentPath(field.value).base.str() + "'");
    }
  }

  void annotate(Decl& decl, const RoleEntry& entry) {
    llvm::SmallVector<Expr*, 4> arguments;
    for (const RoleEntry::Field& field : entry.fields)
      arguments.push_back(literal(field.key + ": " + field.value));
    decl.addAttr(AnnotateAttr::CreateImplicit(ast, "varscope." + entry.role, arguments.data(),
                                              arguments.size()));
  }

  Expr* literal(const std::string& text) {
    QualType type = ast.getStringLiteralArrayType(ast.CharTy, text.size());
    return StringLiteral::Create(ast, text, StringLiteralKind::Ordinary, /*Pascal=*/false, type,
                                 SourceLocation());
  }

  void report(const RoleEntry::Field& field, const std::string& message) {
    SourceManager& sources = ast.getSourceManager();
    if (buffer.isInvalid())
      buffer = sources.createFileID(llvm::MemoryBuffer::getMemBufferCopy(file.text, file.path));
    DiagnosticsEngine& diagnostics = ast.getDiagnostics();
    unsigned id = diagnostics.getCustomDiagID(DiagnosticsEngine::Error, "%0");
    diagnostics.Report(sources.translateLineCol(buffer, field.line, field.column), id) << message;
  }

  ASTContext& ast;
  const RoleFile& file;
  Finder finder;
  FileID buffer;
};

} // namespace

void applyRoleFile(ASTContext& ast, const RoleFile& file) { Applier(ast, file).run(); }

} // namespace varscope::extract
