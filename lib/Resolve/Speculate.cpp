/// Both answers to a condition that is not known: run each from one state, take
/// it back, and merge; or part the paths.

#include "Resolve/Machine.h"

namespace varscope::resolve {

struct Machine::Checkpoint {
  Memory::Region region;
  TraceLog::Mark trace;
  Paths::Mark facts;
  std::optional<core::Journal::Mark> journal;
  std::uint64_t coreUses;
  Frame* frame;
  std::size_t bindings, temporaries, loops, derived, statics;
  std::uint32_t nextUnknown;
  const ir::Node* current;
  std::optional<Thrown> handled;
  unsigned tries;
};

/// What one answer led to.
struct Machine::Branch {
  enum End { Completed, Threw, Escalates, Failed } end = Failed;
  Completion how = Completion::Normal;
  Value returned;
  Memory::Delta memory;
  core::Delta core;
  std::vector<Item> items;
  /// Names that the statement brought into scope: slot, place, object.
  std::vector<std::tuple<unsigned, Value, Place>> names;
  bool found = false; ///< findings arose
  std::uint32_t nextUnknown = 0;
};

Machine::Checkpoint Machine::checkpoint(bool journal) {
  Checkpoint point{objects.open(),
                   log.mark(),
                   paths.mark(),
                   std::nullopt,
                   coreUses,
                   frame,
                   frame ? frame->bindings.size() : 0,
                   frame ? frame->temporaries.size() : 0,
                   loops.size(),
                   derivedOrder.size(),
                   staticsMade.size(),
                   nextUnknown,
                   current,
                   handled,
                   tries};
  if (journal || core->journal().recording())
    point.journal = core->journal().mark();
  return point;
}

void Machine::commit(const Checkpoint& point) {
  objects.commit(point.region);
  if (point.journal)
    core->journal().release(*point.journal);
}

/// Everything but Memory, whose changes the caller takes back or extracts.
void Machine::takeBack(const Checkpoint& point) {
  log.rollback(point.trace);
  paths.rollback(point.facts);
  frame = point.frame;
  if (frame) {
    leaveScope(point.bindings, false);
    frame->temporaries.resize(point.temporaries);
  }
  loops.resize(point.loops);
  while (derivedOrder.size() > point.derived) {
    derivedValues.erase(derivedOrder.back());
    derivedOrder.pop_back();
  }
  forgetStatics(point.statics);
  nextUnknown = point.nextUnknown;
  current = point.current;
  handled = point.handled;
  tries = point.tries;
  returned = {};
  if (point.journal) {
    core->journal().rollback(*point.journal);
    core->journal().release(*point.journal);
  }
}

Completion Machine::attempt(const ir::Node& site, llvm::function_ref<Completion()> body, bool escalates) {
  const Paths::Execution execution(paths, site);
  return again(site, body, escalates);
}

Completion Machine::again(const ir::Node& site, llvm::function_ref<Completion()> body, bool escalates) {
  paths.follow();
  const Checkpoint point = checkpoint(journalled.contains(&site));
  Value condition;
  try {
    const Completion how = body();
    commit(point);
    return how;
  } catch (const Undecided& undecided) {
    condition = undecided.condition;
  } catch (const Thrown&) {
    commit(point);
    throw;
  } catch (const PathEnd&) { // what was found stays found
    commit(point);
    throw;
  } catch (...) {
    objects.rollback(point.region);
    takeBack(point);
    throw;
  }
  objects.rollback(point.region);
  const bool usedCore = coreUses != point.coreUses && !point.journal;
  takeBack(point);
  if (usedCore) { // nothing tells how to take the core back: run again, with its undo log
    journalled.insert(&site);
    throw RestartPath();
  }
  return explore(condition, site, body, escalates);
}

void Machine::collectNames(const Checkpoint& point, Branch& branch) const {
  for (std::size_t i = point.bindings; frame && i < frame->bindings.size(); ++i) {
    const Frame::Binding& binding = frame->bindings[i];
    branch.names.emplace_back(binding.slot, frame->slots[binding.slot], binding.owned);
  }
}

Machine::Branch Machine::speculate(const Value& condition, bool answer, const ir::Node& site,
                                   llvm::function_ref<Completion()> body, bool escalates) {
  Branch branch;
  const Checkpoint point = checkpoint(true);
  ++paths.speculating;
  paths.assume(condition, answer);
  try {
    branch.how = again(site, body, escalates);
    branch.end = Branch::Completed;
    branch.returned = returned;
  } catch (const Thrown&) {
    branch.end = Branch::Threw;
  } catch (const Undecided&) {
    branch.end = Branch::Escalates;
  } catch (const NeedsParting&) {
    branch.end = Branch::Failed;
  } catch (const PathEnd&) {
    branch.end = Branch::Failed;
  } catch (...) {
    --paths.speculating;
    objects.rollback(point.region);
    takeBack(point);
    throw;
  }
  --paths.speculating;
  branch.found = log.findings.size() != point.trace.findings;
  branch.items = log.since(point.trace);
  branch.nextUnknown = nextUnknown;
  if (branch.end == Branch::Completed) {
    branch.core = core->journal().delta(*point.journal);
    collectNames(point, branch);
    branch.memory = objects.extract(point.region);
  } else {
    objects.rollback(point.region);
  }
  takeBack(point);
  return branch;
}

Completion Machine::explore(const Value& condition, const ir::Node& site, llvm::function_ref<Completion()> body,
                            bool escalates) {
  if (paths.speculating > 24)
    throw NeedsParting();
  Branch whenFalse = speculate(condition, false, site, body, escalates);
  // Then the outermost condition parts, whatever the other answer leads to: to try that too, at every level,
  // would double the time with each.
  if (whenFalse.end == Branch::Failed && paths.speculating)
    throw NeedsParting();

  // The other answer, in the open: if the branches agree, this one stays.
  const Checkpoint point = checkpoint(true);
  ++paths.speculating;
  paths.assume(condition, true);
  partings.emplace_back(condition.why().id, whenFalse.nextUnknown);
  Branch whenTrue;
  const auto close = [&] {
    --paths.speculating;
    partings.pop_back();
  };
  try {
    whenTrue.how = again(site, body, escalates);
    whenTrue.end = Branch::Completed;
    whenTrue.returned = returned;
  } catch (const Thrown&) {
    whenTrue.end = Branch::Threw;
  } catch (const Undecided&) {
    whenTrue.end = Branch::Escalates;
  } catch (const NeedsParting&) {
    whenTrue.end = Branch::Failed;
  } catch (const PathEnd&) {
    whenTrue.end = Branch::Failed;
  } catch (...) {
    close();
    objects.rollback(point.region);
    takeBack(point);
    objects.discard(whenFalse.memory);
    throw;
  }
  close();
  whenTrue.found = log.findings.size() != point.trace.findings;

  const bool bothCompleted = whenTrue.end == Branch::Completed && whenFalse.end == Branch::Completed &&
                             !whenTrue.found && !whenFalse.found;
  const bool sameCore = bothCompleted && core->journal().delta(*point.journal) == whenFalse.core;
  if (sameCore && whenTrue.how == whenFalse.how) {
    collectNames(point, whenTrue);
    whenTrue.memory = objects.extract(point.region);
    if (mergeMemory(condition, whenTrue, whenFalse)) {
      paths.rollback(point.facts);
      forgetStatics(point.statics);
      log.merge(point.trace, condition, std::move(whenFalse.items));
      core->journal().release(*point.journal);
      nextUnknown = std::max(nextUnknown, whenFalse.nextUnknown);
      returned = std::move(whenTrue.returned);
      return whenTrue.how;
    }
    objects.discard(whenTrue.memory);
  } else {
    objects.rollback(point.region);
  }
  objects.discard(whenFalse.memory);
  takeBack(point);

  // One answer ends the build by an exception that nobody catches: whoever
  // has a model at all gave the other answer.
  const auto fails = [&](const Branch& branch) { return branch.end == Branch::Threw && !branch.found && tries == 0; };
  if (fails(whenTrue) != fails(whenFalse)) {
    paths.assume(condition, fails(whenFalse));
    return again(site, body, escalates);
  }
  const bool escalation = whenTrue.end == Branch::Escalates || whenFalse.end == Branch::Escalates ||
                          (sameCore && whenTrue.how != whenFalse.how);
  if (escalation && escalates)
    throw Undecided{condition};
  if (paths.speculating)
    throw NeedsParting();
  paths.part(condition);
  return again(site, body, escalates);
}

/// In a second branch, unknowns after the condition get numbers that the first
/// one did not use.
void Machine::skipUnknowns(const Value& condition) {
  for (const auto& [id, next] : partings)
    if (id == condition.why().id)
      nextUnknown = std::max(nextUnknown, next);
}

bool Machine::decide(const Value& given) {
  const Value condition = load(given);
  switch (condition.kind()) {
  case ValueKind::Int:
    return condition.asBool();
  case ValueKind::Float:
    return condition.asDouble() != 0;
  case ValueKind::Null:
    return false;
  case ValueKind::Pointer:
  case ValueKind::Str:
  case ValueKind::Function:
    return true;
  case ValueKind::Unknown:
    if (condition.why().sign != 0)
      return true;
    break;
  default:
    return decide(unknown(condition.is(ValueKind::Undef) ? "an uninitialised value" : "a condition without a truth"));
  }
  if (const std::optional<bool> known = paths.known(condition)) {
    skipUnknowns(condition);
    ++assumptionsUsed;
    return *known;
  }
  throw Undecided{condition};
}

// -- merging -------------------------------------------------------------------------

Value Machine::choice(const Value& condition, const Value& whenTrue, const Value& whenFalse) {
  const Value made = Value::choice(condition, whenTrue, whenFalse);
  if (made.alternatives().depth > 16)
    return fresh("a value that depends on too many unknown conditions, '" + llvm::Twine(condition.print()) +
                   "' the last",
                 condition.why().at);
  return made;
}

std::optional<Value> Machine::mergeValues(const Value& condition, const Value& whenTrue, const Value& whenFalse) {
  if (whenTrue.same(whenFalse))
    return whenTrue;
  if (whenTrue.is(ValueKind::Object) && whenFalse.is(ValueKind::Object)) {
    if (!mergeObjects(condition, whenTrue.target(), whenFalse.target()))
      return std::nullopt;
    return whenTrue;
  }
  if (whenTrue.is(ValueKind::Object) || whenFalse.is(ValueKind::Object) || whenTrue.is(ValueKind::Aggregate) ||
      whenFalse.is(ValueKind::Aggregate))
    return std::nullopt;
  return choice(condition, whenTrue, whenFalse);
}

bool Machine::mergeObjects(const Value& condition, Place whenTrue, Place whenFalse) {
  if (whenTrue == whenFalse)
    return true;
  if (!objects.alive(whenTrue) || !objects.alive(whenFalse))
    return false;
  const Value a = objects.read(whenTrue), b = objects.read(whenFalse);
  if (a.is(ValueKind::Aggregate) && b.is(ValueKind::Aggregate)) {
    const auto &x = a.parts(), &y = b.parts();
    if (x.type != y.type || x.parts.size() != y.parts.size())
      return false;
    for (std::size_t i = 0; i < x.parts.size(); ++i)
      if (!mergeObjects(condition, x.parts[i], y.parts[i]))
        return false;
    return true;
  }
  const std::optional<Value> merged = mergeValues(condition, a, b);
  if (merged)
    objects.write(whenTrue, *merged);
  return merged.has_value();
}

/// Both branches are taken back; puts their common effect in force.
bool Machine::mergeMemory(const Value& condition, Branch& whenTrue, Branch& whenFalse) {
  objects.keep(whenTrue.memory);
  objects.keep(whenFalse.memory);
  const auto giveUp = [&] {
    whenTrue.memory.made.clear(); // the region around lets them go
    whenFalse.memory.made.clear();
    return false;
  };
  std::vector<Memory::Delta::Change> results;
  auto &a = whenTrue.memory.changes, &b = whenFalse.memory.changes;
  for (auto x = a.begin(), y = b.begin(); x != a.end() || y != b.end();) {
    const bool takeX = x != a.end() && (y == b.end() || x->place.cell <= y->place.cell);
    const bool takeY = y != b.end() && (x == a.end() || y->place.cell <= x->place.cell);
    const Place place = takeX ? x->place : y->place;
    const bool before = objects.alive(place);
    const bool liveX = takeX ? x->live : before, liveY = takeY ? y->live : before;
    const auto none = Memory::Exposure::None;
    const Memory::Exposure exposure = std::max(takeX ? x->exposure : none, takeY ? y->exposure : none);
    if (liveX != liveY)
      return giveUp();
    if (liveX) {
      const Value original = objects.read(place);
      const std::optional<Value> merged =
        mergeValues(condition, takeX ? x->content : original, takeY ? y->content : original);
      if (!merged)
        return giveUp();
      results.push_back({place, *merged, true, exposure});
    } else {
      results.push_back({place, {}, false, none});
    }
    x += takeX;
    y += takeY;
  }
  const std::optional<Value> result = mergeValues(condition, whenTrue.returned, whenFalse.returned);
  if (!result || whenTrue.names.size() != whenFalse.names.size())
    return giveUp();
  for (std::size_t i = 0; i < whenTrue.names.size(); ++i) {
    const auto& [slotX, placeX, ownedX] = whenTrue.names[i];
    const auto& [slotY, placeY, ownedY] = whenFalse.names[i];
    if (slotX != slotY || bool(ownedX) != bool(ownedY))
      return giveUp();
    if (ownedX) {
      if (!mergeObjects(condition, ownedX, ownedY))
        return giveUp();
    } else if (const auto place = mergeValues(condition, placeX, placeY)) {
      frame->slots[slotX] = *place;
    } else {
      return giveUp();
    }
  }
  whenTrue.returned = *result;
  for (Memory::Delta::Change& merged : results) {
    if (!merged.live) {
      objects.free(merged.place);
      continue;
    }
    objects.write(merged.place, std::move(merged.content));
    objects.expose(merged.place, merged.exposure);
  }
  return true;
}

// -- loops that run an unknown number of times ---------------------------------------

Completion Machine::unknownLoop(const ir::Node& loop, const Value& condition, llvm::function_ref<Completion()> pass) {
  const std::string reason =
    "it is changed in a loop whose number of iterations is not known ('" + condition.print() + "')";
  bool returns = false;
  Value result;
  // Until nothing else changes: one pass from a state in which all that a
  // pass changes is unknown.
  while (true) {
    const std::size_t eventsBefore = log.eventCount();
    const Checkpoint point = checkpoint(true);
    ++paths.speculating;
    bool failed = false;
    Completion how = Completion::Normal;
    try {
      how = attempt(loop, pass, false);
      result = returned;
    } catch (const Thrown&) {
    } catch (const NeedsParting&) {
      failed = true;
    } catch (const Undecided&) {
      failed = true;
    } catch (const PathEnd&) {
      failed = true;
    } catch (...) {
      --paths.speculating;
      objects.rollback(point.region);
      takeBack(point);
      throw;
    }
    --paths.speculating;
    const bool events = log.eventCount() != eventsBefore || !core->journal().delta(*point.journal).empty();
    const Memory::Delta delta = objects.extract(point.region);
    takeBack(point);
    objects.discard(delta);
    if (events || failed) {
      unresolved(*loop.kids[loop.op == ir::Op::DoWhile ? 1 : 0], condition,
                 "how often a loop with scope calls runs",
                 "a bound that is known at compile time: a constant, or a parameter or member that is given one");
    }
    returns |= how == Completion::Return;
    bool changed = false;
    for (const Memory::Delta::Change& change : delta.changes) {
      if (!objects.alive(change.place))
        continue;
      objects.expose(change.place, change.exposure);
      const Value& now = objects.read(change.place);
      if (now.isUnknown() && now.why().reason == reason)
        continue;
      if (now.is(ValueKind::Aggregate)) // its parts are listed themselves
        continue;
      objects.write(change.place, fresh(reason, loop.loc));
      changed = true;
    }
    if (!changed)
      break;
  }
  if (!returns)
    return Completion::Normal;
  // Whether the loop returns is one more thing that is not known.
  if (decide(unknown("whether the loop returns early"))) {
    // A body in an order that is not known is no loop of the program's.
    const bool isLoop = loop.kids[0]->op != ir::Op::Unknown;
    returned = result.isNone() ? Value()
                               : fresh(isLoop ? "it is returned from a loop whose iterations are not known"
                                              : loop.kids[0]->text,
                                       loop.loc);
    return Completion::Return;
  }
  return Completion::Normal;
}

} // namespace varscope::resolve
