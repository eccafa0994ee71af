// Arena and SHA-256.
#include "TestFill.h"

#include <gtest/gtest.h>

#include <string>

using namespace varscope;
using namespace varscope::runtime;
using test::sha;

TEST(Arena, IsAlignedZeroedAndWritable) {
  for (std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{5} << 20}) {
    auto* arena = static_cast<unsigned char*>(allocate_arena(bytes));
    ASSERT_NE(arena, nullptr);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(arena) % (bytes > (2 << 20) ? 2 << 20 : 64), 0U);
    for (std::size_t i = 0; i < bytes; i += 997)
      ASSERT_EQ(arena[i], 0);
    if (bytes > 0)
      arena[0] = arena[bytes - 1] = 1;
    free_arena(arena, bytes);
  }
  free_arena(nullptr, 0);
}

TEST(Arena, NoMemoryIsNull) {
  EXPECT_EQ(allocate_arena(SIZE_MAX), nullptr);
  EXPECT_EQ(allocate_arena(SIZE_MAX - 5000), nullptr);
  EXPECT_EQ(allocate_arena(std::size_t{1} << 62), nullptr);
}

// The examples of FIPS 180 and of its test-vector supplement.
TEST(Sha256, PublishedVectors) {
  EXPECT_EQ(sha("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
