#!/usr/bin/env python3
"""Compares both drivers with TensorFlow's own outcomes.

usage: conformance.py SOURCE_ROOT RUNTIME_DRIVER VARSCOPE RESOLVER_DRIVER WORK_DIR JUNIT_FILE
       (each of the three drivers may be "-": it is left out; RESOLVER_DRIVER needs VARSCOPE)

test/conformance/golden.json says what TensorFlow did with each scenario; its format:
per case `events` (get, create, enter_variable_scope, enter_name_scope, op, log, error,
no_error, in order), `variables`, `raised`. The ports' comments (conformance.h) say which
lines are errors and what of the golden outcome has no counterpart in C++.

Run time: what was logged, every operation, scope entry and error with its rule and
message, and the variables. Command: variables, get events and scopes of the manifest;
for a scenario with errors, exactly the marked lines with their rules. Such a scenario gets
no manifest: the resolver alone, which is what the command runs, shows its variables, get
events and scopes as well, and the errors in TensorFlow's order.

A port of one of TensorFlow's own tests (tensorflow_tests*.cpp, docs/conformance.md) has no
golden outcome: it states itself what the test asserts, and a statement that does not hold
is an error. Run time: no error. Command: exactly the marked errors, and the variables of
the run time.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

# TensorFlow's messages -> our rules, in order.
RULES = [
    (r"already exists, disallowed|Partitioned variable with name .* already exists", "already-exists"),
    (r"does not exist, or was not created", "does-not-exist"),
    (r"is not a valid (scope|node) name", "invalid-name"),
    (r"specified dtype .* and found dtype", "dtype-mismatch"),
    (r"specified shape .* and found shape", "shape-mismatch"),
    (r"If initializer is a constant|The initializer passed is not valid|Shape of a new partitioned variable",
     "undefined-shape"),
    (r"reuse=True cannot be used|default_name is None|At least one of name", "missing-name"),
    (r"No partitioner was provided|A partitioner was provided|Partitioner returned a different|Trying to reuse "
     r"partitioned", "partition-mismatch"),
    (r"Initializer type|Partitioner returned|Can only slice|Expected 0 <= offset|Both max_shard_bytes",
     "invalid-argument"),
]


def rule_of(error):
    """The rule of a golden error; None for an exception that is not TensorFlow's."""
    return next((rule for pattern, rule in RULES if re.search(pattern, error["message"])), None)


# -- the ports ------------------------------------------------------------------


class Port:
    def __init__(self, name):
        self.name = name
        self.errors = set()    # (file, line, rule)
        self.left_out = set()  # labels, "variable NAME", "op NAME", "all ops", ...

    def leaves_out(self, kind, label):
        return {label, f"{kind} {label}", f"all {kind}s"} & self.left_out != set()


def read_ports(directory):
    ports = {}
    for file in sorted(directory.glob("*.cpp")):
        pending = Port(None)
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if found := re.match(r"CASE\((\w+)\)", line):
                pending.name = found[1]
                ports[found[1]] = pending
            if found := re.search(r"// error: ([\w-]+)$", line):
                # Alone on a line the comment speaks of the next one.
                alone = line.strip().startswith("//")
                pending.errors.add((file.name, number + alone, found[1]))
            if found := re.search(r'// left out: (?:(error|log) )?(?:"(.*)"|((?:all|variable|op|scope) \S+))', line):
                pending.left_out.add(found[3] or (f"{found[1]} {found[2]}" if found[1] else found[2]))
            if pending.name and (line == "}" or line.endswith("{}") and line.startswith("CASE")):
                pending = Port(None)
    return ports


# -- what is expected ------------------------------------------------------------


