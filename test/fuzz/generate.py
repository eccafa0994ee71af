"""Random scope programs: program(seed, index) is the same on every machine."""

import itertools
import random

import callables
import functions
from arguments import Arguments
from program import Node, Program
from statements import Scope, Statements

NAMES = ["w", "b", "v", "kernel", "W", "x9", "s", "moving/mean", "V"]
SCOPE_NAMES = ["s", "enc", "S", "layer", "t/u", "v", "dec", "def", "w"]


def program(seed, index):
    rng = random.Random(f"{seed}:{index}")
    # Timid programs mostly build; bold ones find the rules.
    boldness = rng.choice([0.0, 0.0, 0.1, 0.3, 1.0])
    arguments = Arguments(rng, boldness)
    numbers = itertools.count(1)
    writer = Statements(rng, arguments, rng.sample(NAMES, rng.randint(2, 5)),
                        rng.sample(SCOPE_NAMES, rng.randint(2, 4)), numbers)
    declarations = []
    for _ in range(rng.choice([0, 0, 1, 2])):
        node, use = callables.getter(rng, next(numbers))
        declarations += [node] if node else []
        arguments.getters.append(use)
    if rng.random() < 0.3:
        arguments.partitioners.append(callables.partitioner(rng))
    for _ in range(rng.choice([0, 1, 2, 2, 3])):
        weights, kinds = zip(*functions.KINDS)
        kind = rng.choices(kinds, weights)[0]
        writer.budget = rng.randint(1, 6)
        node, name = kind.declare(writer)
        declarations.append(node)
        writer.functions.append((name, kind))
    declarations.append(builder(rng, writer, boldness))
    return Program(declarations)


def builder(rng, writer, boldness):
    scope = Scope(kept_scopes=["kept_1", "kept_2"][:rng.randint(0, 2)], kept_variables=["var_1", "var_2"][:rng.randint(0, 2)],
                  kept_texts=["joined_1"][:rng.randint(0, 1)])
    state = [Node(f"vs::VariableScope {name};", defines=[name], fixed=False) for name in scope.kept_scopes]
    state += [Node(f"vs::Variable {name};", defines=[name]) for name in scope.kept_variables]
    state += [Node(f'std::string {name} = "n";', defines=[name]) for name in scope.kept_texts]
    if boldness < 1:  # what is kept is mostly set before it is used
        state += [Node(f"{name} = vs::get_variable_scope();") for name in scope.kept_scopes]
    writer.budget = rng.choice([4, 8, 12, 20])
    body = writer.body(scope, 0, least=2, most=8)
    if rng.random() < 0.6:  # a program whose gets share what exists
        around = Node(f"VS_VARIABLE_SCOPE({rng.choice(['vs::get_variable_scope()', chr(34) + 'model' + chr(34)])}, "
                      f".reuse = vs::AUTO_REUSE) {{", body)
        body = [around]
    return Node("void build() {", state + body, fixed=True)
