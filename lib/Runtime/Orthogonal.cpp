// Q of a random matrix by blocked Householder reflections (Schreiber and van Loan's
// compact form: a panel of them is I - V T V^T). No library's decomposition has the
// same bits on every processor, since their sums follow the vector units and caches.
#include "Runtime/Orthogonal.h"

#include "Runtime/Blocks.h"
#include "Runtime/Element.h"
#include "Runtime/Painter.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace varscope::runtime {
namespace {

std::size_t roundUp(std::size_t number, std::size_t step) {
  return (number + step - 1) / step * step;
}

/// Zeros to begin with. Not a std::vector: its errors live in one standard library.
template <class T>
class Buffer {
public:
  explicit Buffer(std::size_t count) : values(static_cast<T*>(std::calloc(count, sizeof(T)))) {
    if (!values)
      throw std::bad_alloc();
  }
  Buffer(Buffer&& other) noexcept : values(std::exchange(other.values, nullptr)) {}
  Buffer& operator=(Buffer&&) = delete;
  ~Buffer() { std::free(values); }

  T* data() { return values; }
  const T* data() const { return values; }
  T& operator[](std::size_t i) { return values[i]; }
  const T& operator[](std::size_t i) const { return values[i]; }

private:
  T* values;
};

/// Row-major, zero to begin with; rows and columns are padded as the kernels
/// need it, and rows lie apart so that a column does not meet itself in a cache.
template <class T>
class Matrix {
public:
  Matrix(std::size_t rows, std::size_t columns)
      : rows(roundUp(rows, 4)), columns(roundUp(columns, panelWidth)),
        ld(this->columns + panelWidth), values(this->rows * ld) {}

  T* at(std::size_t row, std::size_t column) { return values.data() + row * ld + column; }
  const T* at(std::size_t row, std::size_t column) const {
    return values.data() + row * ld + column;
  }

  std::size_t rows, columns, ld;

private:
  Buffer<T> values;
};

/// The factors of a tall or square matrix: below the diagonal the vectors of
/// the reflections, one T for each panel, and the signs of R's diagonal.
template <class T>
class Decomposition {
public:
  Decomposition(Matrix<T>& a, std::size_t columns, const Householder<T>& kernels)
      : a(a), count(columns), kernels(kernels), panel(a.rows * panelWidth),
        strip(2 * panelWidth * stripWidth), factors(columns / panelWidth + 1), negative(columns) {
    // Panels start at multiples of four rows, so that what is below them has whole groups of four.
    static_assert(panelWidth % 4 == 0);
    for (std::size_t first = 0; first < columns; first += panelWidth) {
      factorPanel(first, std::min(panelWidth, columns - first));
      apply(first, first + panelWidth, a, /*transposed=*/true);
    }
  }

  /// Q's first columns.
  Matrix<T> q() {
    Matrix<T> q(a.rows, count);
    for (std::size_t i = 0; i < count; ++i)
      *q.at(i, i) = 1;
    for (std::size_t first = (count - 1) / panelWidth * panelWidth;; first -= panelWidth) {
      unpack(first, std::min(panelWidth, count - first));
      apply(first, first, q, /*transposed=*/false);
      if (first == 0)
        return q;
    }
  }
  bool isNegative(std::size_t column) const { return negative[column]; }

private:
  static constexpr std::size_t stripWidth = 4 * panelWidth;
  struct Square {
    T at[panelWidth][panelWidth];
  };

  /// Reflections of columns [first, first + width); leaves V in `panel`.
  void factorPanel(std::size_t first, std::size_t width) {
    const std::size_t rows = a.rows - first;
    for (std::size_t i = 0; i < rows; ++i)
      std::copy_n(a.at(first + i, first), panelWidth, panel.data() + i * panelWidth);
    T taus[panelWidth] = {}, dots[panelWidth] = {}, y[panelWidth] = {};
    firstDots(rows, dots);
    for (std::size_t j = 0; j < width; ++j) {
      T* const own = panel.data() + j * panelWidth;
      const T alpha = own[j];
      // The sums are over this row and those below: without its own, of those below.
      for (std::size_t k = 0; k < panelWidth; ++k)
        dots[k] -= alpha * own[k];
      const T tail = std::max(dots[j], T(0));
      const T length = std::sqrt(alpha * alpha + tail), beta = alpha > 0 ? -length : length;
      const bool reflect = tail > 0;
      const T inverse = reflect ? 1 / (alpha - beta) : 0;
      taus[j] = reflect ? (beta - alpha) / beta : 0;
      std::fill_n(y, panelWidth, T(0));
      for (std::size_t k = j + 1; k < panelWidth; ++k) // what is left of this row of R nobody reads
        y[k] = taus[j] * (own[k] + dots[k] * inverse);
      own[j] = reflect ? beta : alpha;
      negative[first + j] = own[j] < 0;
      kernels.sweep(own + panelWidth, rows - j - 1, j, inverse, y, dots);
    }
    for (std::size_t i = 0; i < rows; ++i)
      std::copy_n(panel.data() + i * panelWidth, panelWidth, a.at(first + i, first));
    unpack(first, width);
    makeTriangular(rows, taus, factors[first / panelWidth]);
  }

  /// Sums of the first column times every column.
  void firstDots(std::size_t rows, T* dots) {
    Square gram;
    kernels.project(panel.data(), panel.data(), panelWidth, rows, panelWidth, gram.at[0],
                    panelWidth);
    std::copy_n(gram.at[0], panelWidth, dots);
  }

