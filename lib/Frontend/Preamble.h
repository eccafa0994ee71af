#pragma once
/// The includes at the top of a source, parsed once for whoever reads it again and again.

#include <memory>

namespace varscope {

/// What is kept of one source between two extractions. Not to be used by two at once.
class Preamble {
public:
  Preamble();
  ~Preamble();
  Preamble(const Preamble&) = delete;
  Preamble& operator=(const Preamble&) = delete;

  struct State; ///< Clang's
  State& state() { return *kept; }

private:
  std::unique_ptr<State> kept;
};

} // namespace varscope
