#pragma once

#include <stdexcept>

namespace varscope {

/// A model's generated unit does not fit the program: the program has changed
/// since, or the unit is another version's.
class PlanError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace varscope
