#pragma once
/// What decides a variable's first values beside the model's seed.

#include <cstdint>

namespace varscope {

enum class SeedPolicy : std::uint8_t {
  by_name,   ///< the variable's name: other variables change nothing
  tensorflow ///< TensorFlow 1.x on a CPU: the model's seed is the graph's, the initialiser's the
             ///< operation's; docs/random.md says how exactly
};
inline constexpr SeedPolicy by_name = SeedPolicy::by_name, tensorflow = SeedPolicy::tensorflow;

} // namespace varscope
