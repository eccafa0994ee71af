// A recommender: embeddings of users and items in eight shards each, and a small
// network over them.
#pragma once

#include <varscope/varscope.h>

#include <cstdint>

namespace recommender {

struct Dense {
  varscope::Variable kernel, bias;
};

struct Recommender {
  varscope::Variable users, items; ///< partitioned wholes
  Dense hidden, output;
};

inline Dense dense(std::int64_t in, std::int64_t out) {
  namespace vs = varscope;
  return {vs::get_variable("kernel", {in, out}, {.initializer = vs::he_normal()}),
          vs::get_variable("bias", {out}, {.initializer = vs::zeros()})};
}

inline Recommender build(std::int64_t users, std::int64_t items, std::int64_t width) {
  namespace vs = varscope;
  Recommender model;
  VS_VARIABLE_SCOPE("embeddings", .initializer = vs::random_normal(0, 0.05),
                    .partitioner = vs::fixed_size_partitioner(8)) {
    model.users = vs::get_variable("users", {users, width});
    model.items = vs::get_variable("items", {items, width});
  }
  VS_VARIABLE_SCOPE("hidden") { model.hidden = dense(2 * width, width); }
  VS_VARIABLE_SCOPE("output") { model.output = dense(width, 1); }
  return model;
}

} // namespace recommender
