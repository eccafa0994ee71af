#pragma once
/// A plan written by hand.

#include <varscope/varscope.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// Steps are put one after the other; each is followed by the next one.
class TestPlan {
public:
  explicit TestPlan(const char* file) : file_hash(varscope::plan::fnv1a(varscope::plan::file_name(file))) {
    step(varscope::plan::StepKind::start, {}, 0, 0);
  }

  /// \param bytes at `offset` in the arena
  std::uint32_t variable(std::string_view name, std::vector<std::int64_t> shape,
                         varscope::runtime::FillSpec spec, std::uint64_t offset,
                         std::uint64_t bytes, bool runtime_initializer = false) {
    const std::string& text = texts_.emplace_back(std::string(name) + ":0");
    const std::vector<std::int64_t>& sizes = shapes.emplace_back(std::move(shape));
    static constexpr const char* keys[] = {"trainable_variables", "variables"};
    varscope::plan::Variable v{};
    v.name = text.c_str();
    v.name_length = static_cast<std::uint32_t>(name.size());
    v.trainable = true;
    v.runtime_initializer = runtime_initializer;
    v.rank = static_cast<std::uint32_t>(sizes.size());
    v.shape = sizes.data();
    v.initializer = spec;
    v.hash = varscope::runtime::hash_name(name.data(), name.size());
    v.offset = offset;
    v.bytes = bytes;
    v.collections = keys;
    v.collection_count = 2;
    variables.push_back(v);
    return static_cast<std::uint32_t>(variables.size() - 1);
  }

  void scope(std::string_view given, unsigned line, const char* name, const char* original,
             const char* name_scope) {
    scopes.push_back({name, original, name_scope, 0});
    step(varscope::plan::StepKind::enter_variable_scope, given, line,
         static_cast<std::uint32_t>(scopes.size() - 1));
  }
  void name_scope(std::string_view given, unsigned line, const char* text) {
    texts.push_back(text);
    step(varscope::plan::StepKind::enter_name_scope, given, line,
         static_cast<std::uint32_t>(texts.size() - 1));
  }
  void unique_name(std::string_view given, unsigned line, const char* text) {
    texts.push_back(text);
    step(varscope::plan::StepKind::unique_name, given, line,
         static_cast<std::uint32_t>(texts.size() - 1));
  }
  void get(std::string_view given, unsigned line, std::uint32_t of, bool creates) {
    step(varscope::plan::StepKind::get, given, line, of);
    steps.back().creates = creates;
  }
  void get_nothing(std::string_view given, unsigned line) {
    step(varscope::plan::StepKind::get_nothing, given, line, 0);
  }

  /// Valid while this object is and nothing is added.
  varscope::plan::Plan plan(std::uint64_t arena_bytes) {
    for (std::size_t i = 0; i != steps.size(); ++i) {
      steps[i].next = &numbers.emplace_back(static_cast<std::uint32_t>(i + 1));
      steps[i].next_count = i + 1 == steps.size() ? 0 : 1;
      steps[i].may_end = i + 1 == steps.size();
    }
    const auto size = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
    return {varscope::plan::version, "by_hand",        arena_bytes,
            variables.data(),        size(variables),  nullptr,
            0,                       scopes.data(),    size(scopes),
            texts.data(),            size(texts),      sites.data(),
            size(sites),             steps.data(),     size(steps)};
  }

  std::vector<varscope::plan::Variable> variables;

private:
  void step(varscope::plan::StepKind kind, std::string_view given, unsigned line,
            std::uint32_t payload) {
    sites.push_back({file_hash, line, line});
    varscope::plan::Step next{};
    next.kind = kind;
    next.payload = payload;
    next.site = static_cast<std::uint32_t>(sites.size() - 1);
    next.name = varscope::plan::fnv1a(given);
    next.full_name = "";
    steps.push_back(next);
  }

  std::uint64_t file_hash;
  std::deque<std::string> texts_;
  std::deque<std::vector<std::int64_t>> shapes;
  std::deque<std::uint32_t> numbers;
  std::vector<varscope::plan::Scope> scopes;
  std::vector<const char*> texts;
  std::vector<varscope::plan::Site> sites;
  std::vector<varscope::plan::Step> steps;
};
