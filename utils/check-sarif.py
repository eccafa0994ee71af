#!/usr/bin/env python3
"""Checks SARIF logs against the published schema and GitHub's conventions for code scanning.

usage: check-sarif.py SCHEMA LOG...

Beyond the schema, code scanning wants of every rule an id, three texts and its severity and
precision, and of every result a message, one location under the repository's root, and a
primaryLocationLineHash that survives edits of other lines.
"""

import json
import sys

import jsonschema


def convention_errors(run):
    """What GitHub would refuse or show badly, as texts."""
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            if not rule.get(key, {}).get("text"):
                yield f"rule {rule['id']} has no {key}.text"
        properties = rule.get("properties", {})
        if properties.get("problem.severity") not in ("error", "warning", "recommendation"):
            yield f"rule {rule['id']} has no problem.severity"
        if properties.get("precision") not in ("very-high", "high", "medium", "low"):
            yield f"rule {rule['id']} has no precision"
    seen = set()
    for number, result in enumerate(run["results"]):
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"result {number}: ruleIndex and ruleId differ"
        if len(result.get("locations", [])) != 1:
            yield f"result {number} has not one location"
            continue
        place = result["locations"][0]["physicalLocation"]
        if "://" not in place["artifactLocation"]["uri"] and \
                place["artifactLocation"].get("uriBaseId") != "%SRCROOT%":
            yield f"result {number}: a relative path without %SRCROOT%"
        if place["region"].get("startLine", 0) < 1:
            yield f"result {number} has no line"
        hash_ = result.get("partialFingerprints", {}).get("primaryLocationLineHash")
        if not hash_ or hash_ in seen:
            yield f"result {number} has no fingerprint of its own"
        seen.add(hash_)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        validator = jsonschema.Draft4Validator(json.load(file))
    failed = False
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
        errors = [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(log)]
        if not errors:
            errors = [text for run in log["runs"] for text in convention_errors(run)]
        for error in errors:
            print(f"{path}: {error}")
        failed |= bool(errors)
        results = sum(len(run["results"]) for run in log["runs"])
        print(f"{path}: {results} results, {len(errors)} errors")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
