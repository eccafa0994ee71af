// A little of everything that points.py changes.
#include <cstdio>

namespace {

int sum = 0;
void add(int number) { sum += number; }

int steps(int low, int high, bool twice) {
  constexpr int one = 2 - 1; // worked out by the compiler: not changed
  for (int i = low; i < high; i += one)
    add(i);
  if (twice && sum != 0)
    sum = sum + sum;
  return sum >= 6 ? sum : 0;
}

} // namespace

int main() { std::printf("%d %d", steps(1, 4, false), steps(0, 0, true)); }
