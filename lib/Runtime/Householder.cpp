// The inner loops of a blocked QR decomposition. Vectors run along the columns
// of row-major matrices, so that every sum has its terms in one order, whatever
// the lanes: products are rounded before they are added, rows are summed in
// chunks of a fixed length. As the reference in Scalar.cpp.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Runtime/Householder.cpp"
#include <hwy/foreach_target.h>

#include "Runtime/Kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace varscope::runtime {
namespace HWY_NAMESPACE {

/// w(k .. k+3, two vectors of columns) += the same of v^T * c, over one chunk of rows.
template <class T>
HWY_INLINE void projectTile(const T* HWY_RESTRICT v, const T* HWY_RESTRICT c, std::size_t ldc,
                            std::size_t rows, T* HWY_RESTRICT w, std::size_t ldw) {
  const hn::ScalableTag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  auto a0 = hn::Zero(d), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (std::size_t i = 0; i < rows; ++i, v += panelWidth, c += ldc) {
    const auto low = hn::LoadU(d, c), high = hn::LoadU(d, c + lanes);
    const auto va = hn::Set(d, v[0]), vb = hn::Set(d, v[1]), vc = hn::Set(d, v[2]),
               vd = hn::Set(d, v[3]);
    a0 = hn::Add(a0, hn::Mul(va, low));
    a1 = hn::Add(a1, hn::Mul(va, high));
    b0 = hn::Add(b0, hn::Mul(vb, low));
    b1 = hn::Add(b1, hn::Mul(vb, high));
    c0 = hn::Add(c0, hn::Mul(vc, low));
    c1 = hn::Add(c1, hn::Mul(vc, high));
    d0 = hn::Add(d0, hn::Mul(vd, low));
    d1 = hn::Add(d1, hn::Mul(vd, high));
  }
  const auto add = [&](auto low, auto high, T* out) {
    hn::StoreU(hn::Add(hn::LoadU(d, out), low), d, out);
    hn::StoreU(hn::Add(hn::LoadU(d, out + lanes), high), d, out + lanes);
  };
  add(a0, a1, w);
  add(b0, b1, w + ldw);
  add(c0, c1, w + 2 * ldw);
  add(d0, d1, w + 3 * ldw);
}

template <class T>
void project(const T* v, const T* c, std::size_t ldc, std::size_t rows, std::size_t columns, T* w,
             std::size_t ldw) {
  const std::size_t step = 2 * hn::Lanes(hn::ScalableTag<T>());
  for (std::size_t k = 0; k < panelWidth; ++k)
    std::memset(w + k * ldw, 0, columns * sizeof(T));
  for (std::size_t first = 0; first < rows; first += rowChunk) {
    const std::size_t chunk = rows - first < rowChunk ? rows - first : rowChunk;
    for (std::size_t j = 0; j < columns; j += step)
      for (std::size_t k = 0; k < panelWidth; k += 4)
        projectTile(v + first * panelWidth + k, c + first * ldc + j, ldc, chunk, w + k * ldw + j,
                    ldw);
  }
}

/// Four rows and two vectors of columns of c -= v * w.
template <class T>
HWY_INLINE void updateTile(const T* HWY_RESTRICT v, const T* HWY_RESTRICT w, std::size_t ldw,
                           T* HWY_RESTRICT c, std::size_t ldc) {
  const hn::ScalableTag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  T *const r0 = c, *const r1 = c + ldc, *const r2 = c + 2 * ldc, *const r3 = c + 3 * ldc;
  auto a0 = hn::LoadU(d, r0), a1 = hn::LoadU(d, r0 + lanes);
  auto b0 = hn::LoadU(d, r1), b1 = hn::LoadU(d, r1 + lanes);
  auto c0 = hn::LoadU(d, r2), c1 = hn::LoadU(d, r2 + lanes);
  auto d0 = hn::LoadU(d, r3), d1 = hn::LoadU(d, r3 + lanes);
  for (std::size_t k = 0; k < panelWidth; ++k, w += ldw) {
    const auto low = hn::LoadU(d, w), high = hn::LoadU(d, w + lanes);
    const auto va = hn::Set(d, v[k]), vb = hn::Set(d, v[panelWidth + k]),
               vc = hn::Set(d, v[2 * panelWidth + k]), vd = hn::Set(d, v[3 * panelWidth + k]);
    a0 = hn::Sub(a0, hn::Mul(va, low));
    a1 = hn::Sub(a1, hn::Mul(va, high));
    b0 = hn::Sub(b0, hn::Mul(vb, low));
    b1 = hn::Sub(b1, hn::Mul(vb, high));
    c0 = hn::Sub(c0, hn::Mul(vc, low));
    c1 = hn::Sub(c1, hn::Mul(vc, high));
    d0 = hn::Sub(d0, hn::Mul(vd, low));
    d1 = hn::Sub(d1, hn::Mul(vd, high));
  }
  hn::StoreU(a0, d, r0);
  hn::StoreU(a1, d, r0 + lanes);
  hn::StoreU(b0, d, r1);
  hn::StoreU(b1, d, r1 + lanes);
  hn::StoreU(c0, d, r2);
  hn::StoreU(c1, d, r2 + lanes);
  hn::StoreU(d0, d, r3);
  hn::StoreU(d1, d, r3 + lanes);
}

template <class T>
void update(const T* v, const T* w, std::size_t ldw, std::size_t rows, std::size_t columns, T* c,
            std::size_t ldc) {
  const std::size_t step = 2 * hn::Lanes(hn::ScalableTag<T>());
  for (std::size_t i = 0; i < rows; i += 4)
    for (std::size_t j = 0; j < columns; j += step)
      updateTile(v + i * panelWidth, w + j, ldw, c + i * ldc + j, ldc);
}

template <class T>
void sweep(T* panel, std::size_t rows, std::size_t column, T inverse, const T* y, T* dots) {
  const hn::ScalableTag<T> d;
  constexpr std::size_t lanes = hn::MaxLanes(d), vectors = panelWidth / lanes;
  std::memset(dots, 0, panelWidth * sizeof(T));
  for (std::size_t first = 0; first < rows; first += rowChunk) {
    const std::size_t last = rows - first < rowChunk ? rows : first + rowChunk;
    hn::Vec<decltype(d)> sums[vectors];
    for (auto& sum : sums)
      sum = hn::Zero(d);
    for (std::size_t i = first; i < last; ++i) {
      T* const row = panel + i * panelWidth;
      const T v = row[column] * inverse;
      const T pivot = column + 1 < panelWidth ? row[column + 1] - v * y[column + 1] : T(0);
      const auto vs = hn::Set(d, v), pivots = hn::Set(d, pivot);
      for (std::size_t n = 0; n < vectors; ++n) {
        const auto part = hn::Sub(hn::LoadU(d, row + n * lanes),
                                  hn::Mul(vs, hn::LoadU(d, y + n * lanes)));
        hn::StoreU(part, d, row + n * lanes);
        sums[n] = hn::Add(sums[n], hn::Mul(pivots, part));
      }
      row[column] = v;
    }
    for (std::size_t n = 0; n < vectors; ++n)
      hn::StoreU(hn::Add(hn::LoadU(d, dots + n * lanes), sums[n]), d, dots + n * lanes);
  }
}

template <class T>
Householder<T> makeHouseholder() {
  return {&project<T>, &update<T>, &sweep<T>};
}

HouseholderSet householderKernelsHere() {
  return {makeHouseholder<float>(), makeHouseholder<double>()};
}

} // namespace HWY_NAMESPACE
} // namespace varscope::runtime
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace varscope::runtime {

HWY_EXPORT(householderKernelsHere);

HouseholderSet householderKernels(std::size_t index) {
  return HWY_DISPATCH_TABLE(householderKernelsHere)[index]();
}

} // namespace varscope::runtime
#endif
