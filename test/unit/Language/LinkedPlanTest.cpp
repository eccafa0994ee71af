// A model whose unit is linked in, as generated units are: LinkedPlan.cpp.

#include <varscope/varscope.h>

#include <gtest/gtest.h>

namespace vs = varscope;

namespace models {
int calls = 0;
void build() { ++calls; } // no member of the model's struct hides it
VS_MODEL(linked_model, build());
VS_MODEL(unlinked_model, build());
} // namespace models

TEST(LinkedPlan, IsFoundByItsSymbol) {
  EXPECT_TRUE(vs::Model<models::linked_model>::planned());
  EXPECT_FALSE(vs::Model<models::unlinked_model>::planned());
  vs::Model<models::linked_model> planned;
  vs::Model<models::unlinked_model> dynamic;
  EXPECT_EQ(models::calls, 2);
  EXPECT_TRUE(planned.arena().empty());
  EXPECT_TRUE(planned.variables().empty());
}
