// Layers in Marian's style: prefixes are passed down and put together.
// RUN: %varscope generate --roles marian %s -o %t -- -std=c++20 %include -I%S/Inputs 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/transformer.varscope.json | %FileCheck %s
// RUN: not test -e %t/transformer.varscope.cpp
#include "marian.h"

#include <varscope/varscope.h>

using namespace marian;

class Transformer {
public:
  Transformer(Ptr<ExpressionGraph> graph, int dim) : graph_(graph), dim_(dim) {}

  Expr multiHead(std::string prefix, Expr q) {
    auto Wq = graph_->param(prefix + "_Wq", {dim_, dim_}, inits::glorotUniform());
    auto bq = graph_->param(prefix + "_bq", {1, dim_}, inits::zeros());
    auto out = affine(q, Wq, bq);
    graph_->forward(); // not described: without effect on names
    return out;
  }

  Expr ffn(std::string prefix, Expr x, bool gated) {
    int dimFfn = 4 * dim_;
    // A name that a condition chooses, and one that is put together in steps.
    std::string first = gated ? prefix + "_ffn_gate" : prefix + "_ffn";
    for (int i = 1; i <= 2; ++i) {
      auto W = graph_->param(first + "_W" + std::to_string(i), {i == 1 ? dim_ : dimFfn, i == 1 ? dimFfn : dim_},
                             inits::glorotUniform());
      x = dot(x, W);
    }
    return norm(prefix + "_ffn", x);
  }

  Expr norm(const std::string& prefix, Expr x) {
    auto scale = graph_->param(prefix + "_ln_scale", {1, dim_}, inits::ones());
    auto bias = graph_->param(prefix + "_ln_bias", {1, dim_}, inits::zeros());
    return layerNorm(x, scale, bias);
  }

protected:
  Ptr<ExpressionGraph> graph_;
  int dim_;
};

class Encoder : public Transformer {
public:
  Encoder(Ptr<ExpressionGraph> graph, std::string prefix, int dim) : Transformer(graph, dim), prefix_(prefix) {}

  Expr apply(Expr x, int depth) {
    for (int i = 1; i <= depth; ++i) {
      x = multiHead(prefix_ + "_l" + std::to_string(i) + "_self", x);
      x = ffn(prefix_ + "_l" + std::to_string(i), x, i == depth);
    }
    return x;
  }

private:
  std::string prefix_;
};

// The embeddings of source and target are shared: one name, asked for twice.
Expr embed(Ptr<ExpressionGraph> graph, int dim) {
  return graph->param("Wemb", {32000, dim}, inits::glorotUniform());
}

Ptr<ExpressionGraph> build(int dim, int depth) {
  auto graph = New<ExpressionGraph>();
  Expr x = embed(graph, dim);
  x = Encoder(graph, "encoder", dim).apply(x, depth);
  Expr tied = embed(graph, dim);
  return graph;
}

VS_MODEL(transformer, build(8, 2));

// CHECK: Wemb 32000 8
// CHECK-NEXT: encoder_l1_self_Wq 8 8
// CHECK-NEXT: encoder_l1_self_bq 1 8
// CHECK-NEXT: encoder_l1_ffn_W1 8 32
// CHECK-NEXT: encoder_l1_ffn_W2 32 8
// CHECK-NEXT: encoder_l1_ffn_ln_scale 1 8
// CHECK-NEXT: encoder_l1_ffn_ln_bias 1 8
// CHECK-NEXT: encoder_l2_self_Wq 8 8
// CHECK-NEXT: encoder_l2_self_bq 1 8
// CHECK-NEXT: encoder_l2_ffn_gate_W1 8 32
// CHECK-NEXT: encoder_l2_ffn_gate_W2 32 8
// CHECK-NEXT: encoder_l2_ffn_ln_scale 1 8
// CHECK-NEXT: encoder_l2_ffn_ln_bias 1 8
// CHECK-NOT: {{.}}