def plain(value):
    """A logged value as the ports log it."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return {"bool": "boolean"}.get(value, value.removesuffix("_ref"))
    if not isinstance(value, dict):
        return value
    for keys in (("name", "original_name_scope", "reuse"), ("name", "shape", "parts")):
        if all(key in value for key in keys):
            return {key: value[key] for key in keys}
    return value["name"] if "name" in value else value


def op_name(name):
    return name.removesuffix(":0")


def expected_entries(golden, port):
    entries = []
    for event in golden["events"]:
        kind = event["ev"]
        label, value = event.get("label", ""), None
        if kind == "log":
            value = plain(event["value"])
        elif kind == "op":
            label = op_name(event["name"])
        elif kind == "enter_name_scope":
            label = event["name_scope"] or ""
        elif kind == "enter_variable_scope":
            label = event["name_scope"] or ""
            value = {key: event[key] for key in ("name", "original_name_scope", "reuse")}
            if port.leaves_out("scope", value["name"]):
                continue
        elif kind == "error":
            rule = rule_of(event)
            value = rule and [rule, event["message"]]
        elif kind != "no_error":
            continue  # gets and creations show in the variables and in the manifest
        if not port.leaves_out(kind, label):
            entries.append((kind, label, value))
    return entries


def expected_variables(golden, port):
    return [{"name": op_name(v["name"]), "shape": v["shape"], "dtype": plain(v["dtype"]),
             "trainable": v["trainable"], "collections": sorted(v["collections"]),
             "caching_device": v["read_device"]}
            for v in golden["variables"] if not port.leaves_out("variable", v["name"])]


def expected_events(golden, port):
    """The manifest's events: a partitioned get is one, its shards' gets are none."""
    events, shards_of, created = [], None, None
    for event in golden["events"]:
        if event["ev"] == "create":
            name = op_name(event["name"])
            if name != created and not port.leaves_out("variable", event["name"]):
                events.append(("create", name))  # a tf.Variable: no get stands before it
            created = None
        if event["ev"] == "error":
            shards_of = None
        if event["ev"] != "get":
            continue
        if event["result"] == "error":
            if event["what"] == "partitioned":  # the shards before the one that fails are made
                shards_of = event["key"]
            continue
        name = op_name(event["variable"])
        created = name if event["result"] == "created" else None
        if event["what"] == "partitioned":
            shards_of, created = event["key"], None
        elif shards_of and event["key"].startswith(shards_of + "/part_"):
            continue
        if not port.leaves_out("variable", event["variable"]):
            events.append(("create" if event["result"] == "created" else "share", name))
    return events


def expected_scopes(golden, port):
    return [(e["name"], e["original_name_scope"]) for e in golden["events"]
            if e["ev"] == "enter_variable_scope" and not port.leaves_out("scope", e["name"])]


# -- comparison ------------------------------------------------------------------


def differ(what, expected, found):
    if expected == found:
        return []
    if isinstance(expected, list) and isinstance(found, list):
        for index, (a, b) in enumerate(zip(expected, found)):
            if a != b:
                return [f"{what}[{index}]: expected {a}, found {b}"]
        return [f"{what}: expected {len(expected)}, found {len(found)}: "
                f"{(expected + found)[min(len(expected), len(found)):][:3]}"]
    return [f"{what}: expected {expected}, found {found}"]


def same_message(golden, ours):
    """TensorFlow's words, up to the traceback."""
    return ours.startswith(golden.split(" Originally defined at")[0])


def compare_runtime(golden, port, outcome):
    problems = []
    found = []
    for entry in outcome["entries"]:
        if entry["ev"] in ("log", "op", "enter_name_scope", "enter_variable_scope", "error", "no_error"):
            found.append((entry["ev"], entry["label"], entry["value"]))
    expected = expected_entries(golden, port)
    for index, (want, have) in enumerate(zip(expected, found)):
        if want[0] == have[0] == "error":
            if want[2] and have[2] and not same_message(want[2][1], have[2][1]):
                problems.append(f"message of '{want[1]}': expected {want[2][1]!r}, found {have[2][1]!r}")
            # Rules are compared below; an exception of the scenario's own has none.
            expected[index] = (*want[:2], want[2] and want[2][0])
            found[index] = (*have[:2], want[2] and have[2] and have[2][0])
    problems += differ("entries", expected, found)
    if golden["raised"] or outcome["raised"]:
        want = golden["raised"] and rule_of(golden["raised"])
        problems += differ("raised", want, outcome["raised"] and outcome["raised"][0])
        return problems
    variables = [{**v, "name": op_name(v["name"])} for v in outcome["variables"]]
    return problems + differ("variables", expected_variables(golden, port), variables)


def comparable(variables):
    """The variables of a manifest, of the run time or of a golden outcome."""
    keys = ("name", "shape", "dtype", "trainable", "collections", "caching_device")
    return [{key: v[key] for key in keys} | {"name": op_name(v["name"]), "caching_device": v["caching_device"] or None}
            for v in variables]


def compare_findings(port, manifest, findings):
    """Problems, and whether there is a manifest to compare."""
    if port.errors or findings:
        return differ("findings", sorted(port.errors), sorted(findings)), False
    return ([], True) if manifest else (["no manifest was written"], False)


def compare_manifest(golden, port, manifest):
    return (differ("variables", comparable(expected_variables(golden, port)), comparable(manifest["variables"])) +
            differ("events", expected_events(golden, port), [(e["kind"], e["name"]) for e in manifest["events"]]) +
            differ("scopes", expected_scopes(golden, port),
                   [(s["name"], s["name_scope"]) for s in manifest["scopes"]]))


def compare_command(golden, port, manifest, findings):
    problems, comparing = compare_findings(port, manifest, findings)
    return compare_manifest(golden, port, manifest) if comparing else problems


def expected_rules(golden, port):
    """Of caught errors and the one that ends the scenario; None for an exception that is not TensorFlow's."""
    rules = [value and value[0] for kind, _, value in expected_entries(golden, port) if kind == "error"]
    return rules + ([rule_of(golden["raised"])] if golden["raised"] else [])


def compare_resolver(golden, port, outcome):
    errors = [(rule, Path(file).name, line) for rule, file, line in outcome["errors"]]
    rules = expected_rules(golden, port)
    if len(rules) == len(errors):  # an exception of the scenario's own is an error of any rule here, or none
        rules = [want or have for want, (have, _, _) in zip(rules, errors)]
    problems = (differ("errors in order", [rule for rule in rules if rule], [rule for rule, _, _ in errors]) +
                differ("places of errors", sorted(port.errors),
                       sorted({(file, line, rule) for rule, file, line in errors})))
    # Of a path that an exception ends there is nothing else.
    return problems if golden["raised"] else problems + compare_manifest(golden, port, outcome["manifest"])


