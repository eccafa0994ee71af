"""Makes a failing program small: statements are deleted, and blocks replaced by what is in them,
as long as the same kind of problem stays."""

import copy
import shutil

from compare import kind
from evaluate import evaluate

CANDIDATES = 40  # in one translation unit


def shrink(tools, objects, directory, program, problems, rounds=14):
    wanted = {kind(problem) for problem in problems}
    best, best_problems = program, problems
    for number in range(rounds):
        candidates = [c for c in reductions(best) if c.is_closed()][:CANDIDATES]
        if not candidates:
            break
        place = directory / f"round{number}"
        results = evaluate(tools, objects, place, {f"c{i}": c for i, c in enumerate(candidates)})
        shutil.rmtree(place, ignore_errors=True)
        failing = [i for i in range(len(candidates))
                   if wanted & {kind(problem) for problem in results[f"c{i}"].problems}]
        if not failing:
            break
        smallest = min(failing, key=lambda i: candidates[i].size())
        best, best_problems = candidates[smallest], results[f"c{smallest}"].problems
    return best, best_problems


def reductions(program):
    """Smaller programs, the smallest first."""
    paths = [path for path, node in positions(program.declarations) if not node.fixed]
    smaller = []
    for path in paths:
        candidate = copy.deepcopy(program)
        siblings, index = find(candidate.declarations, path)
        del siblings[index]
        smaller.append(candidate)
        if node_at(program.declarations, path).body and len(path) > 1:
            candidate = copy.deepcopy(program)
            siblings, index = find(candidate.declarations, path)
            siblings[index:index + 1] = [n for n in siblings[index].body if not n.text.startswith("}")]
            smaller.append(candidate)
    return sorted(smaller, key=lambda candidate: candidate.size())


def positions(nodes, prefix=()):
    for index, node in enumerate(nodes):
        yield (*prefix, index), node
        if node.body:
            yield from positions(node.body, (*prefix, index))


def node_at(nodes, path):
    siblings, index = find(nodes, path)
    return siblings[index]


def find(nodes, path):
    for index in path[:-1]:
        nodes = nodes[index].body
    return nodes, path[-1]
