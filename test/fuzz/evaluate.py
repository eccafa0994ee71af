"""One batch through all legs: run time, command, plan."""

import shutil
from dataclasses import dataclass, field

from compare import compare, compare_plan
from toolchain import Batch, Failure


@dataclass
class Result:
    problems: list = field(default_factory=list)
    outcome: dict = None
    planned: bool = False


def evaluate(tools, objects, directory, programs):
    """Result by tag. A step that fails as a whole is repeated with half of the programs."""
    try:
        return evaluate_together(tools, objects, directory, programs)
    except Failure as failure:
        if len(programs) == 1:
            return {tag: Result([f"{failure.step} fails: {failure.text}"]) for tag in programs}
    tags = list(programs)
    results = {}
    for half, part in (("a", tags[: len(tags) // 2]), ("b", tags[len(tags) // 2:])):
        shutil.rmtree(directory / half, ignore_errors=True)
        results.update(evaluate(tools, objects, directory / half, {tag: programs[tag] for tag in part}))
    return results


def evaluate_together(tools, objects, directory, programs):
    batch = Batch(tools, objects, directory, programs)
    batch.compile()
    outcomes = batch.output("unplanned", "record")
    results = {tag: Result(outcome=outcomes[tag]) for tag in programs}
    if not tools.varscope:
        return results
    manifests, findings, failed = batch.check()
    by_tag = {}
    for tag, rule, line, text in findings:
        by_tag.setdefault(tag, []).append((rule, line, text))
    for tag in programs:
        results[tag].problems += ([failed[tag]] if tag in failed else
                                  compare(outcomes[tag], manifests.get(tag), by_tag.get(tag, [])))
    planned = [tag for tag in programs if tag in manifests and not results[tag].problems]
    if planned:
        batch.link_plan(planned)
        without, having = batch.output("unplanned", "initialize"), batch.output("planned", "initialize")
        for tag in planned:
            results[tag].problems += compare_plan(without.get(tag), having.get(tag))
            results[tag].planned = True
    return results
