// What programs share of Model: builds, variables, memory.

#include <varscope/varscope.h>
#include <varscope/detail/model_state-inl.h>
