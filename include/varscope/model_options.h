#pragma once
/// Options of Model.

#include <varscope/roles.h>
#include <varscope/seed_policy.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace varscope {

/// Options of Model.
struct VS_ROLE("options") ModelOptions {
  unsigned threads = 0;               ///< for initialisation; 0: all processors
  std::span<std::byte> memory = {};   ///< the caller's, 64-byte aligned; empty: the model's own
  std::vector<std::string> skip = {}; ///< op names that a checkpoint will supply: not initialised
                                      ///< (zero in the model's own memory)
  SeedPolicy seed_policy = by_name;
};

} // namespace varscope
