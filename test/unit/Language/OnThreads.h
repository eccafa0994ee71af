#pragma once
/// The same code on many threads.

#include <array>
#include <cstddef>
#include <latch>
#include <thread>
#include <vector>

inline constexpr std::size_t thread_count = 8;

/// What `body(i)` gives on thread i, all of which begin at once.
template <class Body> auto on_threads(const Body& body) {
  std::array<decltype(body(std::size_t{})), thread_count> results;
  std::latch start(thread_count);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i != thread_count; ++i)
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      results[i] = body(i);
    });
  for (std::thread& thread : threads)
    thread.join();
  return results;
}
