#include "Resolve/Paths.h"

#include "llvm/ADT/Hashing.h"

#include <algorithm>

namespace varscope::resolve {

std::optional<bool> Facts::less(std::int64_t constant) const {
  if (high < constant)
    return true;
  if (low >= constant)
    return false;
  return std::nullopt;
}

std::optional<bool> Facts::equal(std::int64_t constant) const {
  if (constant < low || constant > high || excluded.count(constant))
    return false;
  if (low == high)
    return true;
  return std::nullopt;
}

void Facts::tighten() {
  while (low < high && excluded.count(low))
    ++low;
  while (low < high && excluded.count(high))
    --high;
}

void Facts::assumeLess(std::int64_t constant, bool truth) {
  if (!truth)
    low = std::max(low, constant);
  else if (constant != INT64_MIN)
    high = std::min(high, constant - 1);
  tighten();
}

void Facts::assumeEqual(std::int64_t constant, bool truth) {
  if (truth)
    low = high = constant;
  else
    excluded.insert(constant);
  tighten();
}

void Facts::limit(std::int64_t least, std::int64_t most) {
  low = std::max(low, least);
  high = std::min(high, most);
}

namespace {
/// x op constant, when the constant is on the right.
bool comparison(llvm::StringRef op, const UnknownState& left, const Value& right, Test& test) {
  if (!right.isInt() || (left.width == 0))
    return false;
  // 64-bit unsigned numbers beyond the signed range have no order here.
  if (!left.isSigned && left.width == 64 && op != "==" && op != "!=")
    return false;
  const std::int64_t constant = right.asInt();
  const bool last = constant == INT64_MAX;
  test.id = left.id;
  test.width = left.width;
  test.isSigned = left.isSigned;
  test.constant = constant;
  test.kind = op == "==" || op == "!=" ? Test::Equal : Test::Less;
  if (op == "!=")
    test.negated = !test.negated;
  else if (op == ">=")
    test.negated = !test.negated;
  else if (op == "<=" && !last)
    ++test.constant;
  else if (op == ">" && !last) {
    ++test.constant;
    test.negated = !test.negated;
  } else if (op != "<" && op != "==")
    return false;
  return true;
}

llvm::StringRef mirrored(llvm::StringRef op) {
  return op == "<" ? ">" : op == ">" ? "<" : op == "<=" ? ">=" : op == ">=" ? "<=" : op;
}

/// The range of a type that bounds what is known of its values.
void limitToType(Facts& facts, const Test& test) {
  if (test.width == 0 || test.width >= 64)
    return;
  const std::int64_t span = std::int64_t(1) << (test.isSigned ? test.width - 1 : test.width);
  facts.limit(test.isSigned ? -span : 0, span - 1);
}
} // namespace

Test testOf(const Value& condition) {
  Test test;
  const Value* value = &condition;
  while (true) {
    const UnknownState& state = value->why();
    if (state.op == "!" && state.left.isUnknown()) {
      test.negated = !test.negated;
      value = &state.left;
      continue;
    }
    const bool isBool = [&] { // b == true, b != false
      if ((state.op != "==" && state.op != "!=") || !state.left.isUnknown() || !state.right.isInt())
        return false;
      return state.left.why().width == 1 && state.right.asInt() >= 0 && state.right.asInt() <= 1;
    }();
    if (isBool) {
      test.negated ^= (state.op == "==") == (state.right.asInt() == 0);
      value = &state.left;
      continue;
    }
    Test compared = test;
    if (!state.op.empty() && state.left.isUnknown() && comparison(state.op, state.left.why(), state.right, compared))
      return compared;
    compared = test;
    if (!state.op.empty() && state.right.isUnknown() &&
        comparison(mirrored(state.op), state.right.why(), state.left, compared))
      return compared;
    // The truth of a number: it is not zero.
    test.id = state.id;
    test.kind = Test::Equal;
    test.constant = 0;
    test.negated = !test.negated;
    test.width = state.width;
    test.isSigned = state.isSigned;
    return test;
  }
}

std::string describe(const Value& condition, bool value) {
  const Value* what = &condition;
  while (what->why().op == "!" && what->why().name.empty() && what->why().left.isUnknown()) {
    value = !value;
    what = &what->why().left;
  }
  return "'" + what->print() + "' is " + (value ? "true" : "false");
}

void Paths::begin(std::vector<Decision> script) {
  answers.clear();
  pending.clear();
  for (Decision& decision : script)
    answers.push_back({std::move(decision), /*met=*/false});
  restart();
}

void Paths::restart() {
  facts.clear();
  undo.clear();
  for (Answer& answer : answers)
    answer.met = false;
  unmet = answers.size();
  speculating = 0;
  assumed = 0;
}

std::optional<bool> Paths::known(const Value& condition) const {
  const Test test = testOf(condition);
  const auto found = facts.find(test.id);
  Facts known = found == facts.end() ? Facts() : found->second;
  limitToType(known, test);
  const std::optional<bool> truth = test.kind == Test::Less ? known.less(test.constant) : known.equal(test.constant);
  return truth ? std::optional<bool>(*truth != test.negated) : std::nullopt;
}

void Paths::assume(const Value& condition, bool value) { assume(testOf(condition), value); }

void Paths::assume(const Test& test, bool value) {
  if (speculating) {
    const auto found = facts.find(test.id);
    undo.emplace_back(test.id, found == facts.end() ? std::nullopt : std::optional<Facts>(found->second));
  } else {
    ++assumed;
  }
  Facts& known = facts[test.id];
  limitToType(known, test);
  if (test.kind == Test::Less)
    known.assumeLess(test.constant, value != test.negated);
  else
    known.assumeEqual(test.constant, value != test.negated);
}

void Paths::rollback(Mark mark) {
  while (undo.size() > mark) {
    auto& [id, before] = undo.back();
    if (before)
      facts[id] = std::move(*before);
    else
      facts.erase(id);
    undo.pop_back();
  }
}

Paths::Execution::Execution(Paths& paths, const ir::Node& site)
    : paths(paths), site(site.loc), around(paths.innermost), number(around && !paths.speculating ? around->inside++ : 0) {
  if (!paths.speculating)
    paths.innermost = this;
}

Paths::Execution::~Execution() {
  if (paths.innermost == this)
    paths.innermost = around;
}

std::uint64_t Paths::Execution::identity() {
  if (!known)
    known = llvm::hash_combine(around ? around->identity() : 0, number, site.file, site.line, site.column);
  return *known;
}

void Paths::meet(Answer& answer) {
  assume(answer.decision.test, answer.decision.value);
  answer.met = true;
  --unmet;
}

void Paths::follow() {
  if (speculating)
    return;
  innermost->inside = 0;
  // By its place: some statements are made by the analysis, and made anew in every run.
  const ir::Loc& site = innermost->site;
  for (Answer& answer : answers) {
    if (followed())
      break;
    const Decision& decision = answer.decision;
    if (!answer.met && decision.execution == innermost->identity() && decision.site.file == site.file &&
        decision.site.line == site.line && decision.site.column == site.column)
      meet(answer);
  }
  innermost->assumedBefore = assumed;
}

void Paths::part(const Value& condition) {
  const Test test = testOf(condition);
  // What the path decides elsewhere of the same number holds here too.
  bool isDecided = false;
  for (Answer& answer : answers)
    if (!answer.met && answer.decision.test.id == test.id) {
      meet(answer);
      isDecided = true;
    }
  if (isDecided)
    return;
  const auto answer = [&](bool value) {
    return Decision{innermost->site, innermost->identity(), test, value, describe(condition, value), condition.why().at};
  };
  pending.push_back(decisions());
  pending.back().push_back(answer(false));
  answers.push_back({answer(true), /*met=*/true});
  if (innermost->assumedBefore != assumed)
    throw RestartPath();
  assume(test, true);
}

std::vector<Decision> Paths::decisions() const {
  std::vector<Decision> all;
  for (const Answer& answer : answers)
    all.push_back(answer.decision);
  return all;
}

} // namespace varscope::resolve
