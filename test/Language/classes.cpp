// Classes: hierarchies, objects' lives, operators, members.
// Resolved and run, with and without the plan: the same variables in the same order.
// RUN: rm -rf %t && cd %S
// RUN: %varscope generate classes.cpp -o %t/plan -- -std=c++20 %include 2>&1 | count 0
// RUN: %python %utils/manifest-variables.py %t/plan/*.json > %t/resolved.txt
// RUN: %gxx -c classes.cpp -o %t/main.o && %gxx %t/main.o %runtime-lib -o %t/run
// RUN: %t/run | diff %t/resolved.txt -
// RUN: %gxx %t/main.o %t/plan/*.cpp %runtime-lib -o %t/planned
// RUN: %t/planned planned | diff %t/resolved.txt -
#include "Inputs/show.h"

#include <array>
#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

namespace virtual_layers {
struct Layer {
  explicit Layer(std::string prefix) : prefix_(std::move(prefix)) {}
  virtual ~Layer() = default;
  virtual int64_t build(int64_t in) = 0;
  const std::string& prefix() const { return prefix_; }

protected:
  std::string name(const char* leaf) const { return prefix_ + "_" + leaf; }
  std::string prefix_;
};
class Linear : public Layer {
  int64_t out_;

public:
  Linear(std::string prefix, int64_t out) : Layer(std::move(prefix)), out_(out) {}
  int64_t build(int64_t in) override {
    vs::get_variable(name("W"), {in, out_});
    vs::get_variable(name("b"), {out_});
    return out_;
  }
};
class Norm final : public Layer {
public:
  using Layer::Layer;
  int64_t build(int64_t in) override {
    get(name("scale"), in);
    get(name("shift"), in);
    return in;
  }
};
class Stack : public Layer {
  std::vector<std::unique_ptr<Layer>> layers_;

public:
  explicit Stack(const std::string& prefix) : Layer(prefix) {}
  template <class L, class... A>
  Stack& add(const std::string& leaf, A&&... a) {
    layers_.push_back(std::make_unique<L>(prefix_ + "_" + leaf, std::forward<A>(a)...));
    return *this;
  }
  int64_t build(int64_t in) override {
    for (auto& layer : layers_)
      in = layer->build(in);
    return in;
  }
};
void build() {
  Stack net("net");
  net.add<Linear>("in", 8).add<Norm>("norm").add<Linear>("out", 2);
  auto inner = std::make_unique<Stack>("inner");
  inner->add<Norm>("n");
  Layer* base = inner.get();
  base->build(net.build(4));
}
} // namespace virtual_layers
VS_MODEL(m_virtual_layers, virtual_layers::build());

namespace raii {
class Prefix {
  static inline thread_local int depth = 0;
  std::vector<std::string>& stack_;

public:
  Prefix(std::vector<std::string>& stack, std::string name) : stack_(stack) {
    stack_.push_back(std::move(name));
  }
  ~Prefix() { stack_.pop_back(); }
  Prefix(const Prefix&) = delete;
};
struct Builder {
  std::vector<std::string> stack;
  std::string full(std::string_view leaf) const {
    std::string out;
    for (const auto& s : stack) {
      out += s;
      out += '/';
    }
    return out += leaf;
  }
  [[nodiscard]] Prefix enter(std::string n) { return Prefix(stack, std::move(n)); }
};
void build() {
  Builder b;
  {
    Prefix p(b.stack, "a");
    get(b.full("v"));
    {
      auto q = b.enter("b");
      get(b.full("v"));
    }
    get(b.full("w"));
  }
  get(b.full("v"));
}
} // namespace raii
VS_MODEL(m_raii, raii::build());

namespace destructors {
struct Last {
  std::string n;
  ~Last() { get(n); }
};
struct Pair {
  Last x{"pair_x"};
  Last y{"pair_y"};
};
Last make(std::string n) { return Last{std::move(n)}; }
void build() {
  Last a{"a"};
  {
    Last b{"b"};
    Pair p;
  }
  make("temporary");
  const Last& extended = make("extended");
  get("body_" + extended.n);
  Last* heap = new Last{"heap"};
  delete heap;
  {
    std::unique_ptr<Last> owned(new Last{"owned"});
    std::shared_ptr<Last> s = std::make_shared<Last>(std::string("shared"));
    auto s2 = s;
    s.reset();
    get("still");
  }
  Last array[2] = {{"e0"}, {"e1"}};
  get("end" + array[1].n);
}
} // namespace destructors
VS_MODEL(m_destructors, destructors::build());

