// What is not followed is unknown, and says why where it decides a name or a shape; what does not
// decide one does no harm.
// RUN: not %varscope check %s --source-root=%S -- -std=c++20 %include 2>&1 | %FileCheck %s
#include <string>
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable get(int size) { return vs::get_variable("v", {size}); }
// Each finding stands here; its reason tells them apart. They come in the order of their texts.

void jump() {
  int n = 0;
again:
  ++n;
  if (n < 3)
    goto again;
  get(n);
}
VS_MODEL(m_goto, jump());
// CHECK-DAG: error: how often a loop with scope calls runs is not known {{.*}} the order in which this body runs is not understood; {{.*}} [varscope-unresolved]

int jumps(int n) {
  if (n > 2)
    goto end;
  n *= 2;
end:
  return n;
}
VS_MODEL(m_goto_value, get(jumps(1)));
// CHECK-DAG: error: the variable's shape is not known {{.*}} because the order in which this body runs is not understood{{.*}} [varscope-unresolved]

void assembly() {
  int n = 1;
  asm("" : "+r"(n));
  get(n);
}
VS_MODEL(m_assembly, assembly());
// CHECK-DAG: error: the variable's shape is not known {{.*}} it may have been changed, since inline assembly is not understood{{.*}} [varscope-unresolved]

void unions() {
  union {
    int number;
    float real;
  } both;
  both.number = 1;
  get(both.number);
}
VS_MODEL(m_union, unions());
// CHECK-DAG: error: the variable's shape is not known {{.*}} the members of a union share their storage{{.*}} [varscope-unresolved]

struct Top {
  int n = 1;
};
struct Middle : virtual Top {};
void virtual_base() {
  Middle middle;
  get(middle.n);
}
VS_MODEL(m_virtual_base, virtual_base());
// CHECK-DAG: error: the variable's shape is not known {{.*}} a virtual base class is not understood{{.*}} [varscope-unresolved]

void volatiles() {
  volatile int n = 1;
  get(n);
}
VS_MODEL(m_volatile, volatiles());
// CHECK-DAG: error: the variable's shape is not known {{.*}} a volatile object can change at any time{{.*}} [varscope-unresolved]

thread_local int per_thread = 1;
VS_MODEL(m_thread_local, get(per_thread));
// CHECK-DAG: error: the variable's shape is not known {{.*}} 'per_thread' differs between threads{{.*}} [varscope-unresolved]

void bits() {
  const float f = 1;
  get(*reinterpret_cast<const int*>(&f));
}
VS_MODEL(m_bits, bits());
// CHECK-DAG: error: the variable's shape is not known {{.*}} the same bits seen as another type are not understood{{.*}} [varscope-unresolved]

int counter;
VS_MODEL(m_mutable_global, get(counter));
// CHECK-DAG: error: the variable's shape is not known {{.*}} the global 'counter' is mutable{{.*}} --bind counter=VALUE{{.*}} [varscope-unresolved]

void mutable_static() {
  static int n = 1;
  get(n++);
}
VS_MODEL(m_mutable_static, mutable_static());
// CHECK-DAG: error: the variable's shape is not known {{.*}} the static 'n' is mutable{{.*}} [varscope-unresolved]

// None of them decides a name here.
void harmless() {
  int n = 1;
  asm("" : "+r"(n));
  union {
    int number;
    float real;
  } both;
  both.real = float(jumps(counter++) + n);
  Middle middle;
  middle.n = 2;
  volatile int never = 0;
  if (per_thread == 3)
    never = both.number;
  (void)never;
  get(1);
}
VS_MODEL(m_harmless, harmless());
// One each.
// CHECK: 10 errors generated.
