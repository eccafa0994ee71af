// Every rank holds and initialises its own variables of the model and no others, without a
// message. To show that these are the model's, the ranks then send them to the first one,
// which puts them where they lie in the arena.
//
//   mpirun -n 4 mpi_shards     prints the same SHA-256 for any number of ranks, and as `whole`

#include "recommender.h"

#include "../common/sha256.h"

#include <mpi.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <span>
#include <vector>

namespace vs = varscope;

VS_MODEL(recommender_shards, recommender::build(30000, 7001, 64));

namespace {

using Outline = vs::Outline<recommender_shards>;
constexpr std::uint64_t seed = 42;

/// The rank that holds a variable: each has about as many bytes.
int owner(const Outline& outline, const vs::Variable& variable, int ranks) {
  const std::uint64_t middle = Outline::arena_offset(variable) + variable.size_bytes() / 2;
  return static_cast<int>(middle * static_cast<std::uint64_t>(ranks) / outline.arena_bytes());
}

std::vector<vs::Variable> variables_of(const Outline& outline, int rank, int ranks) {
  std::vector<vs::Variable> own;
  for (const vs::Variable& variable : outline.variables())
    if (owner(outline, variable, ranks) == rank)
      own.push_back(variable);
  return own;
}

std::size_t bytes_of(const std::vector<vs::Variable>& variables) {
  std::size_t sum = 0;
  for (const vs::Variable& variable : variables)
    sum += static_cast<std::size_t>(variable.size_bytes());
  return sum;
}

/// First values of `variables`, one after the other.
std::vector<std::byte> initialize(const Outline& outline, const std::vector<vs::Variable>& variables) {
  std::vector<std::byte> memory(bytes_of(variables));
  std::span<std::byte> rest = memory;
  for (const vs::Variable& variable : variables) {
    const auto bytes = static_cast<std::size_t>(variable.size_bytes());
    outline.initialize(variable, seed, rest.first(bytes));
    rest = rest.subspan(bytes);
  }
  return memory;
}

/// Puts a rank's variables where a Model's arena has them.
void place(const std::vector<vs::Variable>& variables, std::span<const std::byte> memory,
           std::span<std::byte> arena) {
  for (const vs::Variable& variable : variables) {
    const auto bytes = static_cast<std::size_t>(variable.size_bytes());
    std::copy_n(memory.begin(), bytes,
                arena.begin() + static_cast<std::ptrdiff_t>(Outline::arena_offset(variable)));
    memory = memory.subspan(bytes);
  }
}

} // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0, ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);

  const Outline outline;
  const std::vector<std::byte> memory = initialize(outline, variables_of(outline, rank, ranks));

  if (rank != 0) {
    MPI_Send(memory.data(), static_cast<int>(memory.size()), MPI_BYTE, 0, 0, MPI_COMM_WORLD);
  } else {
    std::vector<std::byte> arena(static_cast<std::size_t>(outline.arena_bytes()));
    place(variables_of(outline, 0, ranks), memory, arena);
    std::cout << "ranks: " << ranks << "\nbytes of the model: " << arena.size()
              << "\nbytes of rank 0: " << memory.size() << '\n';
    for (int sender = 1; sender < ranks; ++sender) {
      const std::vector<vs::Variable> variables = variables_of(outline, sender, ranks);
      std::vector<std::byte> received(bytes_of(variables));
      MPI_Recv(received.data(), static_cast<int>(received.size()), MPI_BYTE, sender, 0,
               MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      std::cout << "bytes of rank " << sender << ": " << received.size() << '\n';
      place(variables, received, arena);
    }
    std::cout << "sha256: " << examples::sha256(arena) << '\n';
  }
  MPI_Finalize();
}
