// Who is measured, and VarScope's two parts.
#pragma once

#include <varscope/varscope.h>

#include <functional>
#include <memory>
#include <string>

namespace bench {

using Action = std::function<void()>;

/// Somebody's way to do one thing; `make` builds what `run` then does again and again.
struct Contestant {
  std::string name;
  std::function<Action()> make;
};

/// Initialisation anew, in place.
template <class Tag> Contestant again(unsigned threads) {
  return {"VarScope", [threads]() -> Action {
            auto model = std::make_shared<varscope::Model<Tag>>(1, varscope::ModelOptions{.threads = threads});
            return [model] { model->initialize(2); };
          }};
}
/// From nothing to initialised.
template <class Tag> Contestant fresh(unsigned threads) {
  return {"VarScope", [threads]() -> Action {
            return [threads] { varscope::Model<Tag> model(1, {.threads = threads}); };
          }};
}

/// A million variables of 16 floats: a program of its own for varscope, which needs no plan of it.
Contestant tiny_again(unsigned threads);
Contestant tiny_fresh(unsigned threads);

} // namespace bench
