#include "Extract/Names.h"
#include "Extract/ClangCompat.h"
#include "Extract/Roles.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace varscope::extract {
namespace {

using namespace clang;

/// Where a declaration is written, short of the directory: equal in every unit
/// that includes the file.
void appendPlace(const Decl& decl, llvm::raw_ostream& os) {
  const SourceManager& sources = decl.getASTContext().getSourceManager();
  auto [file, offset] = sources.getDecomposedLoc(sources.getFileLoc(decl.getBeginLoc()));
  llvm::StringRef path;
  if (OptionalFileEntryRef entry = sources.getFileEntryRefForID(file))
    path = llvm::sys::path::filename(entry->getName());
  os << '@' << path << ':' << offset;
  // Two lambdas of one macro's body differ in where they are spelled.
  if (decl.getBeginLoc().isMacroID())
    os << '~' << sources.getFileOffset(sources.getSpellingLoc(decl.getBeginLoc()));
}

bool isUnnamedByClang(const CXXRecordDecl& record) {
  return record.isLambda() || record.isLocalClass() || !record.getIdentifier();
}

void appendClosures(llvm::ArrayRef<TemplateArgument> arguments, llvm::raw_ostream& os) {
  for (const TemplateArgument& argument : arguments) {
    if (argument.getKind() == TemplateArgument::Pack) {
      appendClosures(argument.pack_elements(), os);
      continue;
    }
    if (argument.getKind() != TemplateArgument::Type)
      continue;
    QualType type = argument.getAsType().getCanonicalType().getNonReferenceType();
    while (type->isPointerType())
      type = type->getPointeeType();
    const CXXRecordDecl* record = compat::classOf(type);
    if (!record)
      continue;
    if (isUnnamedByClang(*record))
      appendPlace(*record, os);
    if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(record))
      appendClosures(special->getTemplateArgs().asArray(), os);
  }
}

/// What Clang's USR leaves out, from the declaration outwards.
void appendPlaces(const NamedDecl& decl, llvm::raw_ostream& os) {
  for (const Decl* at = &decl; at && !isa<TranslationUnitDecl>(at);
       at = Decl::castFromDeclContext(at->getDeclContext())) {
    if (const auto* function = dyn_cast<FunctionDecl>(at)) {
      if (const TemplateArgumentList* arguments = function->getTemplateSpecializationArgs())
        appendClosures(arguments->asArray(), os);
    } else if (const auto* record = dyn_cast<CXXRecordDecl>(at)) {
      if (isUnnamedByClang(*record))
        appendPlace(*record, os);
      if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(record))
        appendClosures(special->getTemplateArgs().asArray(), os);
    } else if (const auto* variable = dyn_cast<VarDecl>(at)) {
      if (variable->isStaticLocal())
        appendPlace(*variable, os);
    }
  }
}

void appendContext(const DeclContext* context, std::string& out) {
  for (; context && !context->isTranslationUnit(); context = context->getParent()) {
    if (const auto* space = dyn_cast<NamespaceDecl>(context))
      if (space->isInline() || space->isAnonymousNamespace())
        continue;
    const auto* named = dyn_cast<NamedDecl>(context);
    if (!named)
      continue;
    std::string name = baseName(*named);
    if (const auto* record = dyn_cast<CXXRecordDecl>(context); record && record->isLambda())
      name = "(lambda)";
    out.insert(0, name + "::");
  }
}

} // namespace

std::string usrOf(const NamedDecl& decl, llvm::StringRef unit) {
  std::string usr = compat::usrOf(decl);
  llvm::raw_string_ostream os(usr);
  if (usr.empty())
    os << "c:" << qualifiedName(decl);
  appendPlaces(decl, os);
  if (!decl.isExternallyVisible())
    os << '@' << unit;
  return usr;
}

std::string baseName(const NamedDecl& decl) {
  DeclarationName name = decl.getDeclName();
  PrintingPolicy policy(decl.getASTContext().getLangOpts());
  policy.SuppressTemplateArgsInCXXConstructors = true;
  if (name.getNameKind() == DeclarationName::CXXConversionFunctionName) {
    QualType to = name.getCXXNameType().getCanonicalType().getNonReferenceType();
    const CXXRecordDecl* record = compat::classOf(to);
    return "operator " + (record ? qualifiedName(*record) : to.getUnqualifiedType().getAsString(policy));
  }
  if (const auto* constructor = dyn_cast<CXXConstructorDecl>(&decl))
    return baseName(*constructor->getParent());
  if (const auto* destructor = dyn_cast<CXXDestructorDecl>(&decl))
    return "~" + baseName(*destructor->getParent());
  return name.getAsString();
}

std::string qualifiedName(const NamedDecl& decl) {
  std::string name = baseName(decl);
  if (const auto* record = dyn_cast<CXXRecordDecl>(&decl); record && record->isLambda())
    name = "(lambda)";
  else if (const auto* method = dyn_cast<CXXMethodDecl>(&decl);
           method && method->getParent()->isLambda())
    name = "operator()";
  appendContext(decl.getDeclContext(), name);
  return name;
}

/// The language itself, which build systems like to pass as a system's headers: installed
/// packages are included so by default.
static bool isOurs(const Decl& decl) {
  const DeclContext* outermost = nullptr;
  for (const DeclContext* at = decl.getDeclContext(); at && !at->isTranslationUnit();
       at = at->getParent())
    outermost = at;
  const auto* space = dyn_cast_or_null<NamespaceDecl>(outermost);
  return space && space->getName() == "varscope";
}

/// By the compiler's search path, or where systems keep the headers of libraries: what
/// -I finds there is no more the program's own than what -isystem finds.
bool isInSystemHeader(const Decl& decl) {
  if (decl.getLocation().isInvalid() || isOurs(decl))
    return false;
  const SourceManager& sources = decl.getASTContext().getSourceManager();
  SourceLocation location = sources.getExpansionLoc(decl.getLocation());
  if (sources.isInSystemHeader(location))
    return true;
  OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getFileID(location));
  return file && (file->getName().starts_with("/usr/include/") ||
                  file->getName().starts_with("/usr/local/include/"));
}

bool isLibrary(const Decl& decl) {
  // A compiler's built-in function is declared nowhere.
  if (const auto* function = dyn_cast<FunctionDecl>(&decl);
      function && function->getBuiltinID() != 0 && !function->isDefined())
    return true;
  return (decl.isInStdNamespace() || isInSystemHeader(decl)) && !isProgram(decl);
}

std::string libraryKey(const NamedDecl& decl, const CXXRecordDecl* object) {
  const auto* method = dyn_cast<CXXMethodDecl>(&decl);
  const auto* conversion = dyn_cast<CXXConversionDecl>(&decl);
  if (conversion && conversion->getConversionType()->isReferenceType())
    return qualifiedName(*conversion->getParent()) + "::operator &";
  if (method && object && isLibrary(*object) && method->getParent()->getName().starts_with("_"))
    return qualifiedName(*object) + "::" + baseName(decl);
  return qualifiedName(decl);
}

} // namespace varscope::extract
