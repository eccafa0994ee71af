#pragma once

namespace varscope {

/// A user's callable, type-erased: an initialiser, regulariser, constraint,
/// partitioner or custom getter that is code. The run time derives from it the
/// classes that call the code; the resolver those that interpret it.
struct Callable {
  virtual ~Callable() = default;

protected:
  Callable() = default;
  Callable(const Callable&) = default;
  Callable& operator=(const Callable&) = default;
};

} // namespace varscope
