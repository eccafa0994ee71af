"""What the run time and `varscope` say of one program, and where they differ."""

import re
from collections import Counter


# What the analysis refuses, in programs that are otherwise fine: a model with one variable in two shapes, more paths
# than it follows, paths that no plan could tell apart, and operands that share what one of them changes.
REFUSED = ["depending on a condition that is not known at compile time", "--max-paths",
           "the calls before it are the same either way", "C++ leaves that to the compiler"]


def is_refused(findings):
    return any(rule == "unresolved" and any(reason in text for reason in REFUSED) for rule, _, text in findings)


def first_difference(what, runtime, command):
    for index, (a, b) in enumerate(zip(runtime, command)):
        if a != b:
            return [f"{what}[{index}]: run time {a}, varscope {b}"]
    if len(runtime) == len(command):
        return []
    longer, more = ("run time", runtime) if len(runtime) > len(command) else ("varscope", command)
    return [f"{what}: {len(runtime)} at run time, {len(command)} in varscope; {longer} has {more[min(len(runtime), len(command))]}"]


def line_of(place):
    return int(re.search(r":(\d+):\d+$", place)[1])


def runtime_variables(outcome):
    for entry in outcome["variables"]:
        yield {**entry["variable"], "name": entry["variable"]["name"].removesuffix(":0"),
               "partition": entry["partition"], "offset": entry["offset"], "bytes": entry["bytes"]}


def command_variables(manifest):
    for entry in manifest["variables"]:
        variable = {key: entry[key] for key in ("name", "shape", "dtype", "trainable", "collections", "caching_device",
                                                "partition", "offset", "bytes")}
        yield {**variable, "caching_device": variable["caching_device"] or ""}


def runtime_errors(outcome):
    """(rule, line) of every error that was thrown. It stands at the outermost call: a getter's
    inner call is part of the get that fails."""
    return [(error["rule"], error["lines"][0] if error["lines"] else 0) for error in outcome["errors"]]


def compare(outcomes, manifest, findings):
    """Differences between recorded runs and the command's answer for the same model.

    outcomes: of every combination of its inputs; findings: (rule, line, text) of the model's errors.
    """
    for outcome in outcomes:
        if outcome["raised"].startswith("exception"):
            return [f"the program ends with {outcome['raised']}"]
    if findings or any(outcome["errors"] for outcome in outcomes):
        return (["a manifest was written in spite of errors"] if manifest is not None else []) + compare_errors(outcomes, findings)
    if manifest is None:
        return ["no manifest was written"]
    return compare_model(outcomes[0], manifest) if len(outcomes) == 1 else compare_paths(outcomes, manifest)


def compare_errors(outcomes, findings):
    problems = []
    runs = [set(runtime_errors(outcome)) for outcome in outcomes]
    found = {(rule, line) for rule, line, _ in findings}
    everywhere = {(rule, line) for rule, line, text in findings if ", when " not in text}
    happening = set().union(*runs)
    # An error outside of scope calls (a wrong argument of an initialiser) has no line at run time.
    rules_without_line = {rule for rule, line in happening if not line}
    for rule, line in sorted(happening - found):
        if line or rule not in {rule for rule, _ in found}:
            problems.append(f"error {rule}{f' at line {line}' if line else ''} is not found by varscope")
    for rule, line, text in sorted(findings):
        if rule in rules_without_line:
            continue
        if (rule, line) not in happening:
            problems.append(f"varscope reports {rule} at line {line}, which does not happen: {text}")
        elif (rule, line) in everywhere and not all((rule, line) in run for run in runs):
            problems.append(f"varscope reports {rule} at line {line} without a condition, but it has one: {text}")
    return problems


def compare_model(outcome, manifest):
    """Of a model without inputs: everything, in its order."""
    problems = first_difference("variables", list(runtime_variables(outcome)), list(command_variables(manifest)))
    if any(variable["conditional"] for variable in manifest["variables"]):
        problems.append("a variable is conditional, but every condition is known")
    problems += first_difference("events", runtime_events(outcome), command_events(manifest))
    problems += first_difference("scopes", scopes(outcome), scopes(manifest))
    return problems