# -- ports of TensorFlow's own tests: the run time's outcome is what the command must find ----


def compare_test_runtime(outcome):
    return differ("raised", None, outcome["raised"])


def compare_test_command(port, manifest, findings, outcome):
    problems, comparing = compare_findings(port, manifest, findings)
    if not comparing or not outcome or outcome["raised"]:
        return problems
    return differ("variables", comparable(outcome["variables"]), comparable(manifest["variables"]))


def run_runtime(driver):
    lines = subprocess.run([driver], capture_output=True, text=True, check=True).stdout.splitlines()
    return {outcome["case"]: outcome for outcome in map(json.loads, lines)}


def run_command(varscope, root, work):
    """Manifests and findings by model."""
    directory = root / "test/conformance"
    sources = [str(file) for file in sorted(directory.glob("*.cpp"))]
    run = subprocess.run([varscope, "generate", *sources, "-o", work, "--format=sarif", "--", "-std=c++20",
                          f"-I{root / 'include'}"], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"varscope generate exits {run.returncode}:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    findings = {}
    for result in json.loads(run.stdout)["runs"][0]["results"]:
        if result["level"] == "error":
            place = result["locations"][0]["physicalLocation"]
            findings.setdefault(result["properties"]["model"], set()).add(
                (Path(place["artifactLocation"]["uri"]).name, place["region"]["startLine"],
                 result["ruleId"].removeprefix("varscope-")))
    manifests = {}
    for file in work.glob("*.varscope.json"):
        manifest = json.loads(file.read_text())
        manifests[manifest["model"]] = manifest
    return manifests, findings


def run_resolver(driver, varscope, root, work, golden):
    """Outcomes by model, of the sources that the golden scenarios need."""
    summaries = []
    for source in sorted((root / "test/conformance").glob("*.cpp")):
        cases = re.findall(r"^CASE\((\w+)\)", source.read_text(), re.MULTILINE)
        if cases and not golden.keys() & set(cases):
            continue
        summaries.append(str(work / f"{source.stem}.vsum"))
        subprocess.run([varscope, "extract", source, "-o", summaries[-1], "--", "-std=c++20",
                        f"-I{root / 'include'}"], check=True)
    lines = subprocess.run([driver, *summaries], capture_output=True, text=True, check=True).stdout.splitlines()
    return {outcome["case"]: outcome for outcome in map(json.loads, lines)}


def main(root, driver, varscope, resolver, work, junit):
    golden = json.loads((root / "test/conformance/golden.json").read_text())
    ports = read_ports(root / "test/conformance")
    results = [(f"ports.{name}", ["no port"]) for name in golden if name not in ports]
    outcomes = {}
    if driver != "-":
        outcomes = run_runtime(driver)
        for name, port in ports.items():
            problems = (["not run"] if name not in outcomes else
                        compare_runtime(golden[name], port, outcomes[name]) if name in golden else
                        compare_test_runtime(outcomes[name]))
            results.append((f"runtime.{name}", problems))
        print(f"run time: {len(outcomes)} scenarios ran")
    if varscope != "-":
        work.mkdir(parents=True, exist_ok=True)
        for file in work.glob("*.varscope.*"):
            file.unlink()
        manifests, findings = run_command(varscope, root, work)
        for name, port in ports.items():
            found = manifests.get(name), findings.get(name, set())
            problems = (compare_command(golden[name], port, *found) if name in golden else
                        compare_test_command(port, *found, outcomes.get(name)))
            results.append((f"command.{name}", problems))
        print(f"command: {len(manifests.keys() | findings.keys())} scenarios ran")
    if resolver != "-":
        resolved = run_resolver(resolver, varscope, root, work, golden)
        for name, port in ports.items():
            if name in golden:
                problems = compare_resolver(golden[name], port, resolved[name]) if name in resolved else ["not run"]
                results.append((f"resolver.{name}", problems))
        print(f"resolver: {len(resolved)} scenarios ran")
    failed = [(name, problems) for name, problems in results if problems]
    for name, problems in failed:
        for problem in problems:
            print(f"error: {name}: {problem}")
    print(f"{len(results) - len(failed)} of {len(results)} comparisons agree")
    cases = "".join(
        f"<testcase classname={quoteattr(name.split('.')[0])} name={quoteattr(name)}>" +
        (f"<failure>{escape(chr(10).join(problems))}</failure>" if problems else "") + "</testcase>\n"
        for name, problems in results)
    junit.parent.mkdir(parents=True, exist_ok=True)
    junit.write_text(f'<testsuite name="conformance" tests="{len(results)}">\n{cases}</testsuite>\n')
    return bool(results) and not failed


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    ok = main(Path(sys.argv[1]).resolve(), *sys.argv[2:5], Path(sys.argv[5]), Path(sys.argv[6]))
    sys.exit(0 if ok else 1)
