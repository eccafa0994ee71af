#pragma once
/// A user's code between a get and the variable store.

#include <varscope/callable.h>
#include <varscope/roles.h>

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace varscope {

class Getter;
class Variable;
struct VariableRequest;

namespace detail {
/// Defined with Getter: wraps a function
/// `(Getter, std::string_view name, VariableRequest) -> Variable`.
template <class F> std::shared_ptr<const Callable> make_custom_getter(F&& function);
} // namespace detail

/// A custom getter: a user's callable `(Getter getter, std::string_view name,
/// VariableRequest request) -> Variable`, or absent.
class VS_ROLE("CustomGetter") CustomGetter {
public:
  VS_ROLE("CustomGetter") CustomGetter() = default;
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, CustomGetter>) &&
            std::is_invocable_v<const std::remove_cvref_t<F>&, Getter, std::string_view,
                                VariableRequest>
  VS_ROLE("custom_getter.callable")
  CustomGetter(F&& callable) : code(detail::make_custom_getter(std::forward<F>(callable))) {}
  static CustomGetter from_callable(std::shared_ptr<const Callable> code) {
    CustomGetter made;
    made.code = std::move(code);
    return made;
  }

  explicit operator bool() const { return code != nullptr; }
  const std::shared_ptr<const Callable>& callable() const { return code; }

  friend bool operator==(const CustomGetter&, const CustomGetter&) = default;

private:
  std::shared_ptr<const Callable> code;
};

} // namespace varscope