def compare_paths(outcomes, manifest):
    """Of a model with inputs: what happens on some path is what is foreseen, and what happens on all is
    foreseen so."""
    def by_name(variables):
        return {variable["name"]: {key: value for key, value in variable.items() if key != "offset"} for variable in variables}

    foreseen = by_name(command_variables(manifest))
    conditional = {variable["name"] for variable in manifest["variables"] if variable["conditional"]}
    runs = [by_name(runtime_variables(outcome)) for outcome in outcomes]
    problems = []
    for run in runs:
        problems += [f"variable {name}: run time {run[name]}, varscope {foreseen.get(name)}"
                     for name in run if run[name] != foreseen.get(name)]
    for name in foreseen:
        missing = sum(name not in run for run in runs)
        if missing == len(runs):
            problems.append(f"variable {name} is foreseen, but is on no path")
        elif (missing > 0) != (name in conditional):
            problems.append(f"variable {name} is missing on {missing} of {len(runs)} paths; varscope has conditional = {name in conditional}")
    for what, happening, expected in (("event", map(runtime_events, outcomes), command_events(manifest)),
                                      ("scope", map(scopes, outcomes), scopes(manifest))):
        happening = {each for run in happening for each in run}
        problems += [f"{what} {each} is not foreseen" for each in sorted(happening - set(expected))]
        problems += [f"{what} {each} is foreseen, but is on no path" for each in sorted(set(expected) - happening)]
    return problems


def runtime_events(outcome):
    return [(e["kind"], e["name"], e["line"]) for e in outcome["events"] if e["name"]]


def command_events(manifest):
    return [(e["kind"], e["name"], line_of(e["at"])) for e in manifest["events"] if e["name"]]


def scopes(of):
    return [(s["name"], s["name_scope"]) for s in of["scopes"]]


def compare_plan(unplanned, planned, paths):
    """Differences between what a model holds without and with its generated unit. With `paths`, a plan has room for
    the variables of all of them."""
    if unplanned is None or planned is None:
        return ["the model builds only " + ("without" if planned is None else "with") + " its plan"]
    for what, outcome in (("without", unplanned), ("with", planned)):
        if "failed" in outcome:
            return [f"the model fails {what} its plan: {outcome['failed']}"]
    problems = []
    if not planned["planned"]:
        problems.append("the generated unit is not used")

    def variables(outcome):
        if not paths:
            return outcome["variables"]
        return sorted(({**each, "offset": 0} for each in outcome["variables"]), key=lambda each: each["variable"]["name"])

    problems += first_difference("variables with the plan", variables(unplanned), variables(planned))
    bytes_of = "values" if paths else "arena"
    if unplanned[bytes_of] != planned[bytes_of]:
        problems.append(f"the bytes of the {bytes_of} differ with the plan")
    return problems


def kind(problem):
    """What a problem is about, without the program's own names and numbers: for shrinking."""
    return re.sub(r"\d+", "N", problem.split(": run time")[0].split(", which does")[0]).split("[")[0].split("with name")[0]


class Tally:
    """Counts over all programs."""

    def __init__(self):
        self.programs = self.agreed = self.events = self.planned = self.with_errors = self.refused = 0
        self.rules = Counter()

    def add(self, outcome, agreed, planned, refused):
        self.programs += 1
        self.refused += refused
        self.agreed += agreed
        self.planned += planned
        if outcome:
            self.events += len(outcome["events"])
            self.with_errors += bool(outcome["errors"])
            if outcome["errors"]:
                self.rules[outcome["errors"][0]["rule"]] += 1

    def merge(self, other):
        for name in ("programs", "agreed", "events", "planned", "with_errors", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rules += other.rules

    def __str__(self):
        rules = ", ".join(f"{rule} {count}" for rule, count in self.rules.most_common())
        return (f"{self.programs} programs, {self.agreed} agree; {self.with_errors} with errors"
                f"{' (first: ' + rules + ')' if rules else ''}; {self.events} gets compared; "
                f"{self.planned} with their plans" + (f"; {self.refused} refused" if self.refused else ""))
