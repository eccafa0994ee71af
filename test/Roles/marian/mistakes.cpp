// What Marian would abort on, or share by mistake.
// RUN: not %varscope check --roles marian %s -- -std=c++20 %include -I%S/Inputs 2>&1 | %FileCheck %s
#include "marian.h"

#include <varscope/varscope.h>

using namespace marian;

Expr layer(Ptr<ExpressionGraph> graph, std::string prefix, int in, int out) {
  // CHECK: mistakes.cpp:[[#@LINE+1]]:10: error: Trying to share variable decoder_W, but specified shape (16, 8) and found shape (8, 8). [varscope-shape-mismatch]
  return graph->param(prefix + "_W", {in, out}, inits::glorotUniform());
}

Ptr<ExpressionGraph> otherShape() {
  auto graph = New<ExpressionGraph>();
  layer(graph, "decoder", 8, 8);
  layer(graph, "decoder", 16, 8);
  return graph;
}
VS_MODEL(other_shape, otherShape());

// Two layers that were to have weights of their own.
Ptr<ExpressionGraph> sameName(int depth) {
  auto graph = New<ExpressionGraph>();
  for (int i = 0; i < depth; ++i)
    // CHECK: mistakes.cpp:[[#@LINE+1]]:5: warning: AUTO_REUSE shares 'encoder_W' although nothing says so: the gets are in two iterations of one loop [varscope-accidental-share]
    graph->param("encoder_W", {8, 8}, inits::glorotUniform());
  return graph;
}
VS_MODEL(same_name, sameName(2));

Expr lookedUp() {
  auto graph = New<ExpressionGraph>();
  layer(graph, "decoder", 8, 8);
  // CHECK: mistakes.cpp:[[#@LINE+1]]:10: error: Parameter 'decodr_W' is looked up, but does not exist [varscope-unknown-variable]
  return graph->get("decodr_W");
  // CHECK: note: did you mean 'decoder_W', which is created here?
}
VS_MODEL(looked_up, lookedUp());

// A name that only the command line knows.
Ptr<ExpressionGraph> unknownName(const Options& options) {
  auto graph = New<ExpressionGraph>();
  // CHECK: mistakes.cpp:[[#@LINE+1]]:3: error: the variable's name is not known at compile time
  graph->param(options.get<std::string>("prefix") + "_W", {8, 8}, inits::zeros());
  return graph;
}
VS_MODEL(unknown_name, unknownName(Options()));
