#include "blocks.h"

std::string numbered(std::string_view stem, int number) {
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 2 ? 2 - digits.size() : 0, '0');
#ifdef INVALID_NAME
  return std::string(stem) + " " + digits;
#else
  return std::string(stem) + "_" + digits;
#endif
}

Tensor dense(const Tensor& in, std::int64_t out, std::string_view name, bool bias) {
  VS_VARIABLE_SCOPE(name) {
    Tensor result{out};
    result.from.push_back(vs::get_variable("kernel", {in.width, out}));
    if (bias)
      result.from.push_back(vs::get_variable("bias", {out}, {.initializer = vs::zeros()}));
    return result;
  }
}

Tensor norm(const Tensor& in) {
#ifdef MISSING_NAME
  VS_VARIABLE_SCOPE(nullptr) {
    // MISSING_NAME: blocks.cpp:[[#@LINE-1]]:3: error: {{.*}} [varscope-missing-name]
#else
  VS_VARIABLE_SCOPE("norm") {
#endif
    const auto parameter = [&](const char* name, vs::Initializer initial) {
      return vs::get_variable(name, {in.width}, {.initializer = initial});
    };
    return {in.width, {parameter("gamma", vs::ones()), parameter("beta", vs::zeros())}};
  }
}

Layer in_scope(std::string name, Layer inner) {
  return [name = std::move(name), inner = std::move(inner)](const Tensor& in) {
    VS_VARIABLE_SCOPE(name) { return inner(in); }
  };
}

Layer residual(std::string name, Layer inner) {
  return in_scope(std::move(name), [inner](const Tensor& in) {
    const Tensor out = inner(norm(in));
    return Tensor{in.width, out.from};
  });
}

Layer sequence(std::vector<Layer> layers) {
  return [layers](const Tensor& in) {
    Tensor out = in;
    for (const Layer& layer : layers)
      out = layer(out);
    return out;
  };
}
