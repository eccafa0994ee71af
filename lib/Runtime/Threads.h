#pragma once

namespace varscope::runtime {

/// Processors that this process may run on.
unsigned processorCount();

/// Runs body(context) on `threads` threads, the calling one included, and
/// waits. Fewer run if the system gives fewer, so bodies claim their work.
/// Each runs with the default floating-point environment (rounding to
/// nearest, subnormals kept), whatever the caller has set.
void runThreads(unsigned threads, void (*body)(void*), void* context);

} // namespace varscope::runtime
