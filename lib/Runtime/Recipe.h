#pragma once
/// What an initialiser comes to for one variable: TensorFlow's rules for
/// fans and limits end here, and the painters below know laws only.

#include <varscope/random/formulas.h>
#include <varscope/runtime/fill.h>

namespace varscope::runtime {

enum class Law : std::uint8_t {
  pattern,          ///< every element is `pattern`
  list,             ///< elements from FillSpec::data
  identity,         ///< `pattern` on the diagonal
  orthogonal,       ///< `gain`
  uniform,          ///< `single` or `wide`
  normal,
  truncated_normal,
  integer           ///< low + floor(word * range / 2^n)
};

struct Recipe {
  Law law = Law::pattern;
  DType dtype = DType::float32;
  SeedPolicy policy = SeedPolicy::by_name;
  std::uint64_t pattern = 0;    ///< an element's bits, in the low bytes
  double gain = 1;
  rng::Affine<float> single;    ///< float32, float16, bfloat16
  rng::Affine<double> wide;     ///< float64
  std::uint64_t low = 0;        ///< bits of an int64
  std::uint64_t range = 0;      ///< 0: every value of the type

  friend bool operator==(const Recipe&, const Recipe&);
};

/// Product of dimensions. \returns false on overflow or a negative one.
bool countElements(const std::int64_t* shape, std::uint32_t rank, std::uint64_t& count);

/// TensorFlow's fans (init_ops.py, _compute_fans) of a whole variable's shape.
struct Fans {
  double in, out;
};
Fans computeFans(const std::int64_t* shape, std::uint32_t rank);

/// Whether `b` surely has the recipe of `a`, by a look at the tasks alone:
/// neighbours of one initialiser and one shape are common.
bool sameRecipe(const FillTask& a, const FillTask& b);

/// \returns bad_argument for what TensorFlow refuses, and for what the policy cannot give.
FillStatus prepare(const FillTask& task, Recipe& recipe,
                   SeedPolicy policy = SeedPolicy::by_name);

} // namespace varscope::runtime
