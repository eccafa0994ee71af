// Who ends what smart pointers own, and when: deleters, and owners that point at a part.
// RUN: %agree-libstdcxx
// RUN: %agree-libcxx
#include "Inputs/names.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>

void get(const std::string& name) { vs::get_variable(name, {1}); }
std::string str(long number) { return std::to_string(number); }

struct Deleter {
  void operator()(int* number) const {
    get("deleter_" + str(*number));
    delete number;
  }
};
struct Counting {
  int* count;
  void operator()(int* number) const {
    get("counting_" + str(++*count) + str(*number));
    delete number;
  }
};
void unique() {
  { std::unique_ptr<int, Deleter> pointer(new int(1)); }
  { std::unique_ptr<int, void (*)(int*)> pointer(new int(2), [](int* number) { Deleter()(number); }); }
  int count = 0;
  {
    std::unique_ptr<int, Counting> pointer(new int(3), Counting{&count});
    pointer.reset(new int(4));
    auto other = std::move(pointer);
    other.reset();
    get("unique_moved");
    std::unique_ptr<int, Counting> released(new int(5), Counting{&count});
    std::unique_ptr<int> plain(released.release());
    *plain = 6;
  }
  get("unique_" + str(count));
}

void shared() {
  int number = 1;
  {
    std::shared_ptr<int> looks(&number, [](int*) {});
    *looks = 2;
    const auto copy = looks;
  }
  get("looks_" + str(number));
  const auto end = [](std::string* text) {
    get("text_" + *text);
    delete text;
  };
  std::shared_ptr<std::string> first(new std::string("a"), end);
  std::weak_ptr<std::string> weak = first;
  auto second = weak.lock();
  first.reset(new std::string("b"), end);
  *second += "c";
  second = nullptr;
  get("shared_" + str(weak.expired()) + *first);
  first = std::make_shared<std::string>("d");
  get("shared_" + *first);
}

struct Whole {
  int part = 1;
  explicit Whole(int part) : part(part) {}
  ~Whole() { get("whole_" + str(part)); }
};
void parts() {
  std::shared_ptr<int> part;
  std::weak_ptr<int> weak;
  {
    const auto whole = std::make_shared<Whole>(2);
    part = std::shared_ptr<int>(whole, &whole->part);
    weak = part;
    get("part_" + str(*part) + str(part.use_count()));
    whole->part = 3;
  }
  get("part_" + str(*part) + str(*weak.lock()));
  part.reset();
  get("part_" + str(weak.expired()));
  std::unique_ptr<Whole> unique = std::make_unique<Whole>(4);
  std::shared_ptr<Whole> owner = std::move(unique);
  owner = std::unique_ptr<Whole>(new Whole(5));
  get("owner_" + str(owner->part));
}

void build() {
  unique();
  shared();
  parts();
}
VS_MODEL(owners, build());

int main() { printNames<owners>(); }
