// Objects that an expression makes end with the full expression, also where nobody takes their value.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <string>
#include <vector>

/// A scope of an engine: names stand under those that live.
struct Guard {
  static constexpr int kind = 1;
  std::vector<std::string>* names;
  Guard(std::vector<std::string>& all, const std::string& name) : names(&all) { all.push_back(name); }
  Guard(const Guard&) = delete;
  ~Guard() { names->pop_back(); }
  bool operator()() const { return true; }
};

struct Names {
  std::vector<std::string> all;
  Guard open(const std::string& name) { return Guard(all, name); }
  void get(const std::string& name) {
    std::string full;
    for (const std::string& each : all)
      full += each + "_";
    vs::get_variable(full + name, {1});
  }
};

void commas() {
  Names names;
  names.open("a"), names.get("in_comma");
  names.get("after_comma");
  Guard(names.all, "b"), Guard(names.all, "c"), names.get("in_two");
  names.get("after_two");
  int n = (names.open("d"), names.get("in_parentheses"), 3);
  names.get("after_parentheses" + std::to_string(n));
}

void discarded() {
  Names names;
  (void)names.open("e");
  names.get("after_void");
  static_cast<void>(Guard(names.all, "f")), names.get("in_cast");
  names.get("after_cast");
  const int kind = names.open("g").kind;
  names.get("after_member" + std::to_string(kind));
  names.all.empty() ? names.open("h") : names.open("i");
  names.get("after_conditional");
  for (int i = 0; i < 2; Guard(names.all, "j"), names.get("in_step" + std::to_string(i)), ++i)
    names.get("in_loop" + std::to_string(i));
  names.get("after_loop");
  if (names.open("k")() && (names.get("in_condition"), true))
    names.get("after_condition");
  switch (names.open("l"), names.get("in_switch"), 1) {
  case 1:
    names.get("after_switch");
  }
}

struct Failure {};
struct Entry {
  static constexpr int kind = 2;
  std::vector<std::string>* names;
  explicit Entry(std::vector<std::string>& all) : names(&all) { all.push_back("entry"); }
  Entry(const Entry& other) : names(other.names) { names->push_back("copy"); }
  Entry& operator=(const Entry&) = delete;
  ~Entry() { names->pop_back(); }
};
std::vector<int> numbers(const Guard&) { return {1, 2}; }
void thrown() {
  Names names;
  for (int i = 0; i < 2; ++i)
    try {
      names.open("m"), throw Failure();
    } catch (const Failure&) {
      names.get("caught" + std::to_string(i));
    }
  try {
    for (int each : numbers(names.open("n"))) {
      names.get("in_range" + std::to_string(each));
      if (each == 2)
        throw Failure();
    }
  } catch (const Failure&) {
    names.get("caught_range");
  }
  for (int i = 0; i < 2; ++i)
    try {
      std::vector<std::string>& all = names.all;
      for (const Entry& each : std::vector<Entry>{Entry(all)}) {
        names.get("in_list" + std::to_string(i) + std::to_string(each.kind));
        throw Failure();
      }
    } catch (const Failure&) {
      names.get("caught_list" + std::to_string(i));
    }
  const auto leave = [&] {
    for (int each : numbers(names.open("o")))
      return each;
    return 0;
  };
  names.get("left" + std::to_string(leave()));
}

struct Range {
  std::vector<std::string>& names;
  std::vector<int> values{1, 2};
  explicit Range(std::vector<std::string>& names) : names(names) { names.push_back("range"); }
  Range(const Range&) = delete;
  ~Range() { names.pop_back(); }
  auto begin() const { return values.begin(); }
  auto end() const { return values.end(); }
};
void ranges() {
  Names names;
  for (int each : Range(names.all))
    names.get("in_own" + std::to_string(each));
  names.get("after_own");
  for (int i = 0; i < 2; ++i)
    try {
      for (int each : Range(names.all))
        if (each == 2)
          throw Failure();
    } catch (const Failure&) {
      names.get("caught_own" + std::to_string(i));
    }
}

int take(Guard, Names& names) {
  names.get("in_call");
  return 1;
}
int look(const Guard&) { return 2; }
int both(Guard a, const Guard&, Guard b) { return a.kind + b.kind; }
void parameters() {
  Names names;
  take(names.open("p"), names), names.get("after_call");
  names.get("after_expression");
  take(Guard(names.all, "q"), names), look(Guard(names.all, "r")), names.get("after_calls");
  names.get("after_calls_expression");
  const std::string same = "s";
  both({names.all, same}, {names.all, same}, {names.all, same}), names.get("after_both");
  int (*pointer)(Guard, Names&) = take;
  pointer(names.open("t"), names), names.get("after_pointer");
  const auto lambda = [&](Guard) { names.get("in_lambda"); };
  lambda(names.open("u")), names.get("after_lambda");
  names.get("end");
  try {
    const auto fail = []() -> Guard { throw Failure(); };
    both(names.open(same), names.open(same), fail());
  } catch (const Failure&) {
    names.get("caught");
  }
}

struct Layer {
  int number;
  Layer(Names& names, const std::string& name) : number(static_cast<int>(names.all.size())) { names.get(name); }
  Layer(Names& names, const std::string& name, const Guard&) : Layer(names, name + "_guarded") {}
};
struct Base {
  explicit Base(Names& names, const Guard&) { names.get("base"); }
};
struct Network : Base {
  Layer first, second;
  int depth = 0;
  explicit Network(Names& names)
      : Base(names, Guard(names.all, "w")), first((names.open("x"), Layer(names, "first"))),
        second(names, "second", names.open("y")), depth(take(names.open("z"), names)) {
    names.get("body" + std::to_string(depth));
  }
  Network(Names& names, int) : Network((names.open("delegated"), names)) { names.get("delegating"); }
};
void constructors() {
  Names names;
  Network network(names);
  names.get("after");
  VS_VARIABLE_SCOPE("delegating") { Network other(names, 1); }
}

void build() {
  VS_VARIABLE_SCOPE("commas") { commas(); }
  VS_VARIABLE_SCOPE("discarded") { discarded(); }
  VS_VARIABLE_SCOPE("thrown") { thrown(); }
  VS_VARIABLE_SCOPE("ranges") { ranges(); }
  VS_VARIABLE_SCOPE("parameters") { parameters(); }
  VS_VARIABLE_SCOPE("constructors") { constructors(); }
}
VS_MODEL(temporaries, build());

int main() { printNames<temporaries>(); }
