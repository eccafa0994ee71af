#include "TestFill.h"

#include <Eigen/QR>
#include <gtest/gtest.h>

#include <cmath>

using namespace varscope;
using namespace varscope::runtime;
using test::Ints;
using test::Variable;

namespace {

/// Largest deviation of the Gram matrix of the flattened variable's shorter
/// side from gain^2 times the identity.
template <class T>
double defect(const std::vector<T>& q, std::size_t rows, std::size_t columns, double gain) {
  const bool tall = rows >= columns;
  const std::size_t side = tall ? columns : rows, length = tall ? rows : columns;
  const auto at = [&](std::size_t i, std::size_t k) {
    return static_cast<double>(tall ? q[k * columns + i] : q[i * columns + k]);
  };
  double worst = 0;
  for (std::size_t i = 0; i < side; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < length; ++k)
        sum += at(i, k) * at(j, k);
      worst = std::max(worst, std::fabs(sum - (i == j ? gain * gain : 0)));
    }
  return worst;
}

} // namespace

TEST(Orthogonal, ColumnsOrRowsAreOrthonormal) {
  for (const Ints& shape : {Ints{64, 64}, Ints{150, 40}, Ints{40, 150}, Ints{3, 3, 8, 20}, Ints{1, 5}, Ints{5, 1}}) {
    std::size_t rows = 1;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i)
      rows *= static_cast<std::size_t>(shape[i]);
    const auto columns = static_cast<std::size_t>(shape.back());
    Variable single("v", float32, shape, test::spec(FillKind::orthogonal, 1.5));
    Variable wide("v", float64, shape, test::spec(FillKind::orthogonal, 1.5));
    ASSERT_EQ(single.fill(), FillStatus::ok);
    ASSERT_EQ(wide.fill(), FillStatus::ok);
    EXPECT_LT(defect(single.values<float>(), rows, columns, 1.5), 2e-5);
    EXPECT_LT(defect(wide.values<double>(), rows, columns, 1.5), 1e-13);
  }
}

// The signs make Q the one of a QR with a positive diagonal in R: R = Q^T A
// for the normal matrix A that the stream gives.
TEST(Orthogonal, SignsMakeTheDiagonalOfRPositive) {
  constexpr std::size_t rows = 30, columns = 12;
  Variable q("v", float64, {rows, columns}, test::spec(FillKind::orthogonal, 1));
  Variable a("v", float64, {rows, columns}, test::spec(FillKind::random_normal, 0, 1));
  q.fill();
  a.fill();
  const auto qs = q.values<double>(), as = a.values<double>();
  for (std::size_t i = 0; i < columns; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double r = 0;
      for (std::size_t k = 0; k < rows; ++k)
        r += qs[k * columns + i] * as[k * columns + j];
      if (i == j)
        EXPECT_GT(r, 0) << i;
      else
        EXPECT_NEAR(r, 0, 1e-12) << i << " " << j;
    }
}

// Eigen's decomposition of the same matrix, over sizes around those of panels and chunks.
TEST(Orthogonal, IsTheQOfEigensDecomposition) {
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  for (const Ints& shape : {Ints{1, 1}, Ints{2, 2}, Ints{31, 30}, Ints{33, 32}, Ints{64, 33}, Ints{65, 65},
                            Ints{129, 7}, Ints{300, 97}, Ints{257, 256}}) {
    Variable q("v", float64, shape, test::spec(FillKind::orthogonal, 2));
    Variable a("v", float64, shape, test::spec(FillKind::random_normal, 0, 1));
    ASSERT_EQ(q.fill(), FillStatus::ok);
    ASSERT_EQ(a.fill(), FillStatus::ok);
    const auto qs = q.values<double>(), as = a.values<double>();
    const Eigen::Index rows = shape[0], columns = shape[1];
    const Eigen::HouseholderQR<Matrix> decomposition(Eigen::Map<const Matrix>(as.data(), rows, columns));
    Matrix expected = decomposition.householderQ() * Matrix::Identity(rows, columns);
    for (Eigen::Index j = 0; j < columns; ++j)
      expected.col(j) *= decomposition.matrixQR()(j, j) < 0 ? -2 : 2;
    const double difference = (Eigen::Map<const Matrix>(qs.data(), rows, columns) - expected).cwiseAbs().maxCoeff();
    EXPECT_LT(difference, 1e-9) << rows << " x " << columns;
  }
}

// Blocks that stand together share one decomposition, if they are of one whole. Two variables that differ in one thing
// are two, whatever stands beside them.
TEST(Orthogonal, OnlyBlocksOfOneWholeShareIt) {
  const FillSpec plain = test::spec(FillKind::orthogonal, 1);
  FillSpec seeded = plain, otherSeed = plain, zeroSeed = plain;
  seeded.has_seed = otherSeed.has_seed = zeroSeed.has_seed = true;
  seeded.seed = 3, otherSeed.seed = 4;
  // The low and high halves of names' hashes: with one of them the other's.
  Variable lowHalf("v", float32, {4, 4}, plain), highHalf("v", float32, {4, 4}, plain);
  lowHalf.task.name.low = test::hashOf("w").low;
  highHalf.task.name.high = test::hashOf("w").high;
  std::vector<Variable> together{
      Variable("v", float32, {4, 4}, test::spec(FillKind::identity, 1)),
      Variable("v", float32, {4, 4}, plain),  lowHalf,
      Variable("v", float32, {4, 4}, plain),  highHalf,
      Variable("v", float32, {4, 4}, plain),  Variable("v", float64, {4, 4}, plain),
      Variable("v", float32, {4, 4}, plain),  Variable("v", float32, {4, 4, 2}, plain),
      Variable("v", float32, {4, 4}, plain),  Variable("v", float32, {4, 5}, plain),
      Variable("v", float32, {4, 4}, plain),  Variable("v", float32, {4, 4}, test::spec(FillKind::orthogonal, 2)),
      Variable("v", float32, {4, 4}, seeded), Variable("v", float32, {4, 4}, otherSeed),
      Variable("v", float32, {4, 4}, plain),  Variable("v", float32, {4, 4}, zeroSeed),
      Variable("v", float32, {4, 4}, plain),  Variable("v", float32, {4, 4}, test::spec(FillKind::identity, 1)),
      Variable("v", float32, {4, 4}, plain, {0, 0}, {2, 4}), Variable("v", float32, {4, 4}, plain, {2, 0}, {2, 4})};
  std::vector<Variable> alone = together;
  for (Variable& each : alone)
    ASSERT_EQ(each.fill(), FillStatus::ok);
  std::vector<FillTask> tasks;
  for (Variable& each : together)
    tasks.push_back(each.get());
  ASSERT_EQ(fillWith(kernels(), tasks.data(), tasks.size(), 42, 1, false), FillStatus::ok);
  for (std::size_t i = 0; i < together.size(); ++i)
    EXPECT_EQ(together[i].bytes, alone[i].bytes) << i;
}

TEST(Orthogonal, EmptyIsFine) {
  EXPECT_EQ(Variable("v", float32, {0, 4}, test::spec(FillKind::orthogonal, 1)).fill(), FillStatus::ok);
  EXPECT_EQ(Variable("v", float32, {4, 0}, test::spec(FillKind::orthogonal, 1)).fill(), FillStatus::ok);
}

TEST(Identity, GainOnTheDiagonal) {
  Variable v("v", float32, {2, 3}, test::spec(FillKind::identity, 2.5));
  ASSERT_EQ(v.fill(), FillStatus::ok);
  EXPECT_EQ(v.values<float>(), (std::vector<float>{2.5, 0, 0, 0, 2.5, 0}));
}
