#include "Emit/Report.h"

#include "Driver/OutputFiles.h"
#include "varscope/Options.h"
#include "varscope/ReadManifest.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace varscope;

namespace {
struct Format {
  StringRef name;
  void (*write)(raw_ostream&, const Manifest&);
};
constexpr Format formats[] = {{"html", writeHtmlReport}, {"svg", writeSvgReport}, {"dot", writeDotReport}};
} // namespace

ExitStatus tool::runReport(const Arguments& arguments) {
  if (arguments.inputs.size() != 1)
    return usageError("'report' takes one manifest");
  const StringRef name = arguments.options.getLastArgValue(OPT_format, "html");
  const Format* format = find_if(formats, [&](const Format& f) { return f.name == name; });
  if (format == std::end(formats))
    return usageError("unknown format '" + name + "'; there are 'html', 'svg' and 'dot'");
  std::optional<Manifest> manifest = readManifestFile(arguments.inputs[0]);
  if (!manifest)
    return ExitStatus::Failed;
  std::string text;
  raw_string_ostream os(text);
  format->write(os, *manifest);
  const StringRef output = arguments.options.getLastArgValue(OPT_o, "-");
  if (output == "-") {
    outs() << text;
    return ExitStatus::Clean;
  }
  if (Error error = writeFile(output, text))
    return failure(toString(std::move(error)));
  return ExitStatus::Clean;
}
