// POSIX threads rather than std::thread, whose functions live in one standard
// library: programs built with another one link this library too.
#include "Runtime/Threads.h"

#include <cfenv>
#include <cstdlib>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

namespace varscope::runtime {
namespace {

struct Call {
  void (*body)(void*);
  void* context;
};

void runBody(const Call& call) {
  std::fenv_t callers;
  std::fegetenv(&callers);
  std::fesetenv(FE_DFL_ENV);
  call.body(call.context);
  std::fesetenv(&callers);
}

void* threadMain(void* argument) {
  runBody(*static_cast<const Call*>(argument));
  return nullptr;
}

} // namespace

unsigned processorCount() {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0)
    return static_cast<unsigned>(CPU_COUNT(&set));
#endif
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? static_cast<unsigned>(online) : 1;
}

void runThreads(unsigned threads, void (*body)(void*), void* context) {
  Call call{body, context};
  pthread_t* handles =
      threads > 1 ? static_cast<pthread_t*>(std::malloc((threads - 1) * sizeof(pthread_t))) : nullptr;
  unsigned started = 0;
  while (handles && started + 1 < threads &&
         pthread_create(&handles[started], nullptr, threadMain, &call) == 0)
    ++started;
  runBody(call);
  for (unsigned i = 0; i < started; ++i)
    pthread_join(handles[i], nullptr);
  std::free(handles);
}

} // namespace varscope::runtime