namespace operators {
struct Name {
  std::string text;
  Name(const char* t) : text(t) {}
  explicit Name(std::string t) : text(std::move(t)) {}
  Name operator/(const Name& o) const { return Name(text + "/" + o.text); }
  Name operator[](int i) const { return Name(text + "_" + std::to_string(i)); }
  Name& operator+=(std::string_view s) {
    text += s;
    return *this;
  }
  Name operator()(const char* a, int b) const { return Name(text + a + std::to_string(b)); }
  operator std::string_view() const { return text; }
  explicit operator bool() const { return !text.empty(); }
  Name& operator++() {
    text += '+';
    return *this;
  }
  Name operator-() const { return Name("neg_" + text); }
  friend Name operator|(const Name& a, const Name& b) { return Name(a.text + "_or_" + b.text); }
  auto operator<=>(const Name&) const = default;
  const Name* operator->() const { return this; }
  const Name& operator*() const { return *this; }
};
Name operator""_n(const char* s, std::size_t n) { return Name(std::string(s, n)); }
struct Index {
  int v;
  operator int() const { return v; }
  Index operator++(int) {
    Index o = *this;
    ++v;
    return o;
  }
};
void build() {
  Name root("root");
  get(root / "x"_n);
  get((root / "y")[3]);
  Name n = "z";
  n += "zz";
  get(n);
  get(n("call", 4));
  get(-n);
  get("a"_n | "b"_n);
  if (n)
    get(n->text + "_arrow");
  if (Name("a") < Name("b"))
    get("less");
  if (Name("a") == "a"_n)
    get("equal");
  if (!(Name("a") != Name("a")))
    get((*n).text + "_star");
  Index i{0};
  while (i < 3)
    get("i" + std::to_string(i++));
  int dims[3] = {4, 5, 6};
  get("d", dims[Index{1}]);
}
} // namespace operators
VS_MODEL(m_operators, operators::build());

namespace crtp {
template <class D>
struct Base {
  void build() {
    auto& self = static_cast<D&>(*this);
    get(std::string(D::kind) + "_" + self.leaf(), D::width);
    self.extra();
  }
  void extra() { get("base_extra"); }
};
struct A : Base<A> {
  static constexpr const char* kind = "A";
  static constexpr int width = 3;
  std::string leaf() { return "leafA"; }
};
struct B : Base<B> {
  static constexpr std::string_view kind = "B";
  enum { width = 5 };
  const char* leaf() const { return "leafB"; }
  void extra() { get("b_extra"); }
};
void build() {
  A a;
  B b;
  a.build();
  b.build();
}
} // namespace crtp
VS_MODEL(m_crtp, crtp::build());

namespace multiple {
struct Named {
  std::string n;
  explicit Named(std::string n) : n(std::move(n)) {}
  virtual ~Named() = default;
  virtual std::string title() const { return n; }
};
struct Sized {
  int64_t w = 2;
  virtual int64_t width() const { return w; }
  virtual ~Sized() = default;
};
struct Both : Named, Sized {
  int64_t own = 4;
  Both(std::string n, int64_t w) : Named(std::move(n)) { this->w = w; }
  std::string title() const override { return "both_" + n; }
  int64_t width() const override { return Sized::width() + 1; }
};
int64_t widthOf(const Sized& s) { return s.width(); }
std::string titleOf(const Named* n) { return n->title(); }
void build() {
  Both b("x", 7);
  get(titleOf(&b), widthOf(b));
  Sized* s = &b;
  if (auto* back = dynamic_cast<Both*>(s))
    get("dyn_" + back->n);
  if (auto* cross = dynamic_cast<Named*>(s))
    get("cross_" + cross->title());
  Named plain("plain");
  Named& r = plain;
  if (dynamic_cast<Both*>(&r) == nullptr)
    get("not_both");
  try {
    (void)dynamic_cast<Both&>(r);
  } catch (const std::bad_cast&) {
    get("bad_cast");
  }
  Named sliced = b;
  get("sliced_" + sliced.title());
  get(b.Named::title());
  static_cast<Both*>(s)->w = 9;
  get("after", s->width());
  get("own", static_cast<Both*>(s)->own);
  Named& named = b;
  get("own_of_reference", static_cast<Both&>(named).own);
}
} // namespace multiple
VS_MODEL(m_multiple, multiple::build());

