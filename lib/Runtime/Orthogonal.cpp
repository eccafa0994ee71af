// The only user of Eigen. Its templates get a namespace of our own, so that the
// linker cannot swap them with those of a program that is compiled for another
// instruction set; and neither vector units nor cache sizes may change the
// order of its sums: the bits must be the same on every processor.
#define Eigen varscope_eigen
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_MPL2_ONLY
#define EIGEN_NO_DEBUG
#include "Runtime/Orthogonal.h"

#include "Runtime/Blocks.h"
#include "Runtime/Element.h"
#include "Runtime/Painter.h"

#include <Eigen/QR>

#include <cstring>
#include <new>

namespace varscope::runtime {
namespace {

template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

void fixCacheSizes() {
  static const bool done = (Eigen::setCpuCacheSizes(32 << 10, 256 << 10, 2 << 20), true);
  static_cast<void>(done);
}

/// Standard normal values from the variable's stream, in row-major order.
template <class T>
Matrix<T> randomMatrix(Eigen::Index rows, Eigen::Index columns, const rng::StreamKey& stream,
                       const KernelTable& table) {
  using RowMajor = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  RowMajor values(rows, columns);
  Recipe normal;
  normal.law = Law::normal;
  normal.dtype = sizeof(T) == 8 ? DType::float64 : DType::float32;
  normal.single = {1, 0, -HUGE_VALF, HUGE_VALF};
  normal.wide = {1, 0, -HUGE_VAL, HUGE_VAL};
  Painter painter(table);
  painter.use(normal);
  painter.paint(stream, 0, static_cast<std::uint64_t>(values.size()),
                reinterpret_cast<unsigned char*>(values.data()));
  painter.flush();
  return values;
}

/// Q, tall or square, times `gain`.
template <class T>
Matrix<T> orthogonalMatrix(Eigen::Index rows, Eigen::Index columns, double gain,
                           const rng::StreamKey& stream, const KernelTable& table) {
  fixCacheSizes();
  const Eigen::HouseholderQR<Matrix<T>> decomposition(randomMatrix<T>(rows, columns, stream, table));
  Matrix<T> q = Matrix<T>::Identity(rows, columns);
  q.applyOnTheLeft(decomposition.householderQ());
  for (Eigen::Index j = 0; j < columns; ++j)
    q.col(j) *= static_cast<T>(decomposition.matrixQR()(j, j) < 0 ? -gain : gain);
  return q;
}

template <class T>
void copyBlocks(const FillTask* tasks, std::size_t count, const Matrix<T>& q, bool transposed,
                std::uint64_t columns) {
  const std::size_t bytes = size_of(tasks->dtype);
  for (std::size_t i = 0; i < count; ++i) {
    auto* out = static_cast<unsigned char*>(tasks[i].out);
    forEachRun(Block(tasks[i]), 0, Block(tasks[i]).elements(), [&](std::uint64_t first, std::uint64_t length) {
      for (std::uint64_t at = first; at < first + length; ++at, out += bytes) {
        const auto row = static_cast<Eigen::Index>(at / columns);
        const auto column = static_cast<Eigen::Index>(at % columns);
        const T value = transposed ? q(column, row) : q(row, column);
        const std::uint64_t bits = encodeFloating(tasks->dtype, value);
        std::memcpy(out, &bits, bytes);
      }
    });
  }
}

template <class T>
void fillBlocks(const FillTask* tasks, std::size_t count, const Recipe& recipe,
                const rng::StreamKey& stream, const KernelTable& table) {
  std::uint64_t rows = 0;
  countElements(tasks->full_shape, tasks->rank - 1, rows);
  const auto columns = static_cast<std::uint64_t>(tasks->full_shape[tasks->rank - 1]);
  if (rows == 0 || columns == 0)
    return;
  const bool transposed = rows < columns;
  const Matrix<T> q = orthogonalMatrix<T>(static_cast<Eigen::Index>(transposed ? columns : rows),
                                          static_cast<Eigen::Index>(transposed ? rows : columns),
                                          recipe.gain, stream, table);
  copyBlocks(tasks, count, q, transposed, columns);
}

} // namespace

bool sameWhole(const FillTask& a, const FillTask& b) {
  return a.spec.kind == b.spec.kind && a.name.low == b.name.low && a.name.high == b.name.high &&
         a.dtype == b.dtype && a.rank == b.rank && a.spec.a == b.spec.a &&
         a.spec.has_seed == b.spec.has_seed && a.spec.seed == b.spec.seed &&
         std::memcmp(a.full_shape, b.full_shape, a.rank * sizeof(*a.full_shape)) == 0;
}

FillStatus fillOrthogonal(const FillTask* tasks, std::size_t count, const Recipe& recipe,
                          const rng::StreamKey& stream, const KernelTable& table) {
  try {
    if (recipe.dtype == DType::float64)
      fillBlocks<double>(tasks, count, recipe, stream, table);
    else
      fillBlocks<float>(tasks, count, recipe, stream, table);
    return FillStatus::ok;
  } catch (const std::bad_alloc&) {
    return FillStatus::out_of_memory;
  }
}

} // namespace varscope::runtime
