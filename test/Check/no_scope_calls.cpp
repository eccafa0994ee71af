// Who uses the library's types alone has no models to check, and needs no note about that.
// RUN: %varscope check %s -- %include 2>&1 | count 0
#include <varscope/varscope.h>
varscope::Shape shape() { return {2, 3}; }
varscope::Initializer zeros() { return varscope::zeros(); }
