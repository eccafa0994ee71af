"""One batch through all legs: run time, command, plan."""

import shutil
from dataclasses import dataclass, field

from compare import compare, compare_plan, is_refused
from toolchain import Batch, Failure


@dataclass
class Result:
    problems: list = field(default_factory=list)
    outcome: dict = None
    planned: bool = False
    refused: bool = False


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

    def outputs(program, mode, of):
        """By tag: what each run prints, with every combination of the program's inputs."""
        most = max(2 ** programs[tag].inputs for tag in of)
        runs = [batch.output(program, mode, inputs) for inputs in range(most)]
        return {tag: [run.get(tag) for run in runs[:2 ** programs[tag].inputs]] for tag in of}

    outcomes = outputs("unplanned", "record", programs)
    results = {tag: Result(outcome=outcomes[tag][0]) for tag in programs}
    if not tools.varscope:
        return results
    manifests, findings, failed = batch.check()
    by_tag = {}
    for tag, rule, line, text in findings:
        by_tag.setdefault(tag, []).append((rule, line, text))
    for tag in programs:
        found = by_tag.get(tag, [])
        results[tag].refused = is_refused(found)
        if tag in failed:
            results[tag].problems.append(failed[tag])
        elif not results[tag].refused:
            results[tag].problems += compare(outcomes[tag], manifests.get(tag), found)
    planned = [tag for tag in programs if tag in manifests and not results[tag].problems]
    if planned:
        batch.link_plan(planned)
        without, having = outputs("unplanned", "initialize", planned), outputs("planned", "initialize", planned)
        for tag in planned:
            for pair in zip(without[tag], having[tag]):
                results[tag].problems += compare_plan(*pair, paths=programs[tag].inputs > 0)
            results[tag].planned = True
    return results
