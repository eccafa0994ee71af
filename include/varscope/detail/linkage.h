#pragma once
/// Where definitions that are no templates go: into the run-time library, which is compiled once,
/// or, if VARSCOPE_HEADER_ONLY is defined, into every program. A program whose standard library
/// has other class layouts than the one the library was built with must have its own; where that
/// can be seen it is chosen here.

#include <version>

#if !defined(VARSCOPE_HEADER_ONLY) && \
    (defined(_LIBCPP_VERSION) || defined(_GLIBCXX_DEBUG) || \
     (defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI))
#define VARSCOPE_HEADER_ONLY
#endif

#ifdef VARSCOPE_HEADER_ONLY
#define VARSCOPE_INLINE inline
#else
#define VARSCOPE_INLINE
#endif