namespace constructors {
struct Inner {
  std::string n;
  int k = 3;
  Inner(std::string n) : n(std::move(n)) {}
  Inner(std::string n, int k) : n(std::move(n)), k(k) {}
};
class Outer {
  int order_[3] = {1, 2, 3};
  Inner a_, b_{"def", 8};
  const std::string label_ = "label_" + a_.n;
  int64_t total_ = a_.k + b_.k;
  std::string& ref_;

public:
  Outer(std::string& ref, std::string n) : a_(std::move(n)), ref_(ref) { ref_ += "!"; }
  explicit Outer(std::string& ref) : Outer(ref, "delegated") { total_ *= 2; }
  Outer(const Outer& o) : a_(o.a_.n + "_copy"), b_(o.b_), ref_(o.ref_) {}
  Outer& operator=(const Outer& o) {
    a_.n = o.a_.n + "_assigned";
    return *this;
  }
  void build() const {
    get(label_, total_);
    get(a_.n, a_.k);
    get(b_.n + "_of_" + a_.n, b_.k + order_[2]);
  }
};
struct Explicit {
  explicit Explicit(int w) : w(w) {}
  int w;
};
struct Aggregate {
  std::string n;
  int w = 4;
  std::vector<int> dims{1, 2};
  Inner inner{"agg"};
};
void build() {
  std::string r = "r";
  Outer o(r);
  o.build();
  Outer c = o;
  c.build();
  Outer x(r, "x");
  x.build();
  VS_VARIABLE_SCOPE("assigned") {
    x = o;
    x.build();
  }
  get(r.size() == 3 ? "three" : "other");
  Aggregate g{.n = "g", .dims = {7, 8, 9}};
  get(g.n + g.inner.n, g.w + g.dims[2]);
  auto h = Aggregate{"h", 2};
  get(h.n, h.dims.size());
  Explicit e{5};
  get("e", e.w);
  auto* p = new Outer(r, "new");
  p->build();
  delete p;
  alignas(Inner) unsigned char storage[sizeof(Inner)];
  Inner* placed = new (storage) Inner("placed", 6);
  get(placed->n, placed->k);
  placed->~Inner();
  Inner* arr = new Inner[2]{{"arr0"}, {"arr1", 2}};
  get(arr[1].n, arr[1].k);
  delete[] arr;
  int* raw = new int[4]{1, 2, 3};
  get("raw", raw[2] + raw[3]);
  delete[] raw;
  int* one = new int(12);
  get("one", *one);
  delete one;
}
} // namespace constructors
VS_MODEL(m_constructors, constructors::build());

namespace dispatch {
struct Base {
  Base() { get("ctor_" + tag()); }
  virtual ~Base() { get("dtor_" + tag()); }
  virtual std::string tag() const { return "base"; }
  virtual std::unique_ptr<Base> clone() const = 0;
  virtual const Base* self() const { return this; }
};
struct Derived : Base {
  Derived() { get("ctor2_" + tag()); }
  ~Derived() override { get("dtor2_" + tag()); }
  std::string tag() const override { return "derived"; }
  std::unique_ptr<Base> clone() const override { return nullptr; }
  const Derived* self() const override { return this; }
  int extra = 4;
};
void build() {
  Derived d;
  get("extra", d.self()->extra);
  Base& b = d;
  get(b.self()->tag());
  if (!b.clone())
    get("none");
}
} // namespace dispatch
VS_MODEL(m_dispatch, dispatch::build());

