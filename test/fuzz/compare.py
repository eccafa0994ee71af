"""What the run time and `varscope` say of one program, and where they differ."""

import re
from collections import Counter


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


def compare(outcome, manifest, findings):
    """Differences between a recorded run and the command's answer for the same model.

    findings: (rule, line, text) of the model's errors.
    """
    errors = runtime_errors(outcome)
    if outcome["raised"].startswith("exception"):
        return [f"the program ends with {outcome['raised']}"]
    if errors or findings:
        problems = []
        if manifest is not None:
            problems.append("a manifest was written in spite of errors")
        # An error outside of scope calls (a wrong argument of an initialiser) has no line at run time.
        found = {(rule, line) for rule, line, _ in findings}
        rules_without_line = {rule for rule, line in errors if not line}
        expected = {(rule, line) for rule, line in errors if line}
        missing = expected - found
        extra = {(rule, line) for rule, line in found - expected if rule not in rules_without_line}
        lost = rules_without_line - {rule for rule, _ in found}
        for rule, line in sorted(missing):
            problems.append(f"error {rule} at line {line} is not found by varscope")
        for rule in sorted(lost):
            problems.append(f"error {rule} is not found by varscope")
        for rule, line in sorted(extra):
            text = next(text for r, l, text in findings if (r, l) == (rule, line))
            problems.append(f"varscope reports {rule} at line {line}, which does not happen: {text}")
        return problems
    if manifest is None:
        return ["no manifest was written"]
    problems = first_difference("variables", list(runtime_variables(outcome)), list(command_variables(manifest)))
    if any(variable["conditional"] for variable in manifest["variables"]):
        problems.append("a variable is conditional, but every condition is known")
    problems += first_difference("events", [(e["kind"], e["name"], e["line"]) for e in outcome["events"] if e["name"]],
                                 [(e["kind"], e["name"], line_of(e["at"])) for e in manifest["events"] if e["name"]])
    problems += first_difference("scopes", [(s["name"], s["name_scope"]) for s in outcome["scopes"]],
                                 [(s["name"], s["name_scope"]) for s in manifest["scopes"]])
    return problems


def compare_plan(unplanned, planned):
    """Differences between what a model holds without and with its generated unit."""
    if unplanned is None or planned is None:
        return ["the model builds only " + ("without" if planned is None else "with") + " its plan"]
    for what, outcome in (("without", unplanned), ("with", planned)):
        if "failed" in outcome:
            return [f"the model fails {what} its plan: {outcome['failed']}"]
    problems = []
    if not planned["planned"]:
        problems.append("the generated unit is not used")
    problems += first_difference("variables with the plan", unplanned["variables"], planned["variables"])
    if unplanned["sha256"] != planned["sha256"]:
        problems.append("the arena's bytes differ with the plan")
    return problems


def kind(problem):
    """What a problem is about, without the program's own names and numbers: for shrinking."""
    return re.sub(r"\d+", "N", problem.split(": run time")[0].split(", which does")[0]).split("[")[0].split("with name")[0]


class Tally:
    """Counts over all programs."""

    def __init__(self):
        self.programs = self.agreed = self.events = self.planned = self.with_errors = 0
        self.rules = Counter()

    def add(self, outcome, agreed, planned):
        self.programs += 1
        self.agreed += agreed
        self.planned += planned
        if outcome:
            self.events += len(outcome["events"])
            self.with_errors += bool(outcome["errors"])
            if outcome["errors"]:
                self.rules[outcome["errors"][0]["rule"]] += 1

    def merge(self, other):
        for name in ("programs", "agreed", "events", "planned", "with_errors"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rules += other.rules

    def __str__(self):
        rules = ", ".join(f"{rule} {count}" for rule, count in self.rules.most_common())
        return (f"{self.programs} programs, {self.agreed} agree; {self.with_errors} with errors"
                f"{' (first: ' + rules + ')' if rules else ''}; {self.events} gets compared; "
                f"{self.planned} with their plans")
