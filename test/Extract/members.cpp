// Pointers to members, dynamic_cast, bit-fields, arrays from new, explicit ends, lambdas as
// functions, and the order of operands where C++ has one.
// RUN: %varscope extract %s -o - -- -std=c++20 > %t.ir
// RUN: %FileCheck %s --check-prefix=POINTERS --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=CASTS --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=BITS --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=STORAGE --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=CLOSURES --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=ORDERS --input-file=%t.ir
// RUN: %FileCheck %s --check-prefix=GUARDED --input-file=%t.ir

#include <new>
#include <string>

struct Base {
  virtual ~Base() = default;
  int width(int n) const { return n; }
  int units = 1;
  unsigned heads : 4 = 2;
};
struct Derived : Base {};
struct Tall {
  explicit Tall(std::string, std::string) {}
};
std::string next();

// CHECK: (record "c:@S@Base" "Base"
// CHECK: (field "heads" u4)

// POINTERS-LABEL: (function "c:@F@pointers#{{[^"]*}}"
// POINTERS: (var "method" {{.*}} (fnref "c:@S@Base@F@width#I#1"
// POINTERS: (var "field" {{.*}} (member-ptr "units"
// POINTERS: (assign {{.*}} (member-at {{.*}} (deref {{.*}} (load {{.*}} (local "pointer" {{.*}} (load {{.*}} (local "field"
// POINTERS: (icall {{.*}} (load {{.*}} (local "method" {{.*}} (local "base" {{.*}} (int "3" i32
int pointers(Base& base) {
  int (Base::*method)(int) const = &Base::width;
  int Base::*field = &Base::units;
  Base* const pointer = &base;
  pointer->*field = 4;
  return (base.*method)(3);
}

// CASTS-LABEL: (function "c:@F@casts#{{[^"]*}}"
// CASTS: (var "pointer" {{.*}} (dyncast (ptr (rec "c:@S@Derived")) {{.*}} (addr {{.*}} (local "base"
// CASTS: (dyncast (ref (rec "c:@S@Derived")) {{.*}} (local "base"
int casts(Base& base) {
  Derived* pointer = dynamic_cast<Derived*>(&base);
  return pointer ? dynamic_cast<Derived&>(base).units : 0;
}

// BITS-LABEL: (function "c:@F@bits#{{[^"]*}}"
// BITS: (assign {{.*}} (field "heads" {{.*}} (cast u4 {{.*}} (local "n"
// BITS: (return {{.*}} (cast u32 {{.*}} (load {{.*}} (field "heads"
unsigned bits(Base& base, unsigned n) {
  base.heads = n;
  return base.heads;
}

// STORAGE-LABEL: (function "c:@F@storage#{{[^"]*}}"
// STORAGE: (var "array" {{.*}} (new (ptr i32) {{.*}} (list (array i32 3)
// STORAGE: (delete {{.*}} (local "array"
// STORAGE: (var "placed" {{.*}} (new (ptr (rec "c:@S@Derived"))
// STORAGE: (destroy {{.*}} (deref {{.*}} (local "placed"
void storage() {
  int* array = new int[3]{1, 2};
  delete[] array;
  alignas(Derived) unsigned char bytes[sizeof(Derived)];
  Derived* placed = new (bytes) Derived;
  placed->~Derived();
}

// CLOSURES-LABEL: (function "c:@F@closures#{{[^"]*}}"
// CLOSURES: (var "plain" {{.*}} (fnref "{{[^"]*}}operator(){{[^"]*}}"
int closures() {
  int (*plain)(int) = [](int n) { return n + 1; };
  return plain(2);
}

// ORDERS-LABEL: (function "c:@F@orders#{{[^"]*}}"
// ORDERS: (do-expr {{[^()]*}}(order "right" {{[^()]*}}(lib "std::basic_string::operator+="
// ORDERS: (var "braces" {{.*}}(order "left" {{[^()]*}}(construct "c:@S@Tall
// ORDERS: (var "parentheses" {{[^()]*\(rec "c:@S@Tall"\)}} {{[^()]*}}(construct "c:@S@Tall
void orders(std::string* texts) {
  *texts++ += next();
  Tall braces{next(), next()};
  Tall parentheses(next(), next());
}

// A constructor's own try stands for its whole body: it is around the initialisers as well.
// GUARDED-LABEL: (function "c:@S@Guarded@F@Guarded#"
// GUARDED: (initialize (init "units"
// GUARDED-NEXT: (body
// GUARDED-NEXT: (try
// GUARDED: (catch {{.*}} void
struct Guarded {
  int units;
  Guarded() try : units(1) {
    throw 2;
  } catch (...) {
  }
};
Guarded guarded() { return {}; }
