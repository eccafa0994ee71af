#pragma once
/// What the compiler must know about a declaration, told by an annotation and
/// never by its name.

#if defined(__clang__)
#define VS_ROLE(role) [[clang::annotate("varscope." role)]]
#else
#define VS_ROLE(role)
#endif