namespace members {
struct Config {
  unsigned heads : 4 = 8;
  unsigned layers : 3 = 5;
  bool bias : 1 = true;
};
class Counter {
  mutable int n_ = 0;

public:
  static constexpr std::array<std::string_view, 3> names = {"query", "key", "value"};
  static const int width = 6;
  inline static const std::string prefix = "counter";
  int next() const { return n_++; }
  std::string at() & { return "lvalue"; }
  std::string at() && { return "rvalue"; }
  int& count() { return n_; }
  const int& count() const { return n_; }
  static std::string label(int i) { return prefix + "_" + std::string(names[i]); }
  struct Nested {
    int a = width;
    std::string s() const { return label(1); }
  };
  friend std::string describe(const Counter& c) { return "friend" + std::to_string(c.n_); }
};
struct Ops {
  std::string a() const { return "op_a"; }
  std::string b(int i) const { return "op_b" + std::to_string(i); }
  virtual std::string v() const { return "v_base"; }
  virtual ~Ops() = default;
  int x = 1, y = 2;
};
struct Ops2 : Ops {
  std::string v() const override { return "v_derived"; }
};
void build() {
  Config c;
  c.heads = 9;
  c.layers += 4; // wraps to 1
  get("heads", c.heads);
  get("layers", c.layers);
  if (c.bias)
    get("bias");
  Counter k;
  for (int i = 0; i < 3; ++i)
    get(Counter::label(k.next()));
  get(k.at());
  get(Counter().at());
  k.count() = 7;
  get(describe(k), std::as_const(k).count());
  Counter::Nested nested;
  get("nested_" + nested.s(), nested.a);
  std::string (Ops::*f)() const = &Ops::a;
  std::string (Ops::*g)(int) const = &Ops::b;
  std::string (Ops::*v)() const = &Ops::v;
  int Ops::*field = &Ops::x;
  Ops2 o;
  o.x = 3;
  const Ops* p = &o;
  get((o.*f)());
  get((p->*g)(4));
  get((p->*v)());
  get("x", o.*field);
  field = &Ops::y;
  o.*field = 11;
  get("y", p->*field);
  get("invoked_" + std::invoke(&Ops::a, o));
  get(std::mem_fn(&Ops::b)(o, 5));
  get("inv", std::invoke(&Ops::y, o));
  const std::vector<std::pair<const char*, int Ops::*>> table = {{"tx", &Ops::x}, {"ty", &Ops::y}};
  for (const auto& [n, m] : table)
    get(n, o.*m);
}
} // namespace members
VS_MODEL(m_members, members::build());

namespace outer::inner_ns {
inline constexpr int kWidth = 12;
inline const std::string kName = "nested_name";
namespace {
const char* const kAnon = "anon";
}
inline namespace v1 {
constexpr int kV = 2;
}
} // namespace outer::inner_ns
namespace locals {
void build() {
  struct Local {
    std::string n;
    void go(int w) const { get(n, w); }
  };
  const Local list[] = {{"l0"}, {"l1"}};
  int w = 2;
  for (const Local& l : list)
    l.go(w *= 2);
  get(outer::inner_ns::kName, outer::inner_ns::kWidth);
  get(outer::inner_ns::kAnon, outer::inner_ns::kV);
  struct {
    int a, b;
  } unnamed{3, 4};
  get("unnamed", unnamed.a * unnamed.b);
  namespace alias = outer::inner_ns;
  get("alias", alias::kWidth + 1);
}
} // namespace locals
VS_MODEL(m_locals, locals::build());

namespace handles {
struct Module {
  vs::VariableScope scope;
  explicit Module(const std::string& n) : scope(open(n)) {}
  static vs::VariableScope open(const std::string& n) {
    VS_VARIABLE_SCOPE_AS(s, n) { return s; }
    return vs::get_variable_scope();
  }
  template <class F>
  auto in(F&& f) {
    VS_VARIABLE_SCOPE(scope) { return std::forward<F>(f)(*this); }
  }
};
struct Opt {
  Opt& width(int64_t v) {
    w = v;
    return *this;
  }
  Opt& named(std::string v) {
    n = std::move(v);
    return *this;
  }
  vs::Variable build() const { return vs::get_variable(n, {w}); }
  int64_t w = 1;
  std::string n = "unnamed";
};
void build() {
  Module m("m");
  m.in([](Module&) { get("a"); });
  auto v = m.in([](auto&) { return get("b", 4); });
  if (v.shape()[0] == 4)
    get("four");
  Opt().width(5).named("opt").build();
  std::optional<Module> o;
  o.emplace("o");
  o->in([](auto&) { get("c"); });
}
} // namespace handles
VS_MODEL(m_handles, handles::build());

int main(int argc, char**) {
  show<m_constructors>(argc > 1);
  show<m_crtp>(argc > 1);
  show<m_destructors>(argc > 1);
  show<m_dispatch>(argc > 1);
  show<m_handles>(argc > 1);
  show<m_locals>(argc > 1);
  show<m_members>(argc > 1);
  show<m_multiple>(argc > 1);
  show<m_operators>(argc > 1);
  show<m_raii>(argc > 1);
  show<m_virtual_layers>(argc > 1);
}