  /// V of a factored panel: ones on the diagonal, zeros above and beside.
  void unpack(std::size_t first, std::size_t width) {
    for (std::size_t i = 0; i + first < a.rows; ++i) {
      T* const row = panel.data() + i * panelWidth;
      for (std::size_t k = 0; k < panelWidth; ++k)
        row[k] = k >= width || i < k ? T(0) : i == k ? T(1) : *a.at(first + i, first + k);
    }
  }

  /// T of the panel's V, column by column.
  void makeTriangular(std::size_t rows, const T* taus, Square& t) {
    Square gram;
    kernels.project(panel.data(), panel.data(), panelWidth, rows, panelWidth, gram.at[0],
                    panelWidth);
    for (std::size_t j = 0; j < panelWidth; ++j) {
      for (std::size_t i = 0; i < j; ++i) {
        T sum = 0;
        for (std::size_t k = i; k < j; ++k)
          sum += t.at[i][k] * gram.at[k][j];
        t.at[i][j] = -taus[j] * sum;
      }
      t.at[j][j] = taus[j];
    }
  }

  /// Applies the panel whose V is unpacked, or its transpose, to the columns
  /// of c from `column` on.
  void apply(std::size_t first, std::size_t column, Matrix<T>& c, bool transposed) {
    const std::size_t rows = a.rows - first;
    const Square& t = factors[first / panelWidth];
    Square factor; // project() multiplies with its transpose
    for (std::size_t i = 0; i < panelWidth; ++i)
      for (std::size_t k = 0; k < panelWidth; ++k)
        factor.at[i][k] = transposed ? t.at[i][k] : t.at[k][i];
    T* const w = strip.data();
    T* const tw = w + panelWidth * stripWidth;
    for (; column < c.columns; column += stripWidth) {
      const std::size_t width = std::min(stripWidth, c.columns - column);
      kernels.project(panel.data(), c.at(first, column), c.ld, rows, width, w, stripWidth);
      kernels.project(factor.at[0], w, stripWidth, panelWidth, width, tw, stripWidth);
      kernels.update(panel.data(), tw, stripWidth, rows, width, c.at(first, column), c.ld);
    }
  }

  Matrix<T>& a;
  std::size_t count;
  const Householder<T>& kernels;
  Buffer<T> panel, strip;
  Buffer<Square> factors; ///< T of each panel
  Buffer<bool> negative;
};

template <class T>
const Householder<T>& householderOf(const KernelTable& table) {
  if constexpr (sizeof(T) == 4)
    return table.householder.single;
  else
    return table.householder.wide;
}

/// Standard normal values from the variable's stream, in row-major order.
template <class T>
Matrix<T> randomMatrix(std::size_t rows, std::size_t columns, const rng::StreamKey& stream,
                       const KernelTable& table) {
  Matrix<T> values(rows, columns);
  Recipe normal;
  normal.law = Law::normal;
  normal.dtype = sizeof(T) == 8 ? DType::float64 : DType::float32;
  normal.single = {1, 0, -HUGE_VALF, HUGE_VALF};
  normal.wide = {1, 0, -HUGE_VAL, HUGE_VAL};
  Painter painter(table);
  painter.use(normal);
  for (std::size_t row = 0; row < rows; ++row)
    painter.paint(stream, row * columns, columns,
                  reinterpret_cast<unsigned char*>(values.at(row, 0)));
  painter.flush();
  return values;
}

/// Q, tall or square, times `gain`, R's diagonal made positive.
template <class T>
Matrix<T> orthogonalMatrix(std::size_t rows, std::size_t columns, double gain,
                           const rng::StreamKey& stream, const KernelTable& table) {
  Matrix<T> a = randomMatrix<T>(rows, columns, stream, table);
  Decomposition<T> decomposition(a, columns, householderOf<T>(table));
  Matrix<T> q = decomposition.q();
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      *q.at(i, j) *= static_cast<T>(decomposition.isNegative(j) ? -gain : gain);
  return q;
}

/// The task's part of its block of q, or of its transpose.
template <class T>
void copyPart(const FillTask& task, const Matrix<T>& q, bool transposed, std::uint64_t columns) {
  const std::size_t bytes = size_of(task.dtype);
  auto* out = static_cast<unsigned char*>(task.out);
  const Block block(task);
  std::uint64_t elements = 0;
  block.partElements(elements);
  forEachRun(block, task.first, task.first + elements, [&](std::uint64_t first, std::uint64_t length) {
    for (std::uint64_t at = first; at < first + length; ++at, out += bytes) {
      const std::uint64_t row = at / columns, column = at % columns;
      const std::uint64_t bits =
          encodeFloating(task.dtype, transposed ? *q.at(column, row) : *q.at(row, column));
      std::memcpy(out, &bits, bytes);
    }
  });
}

template <class T>
void fillBlocks(const FillTask* tasks, std::size_t count, const Recipe& recipe,
                const rng::StreamKey& stream, const KernelTable& table) {
  std::uint64_t rows = 0;
  countElements(tasks->full_shape, tasks->rank - 1, rows);
  const auto columns = static_cast<std::uint64_t>(tasks->full_shape[tasks->rank - 1]);
  if (rows == 0 || columns == 0)
    return;
  const Matrix<T> q = orthogonalMatrix<T>(std::max(rows, columns), std::min(rows, columns),
                                          recipe.gain, stream, table);
  for (std::size_t i = 0; i < count; ++i)
    copyPart(tasks[i], q, rows < columns, columns);
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
