#include <layers.h>

#include <varscope/varscope.h>

VS_MODEL(second_model, dense(1, 1));

int main() { return varscope::Model<second_model>(1).planned() ? 0 : 1; }
