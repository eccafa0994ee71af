#pragma once
/// The scope macros. Each makes one statement of what follows it; `return`,
/// `break`, `continue` and exceptions leave the scope, and an `else` after it
/// belongs to none of the macro's own.

#include <varscope/roles.h>

/// VS_VARIABLE_SCOPE(name_or_scope, .option = value, ...) { ... }
#define VS_VARIABLE_SCOPE(...)                                                                     \
  if constexpr (VS_DETAIL_VARIABLE_SCOPE_GUARD(__VA_ARGS__); false) {                              \
  } else

/// VS_VARIABLE_SCOPE_AS(scope, name_or_scope, .option = value, ...) { ... }
/// `scope` is a vs::VariableScope&.
#define VS_VARIABLE_SCOPE_AS(scope_variable, ...)                                                  \
  if constexpr (VS_DETAIL_VARIABLE_SCOPE_GUARD(__VA_ARGS__); false) {                              \
  } else if constexpr ([[maybe_unused]] ::varscope::VariableScope& scope_variable =                \
                           VS_DETAIL_GUARD.scope();                                                \
                       false) {                                                                    \
  } else

/// VS_NAME_SCOPE(name, .default_name = ..., .values = ...) { ... }
#define VS_NAME_SCOPE(...)                                                                         \
  if constexpr (VS_DETAIL_NAME_SCOPE_GUARD(__VA_ARGS__); false) {                                  \
  } else

/// VS_NAME_SCOPE_AS(ns, name, ...) { ... }; `ns` is a std::string_view: "a/b_1/".
#define VS_NAME_SCOPE_AS(text_variable, ...)                                                       \
  if constexpr (VS_DETAIL_NAME_SCOPE_GUARD(__VA_ARGS__); false) {                                  \
  } else if constexpr ([[maybe_unused]] ::std::string_view text_variable = VS_DETAIL_GUARD.text(); \
                       false) {                                                                    \
  } else

/// VS_MODEL(tag, expression); at global or named-namespace scope: a model is a
/// name and the expression that builds it.
#undef VS_MODEL // of roles.h
#define VS_MODEL(tag, ...)                                                                         \
  extern "C" VS_DETAIL_PLAN_LINKAGE const ::varscope::plan::Plan varscope_plan_##tag;              \
  struct tag {                                                                                     \
    VS_MODEL_ROLE(#tag) static auto varscope_build() { return __VA_ARGS__; }                       \
    static const ::varscope::plan::Plan* varscope_plan() { return &varscope_plan_##tag; }          \
    static constexpr const char* varscope_tag() { return #tag; }                                   \
  }

/// Without VARSCOPE_REQUIRE_PLAN a program links without a model's generated
/// unit; with it, a missing unit is a link error.
#if defined(VARSCOPE_REQUIRE_PLAN)
#define VS_DETAIL_PLAN_LINKAGE
#else
#define VS_DETAIL_PLAN_LINKAGE __attribute__((weak))
#endif

// The options follow the first argument. The comma after the last one makes
// the variadic part never empty, and may end a braced list.
#define VS_DETAIL_VARIABLE_SCOPE_GUARD(...)                                                        \
  ::varscope::VariableScopeGuard VS_DETAIL_GUARD {                                                 \
    VS_DETAIL_FIRST(__VA_ARGS__, ), ::varscope::ScopeOptions { VS_DETAIL_REST(__VA_ARGS__, ) }     \
  }
#define VS_DETAIL_NAME_SCOPE_GUARD(...)                                                            \
  ::varscope::NameScopeGuard VS_DETAIL_GUARD {                                                     \
    VS_DETAIL_FIRST(__VA_ARGS__, ),                                                                \
        ::varscope::NameScopeOptions { VS_DETAIL_REST(__VA_ARGS__, ) }                             \
  }
#define VS_DETAIL_FIRST(first, ...) first
#define VS_DETAIL_REST(first, ...) __VA_ARGS__

#define VS_DETAIL_GUARD VS_DETAIL_JOIN(varscope_guard_, __LINE__)
#define VS_DETAIL_JOIN(a, b) VS_DETAIL_JOIN_EXPANDED(a, b)
#define VS_DETAIL_JOIN_EXPANDED(a, b) a##b
