#include "Checkpoint/Verify.h"

#include "Emit/JsonText.h"
#include "Rules/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace varscope;
using namespace varscope::checkpoint;

namespace {

/// Names beyond these many get no neighbour: whoever has as many has another model's file, and
/// looking for one compares all names with all.
constexpr unsigned maxNeighbours = 100;

/// What the checkpoint is to have under one name. Another library's variable may have an unknown
/// dtype or shape, which any is.
struct Expectation {
  StringRef name;
  std::optional<DType> dtype;
  std::optional<ArrayRef<std::int64_t>> shape;
  bool optional;
};

std::string dtypeText(const Expectation& e) {
  return e.dtype ? std::string(name(*e.dtype)) : "?";
}
std::string shapeText(const Expectation& e) { return e.shape ? numberList(*e.shape) : "?"; }

bool isOptional(const ManifestVariable& v) {
  return v.conditional || (is_contained(v.collections, "local_variables") &&
                           !is_contained(v.collections, "variables"));
}

/// One per variable; a single one for the shards of a whole that the file has as a whole.
std::vector<Expectation> expectationsOf(const Manifest& manifest,
                                        const StringMap<const Tensor*>& there) {
  std::vector<Expectation> expected;
  StringSet<> sharded, wholes;
  for (const ManifestVariable& v : manifest.variables)
    if (v.partition && there.contains(v.name))
      sharded.insert(v.partition->of);
  for (const ManifestVariable& v : manifest.variables) {
    if (v.partition && there.contains(v.partition->of) && !sharded.contains(v.partition->of)) {
      if (wholes.insert(v.partition->of).second)
        expected.push_back({v.partition->of, v.dtype, ArrayRef(v.partition->full_shape), false});
    } else {
      std::optional<ArrayRef<std::int64_t>> shape;
      if (v.shape)
        shape = *v.shape;
      expected.push_back({v.name, v.dtype, shape, isOptional(v)});
    }
  }
  return expected;
}

class Comparison {
public:
  Comparison(const Manifest& manifest, const Tensors& tensors) : tensors(tensors) {
    for (const Tensor& tensor : tensors)
      there[tensor.name] = &tensor;
    expected = expectationsOf(manifest, there);
    for (const Expectation& e : expected) {
      known.insert(e.name);
      if (!there.contains(e.name))
        missing.push_back(e.name);
    }
    for (const Tensor& tensor : tensors)
      if (!known.contains(tensor.name))
        unexpected.push_back(tensor.name);
  }

  std::vector<Mismatch> run() {
    for (const Expectation& e : expected)
      compare(e);
    for (const Tensor& tensor : tensors)
      if (!known.contains(tensor.name))
        add(MismatchKind::Unexpected, tensor.name,
            formatv("unexpected: {0} ({1} {2})", tensor.name, tensor.dtypeText,
                    numberList(tensor.shape))
                    .str() +
                nearest(tensor.name, missing, "of the model's"));
    return std::move(mismatches);
  }

private:
  const Tensors& tensors;
  StringMap<const Tensor*> there;
  std::vector<Expectation> expected;
  StringSet<> known;
  std::vector<StringRef> missing, unexpected; ///< names, likely to be each other
  unsigned neighbours = 0;
  std::vector<Mismatch> mismatches;

  void add(MismatchKind kind, StringRef name, std::string text) {
    mismatches.push_back({kind, name.str(), std::move(text)});
  }

  /// "; the nearest of the model's is 'x'", of the names that lack their counterpart.
  std::string nearest(StringRef name, ArrayRef<StringRef> candidates, StringRef whose) {
    if (candidates.empty() || ++neighbours > maxNeighbours)
      return "";
    return formatv("; the nearest {0} is '{1}'", whose, nearestName(name, candidates));
  }

  void compare(const Expectation& e) {
    const Tensor* tensor = there.lookup(e.name);
    if (!tensor) {
      if (!e.optional)
        add(MismatchKind::Missing, e.name,
            formatv("missing: {0} ({1} {2})", e.name, dtypeText(e), shapeText(e)).str() +
                nearest(e.name, unexpected, "in the checkpoint"));
      return;
    }
    if (e.shape && ArrayRef(tensor->shape) != *e.shape)
      add(MismatchKind::Reshaped, e.name,
          formatv("reshaped: {0}: {1} in the model, {2} in the checkpoint", e.name,
                  shapeText(e), numberList(tensor->shape)));
    if (e.dtype && tensor->dtype != e.dtype)
      add(MismatchKind::Retyped, e.name,
          formatv("retyped: {0}: {1} in the model, {2} in the checkpoint", e.name, dtypeText(e),
                  tensor->dtypeText));
  }
};

} // namespace

std::vector<Mismatch> checkpoint::verify(const Manifest& manifest, const Tensors& tensors) {
  return Comparison(manifest, tensors).run();
}
