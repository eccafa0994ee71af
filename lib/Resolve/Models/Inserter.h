#pragma once
/// Iterators that algorithms write to.

#include "Resolve/Models/Support.h"

namespace varscope::resolve {

/// Writes one element to where an output iterator stands; false (and what it writes to
/// is not known any more) if that is not known. `iterator` is moved on.
bool insertElement(Interpreter& in, const LibCall& call, Value& iterator, Value element);

/// Writes a text (a string, or unknown) character by character; the iterator after it.
Value insertText(Interpreter& in, const LibCall& call, const Value& iterator, const Value& text);

/// What the iterator writes to is not known any more.
void loseTarget(Interpreter& in, const Value& iterator, const llvm::Twine& reason);

} // namespace varscope::resolve
