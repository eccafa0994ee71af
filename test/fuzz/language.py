"""Random programs over the C++ that the analysis understands: names, conditions and loops are computed from
strings, containers, classes, lambdas and unknown inputs. language.program(seed, index) is the same everywhere."""

import itertools
import random

import aliases
import declarations
from aliases import observed
from arguments import Arguments
from program import Node, Program
from statements import Scope, Statements
from values import CPP, Values

NAMES = ["w", "b", "kernel", "x9"]
SCOPE_NAMES = ["s", "enc", "layer", "t/u"]
SHOWN = ["int", "bool", "text", "text", "texts", "ints", "table", "maybe", "pair", "names", "queue", "item", "triple", "array"]
INPUTS = 3  # unknown conditions of one program: every combination is one path


class LanguageStatements(Statements):
    """Statements over locals of many types, between those that create variables and scopes."""

    def __init__(self, rng, arguments, names, scope_names, numbers):
        super().__init__(rng, arguments, names, scope_names, numbers)
        self.values = Values(rng)

    def text(self, pool, scope):
        if self.rng.random() < 0.4:
            return super().text(pool, scope)
        base = self.rng.choice(pool)
        return f'("{base}_" + cut({self.values.of("text", scope, 2)}))', base  # a macro's argument may hold commas

    def condition(self, scope):
        return super().condition(scope) if self.rng.random() < 0.2 else self.values.of("bool", scope, 2)

    def statement(self, scope, depth):
        if self.rng.random() < 0.5:
            return super().statement(scope, depth)
        weights, makers = zip(*FORMS)
        return self.rng.choices(makers, weights)[0](self, scope, depth)

    def closing(self, scope):
        shown = [name for name, kind in scope.locals if kind in SHOWN]
        return [observed(name) for name in self.rng.sample(shown, min(2, len(shown)))]

    def known(self, kind, scope):
        """A local of that type that can be changed, or none."""
        names = [name for name, its in scope.locals if its == kind]
        return self.rng.choice(names) if names else None


def observe(writer, scope, depth):
    kind = writer.rng.choice(SHOWN)
    return [observed(writer.values.of(kind, scope, 3))]


def declare(writer, scope, depth):
    kind = writer.rng.choices(list(CPP), [3 if kind in ("int", "text", "texts", "ints") else 1 for kind in CPP])[0]
    name = f"{kind}_{writer.number()}"
    value = writer.values.of(kind, scope, 2)
    if kind == "int":
        value = f"{value} % 100"
    if kind == "text":
        value = f"cut({value})"
    scope.locals.append((name, kind))
    return [Node(f"[[maybe_unused]] {CPP[kind]} {name} = {value};", defines=[name])]


def change(writer, scope, depth):
    """One change of one local."""
    rng, of = writer.rng, lambda kind: writer.values.of(kind, scope, 2)
    changes = {
        "int": [lambda n: f"{n} = {of('int')} % 100;", lambda n: f"{n} = ({n} {rng.choice('+-*')} {of('int')} % 50) % 100;",
                lambda n: f"if (++{n} > 99) {n} = 0;", lambda n: f"{n} %= {rng.randint(2, 9)};"],
        "bool": [lambda n: f"{n} = {of('bool')};", lambda n: f"{n} = !{n};"],
        "text": [lambda n: f"{n} = cut({of('text')});", lambda n: f"({n} += {of('text')}) = cut({n});",
                 lambda n: f"if (!{n}.empty()) {n}.back() = 'k';", lambda n: f"{n}.clear();",
                 lambda n: f"{n}.erase({n}.size() / 2);", lambda n: f"for (char& c : {n}) if (c == 'a') c = 'e';"],
        "texts": [lambda n: f"{n}.push_back(cut({of('text')}));", lambda n: f"if (!{n}.empty()) {n}.pop_back();",
                  lambda n: f"std::sort({n}.begin(), {n}.end());", lambda n: f"for (auto& each : {n}) each = cut(each + {of('text')});",
                  lambda n: f"{n} = {of('texts')};", lambda n: f"{n}.resize(std::min<std::size_t>({n}.size(), 3));",
                  lambda n: f"std::erase({n}, {of('text')});", lambda n: f"{n}.insert({n}.begin(), cut({of('text')}));"],
        "ints": [lambda n: f"{n}.push_back({of('int')} % 100);", lambda n: f"std::reverse({n}.begin(), {n}.end());",
                 lambda n: f"for (int& each : {n}) each = (each + {of('int')}) % 100;", lambda n: f"{n} = {of('ints')};",
                 lambda n: f"std::iota({n}.begin(), {n}.end(), {rng.randint(0, 5)});",
                 lambda n: f"std::ranges::sort({n}, std::greater<>());", lambda n: f"if ({n}.size() > 4) {n}.erase({n}.begin() + 1);"],
        "table": [lambda n: f"{n}[cut({of('text')})] = {of('int')} % 100;", lambda n: f"{n}.erase({of('text')});",
                  lambda n: f"{n}.try_emplace(cut({of('text')}), {of('int')} % 100);",
                  lambda n: f"for (auto& [key, count] : {n}) count = (count + static_cast<int>(key.size())) % 100;"],
        "maybe": [lambda n: f"{n} = {of('maybe')};", lambda n: f"{n}.reset();", lambda n: f"if ({n}) *{n} = cut(*{n} + {of('text')});"],
        "pair": [lambda n: f"{n}.first = cut({of('text')});", lambda n: f"std::tie({n}.first, {n}.second) = {of('pair')};"],
        "names": [lambda n: f"{n}.insert(cut({of('text')}));", lambda n: f"{n}.erase({of('text')});"],
        "queue": [lambda n: f"{n}.push_front({of('int')} % 100);", lambda n: f"if (!{n}.empty()) {n}.pop_front();"],
        "item": [lambda n: f"{n} = {of('int')} % 100;", lambda n: f"{n} = cut({of('text')});",
                 lambda n: f"if (auto* text = std::get_if<std::string>(&{n})) *text += 'v';"],
        "triple": [lambda n: f"std::get<0>({n}) = cut({of('text')});", lambda n: f"std::get<1>({n}) = {of('int')} % 100;"],
        "array": [lambda n: f"{n}[{rng.randint(0, 2)}] = {of('int')} % 100;", lambda n: f"std::sort({n}.begin(), {n}.end());",
                  lambda n: f"{n}.fill({of('int')} % 100);"],
        "maker": [lambda n: f"{n} = {of('maker')};"],
    }
    if not scope.locals:
        return declare(writer, scope, depth)
    name, kind = rng.choice(scope.locals)
    return [Node(rng.choice(changes[kind])(name))]


def each_of(writer, scope, depth):
    """A loop over a container, by value, by reference, or with its parts."""
    kind = writer.rng.choice(["texts", "ints", "names", "queue", "array", "table", "text"])
    inner = scope.inner(loops=1)
    number = writer.number()
    if kind == "table":
        names = [f"key_{number}", f"value_{number}"]
        inner.strings.append(names[0]), inner.ints.append(names[1])
        head = f"[[maybe_unused]] const auto& [{', '.join(names)}]"
    elif kind in ("ints", "queue", "array"):
        names = [f"n_{number}"]
        inner.ints.append(names[0])
        head = f"[[maybe_unused]] {writer.rng.choice(['const int', 'auto', 'const auto&'])} {names[0]}"
    elif kind == "text":
        names = [f"c_{number}"]
        inner.strings.append(f"std::string(1, {names[0]})")
        head = f"[[maybe_unused]] char {names[0]}"
    else:
        names = [f"t_{number}"]
        inner.strings.append(names[0])
        head = f"[[maybe_unused]] {writer.rng.choice(['std::string', 'const std::string&', 'const auto&'])} {names[0]}"
    # A copy: the body may change the container.
    value = writer.values.of(kind, scope, 2)
    value = f"cut({value})" if kind == "text" else f"copy_of({value})"
    return [Node(f"for ({head} : {value}) {{", writer.body(inner, depth + 1, most=3), defines=names)]


def counted(writer, scope, depth):
    """`while` and `do` with a counter."""
    name, bound = f"k_{writer.number()}", f"{writer.values.of('int', scope, 1)} % 4"
    inner = scope.inner(ints=[name], loops=1)
    body = writer.body(inner, depth + 1, most=3)
    if writer.rng.random() < 0.5:
        return [Node(f"for (int {name} = {bound}; {name} > 0; --{name}) {{", body, defines=[name])]
    return [Node(f"{{ int {name} = 0; do {{", body, tail=f"}} while (++{name} < {bound}); }}", defines=[name])]


def switch(writer, scope, depth):
    cases = []
    for number in range(writer.rng.randint(1, 3)):
        cases.append(Node(f"case {number}: {{", writer.body(scope.inner(loops=0), depth + 1, most=2),
                          tail="} " + writer.rng.choice(["break;", "[[fallthrough]];"])))
    cases.append(Node("default: {", writer.body(scope.inner(loops=0), depth + 1, most=1), fixed=True))
    return [Node(f"switch ({writer.values.of('int', scope, 2)} % 4) {{", cases)]


def initialised_if(writer, scope, depth):
    name = f"if_{writer.number()}"
    inner = scope.inner()
    inner.locals.append((name, "maybe"))
    body = writer.body(inner, depth + 1, most=2)
    return [Node(f"if (auto {name} = {writer.values.of('maybe', scope, 2)}; {name} && {writer.values.of('bool', inner, 1)}) {{",
                 body, defines=[name])]


def own_exception(writer, scope, depth):
    """A block that the program's own exception may leave."""
    thrown = writer.rng.choice(["std::runtime_error(%s)", "std::out_of_range(%s)", "Failure{%s}"])
    body = writer.body(scope.inner(), depth + 1, most=2)
    leave = Node(f"if ({writer.values.of('bool', scope, 2)}) throw {thrown % ('cut(' + writer.values.of('text', scope, 1) + ')')};")
    body.insert(writer.rng.randrange(len(body) + 1), leave)
    name = f"what_{writer.number()}"
    inner = scope.inner(strings=[name])
    caught = [Node(f"[[maybe_unused]] const std::string {name} = failure.what();", defines=[name], fixed=True)]
    caught += writer.body(inner, depth + 1, most=2)
    kind = writer.rng.choice(["const std::exception&", "const Failure&"]) if "Failure" in thrown else "const std::exception&"
    again = [Node("} catch (const vs::ScopeError&) {", fixed=True), Node("throw;", fixed=True)]
    return [Node("try {", body + again + [Node(f"}} catch ({kind} failure) {{", fixed=True)] + caught)]


def callable_local(writer, scope, depth):
    """A lambda over the locals that returns a text, and a use of it."""
    name = f"call_{writer.number()}"
    capture = writer.rng.choice(["&", "="])
    inner = scope.inner(ints=["n"], loops=0, returns="", in_lambda=True)
    value = writer.values.of("text", inner, 2)
    scope.strings.append(f"{name}({writer.values.of('int', scope, 1)})")
    return [Node(f"[[maybe_unused]] const auto {name} = [{capture}]([[maybe_unused]] int n) -> std::string {{ return cut({value}); }};",
                 defines=[name])]


def references(writer, scope, depth):
    """Another name of a local, or of an element."""
    kind = writer.rng.choice(["int", "text", "texts", "ints"])
    local = writer.known(kind, scope)
    if not local:
        return declare(writer, scope, depth)
    name = f"ref_{writer.number()}"
    form = writer.rng.random()
    if kind in ("int", "text") and form < 0.5:
        pointed = f"(*{name})"
        scope.locals.append((pointed, kind))
        return [Node(f"[[maybe_unused]] auto* {name} = &{local};", defines=[name])]
    scope.locals.append((name, kind))
    return [Node(f"[[maybe_unused]] auto& {name} = {local};", defines=[name])]


FORMS = [(7, declare), (8, change), (5, observe), (4, each_of), (2, counted), (2, switch), (2, initialised_if), (2, own_exception),
         (2, callable_local), (2, references)] + aliases.FORMS


def program(seed, index):
    rng = random.Random(f"language:{seed}:{index}")
    arguments = Arguments(rng, rng.choice([0.0, 0.0, 0.0, 0.1]))
    writer = LanguageStatements(rng, arguments, rng.sample(NAMES, 2), rng.sample(SCOPE_NAMES, 2), itertools.count(1))
    made = []
    for _ in range(rng.choice([0, 1, 2, 3])):
        kind = rng.choice(declarations.KINDS)
        writer.budget = rng.randint(2, 5)
        node, name = kind.declare(writer)
        made.append(node)
        writer.functions.append((name, kind))
    inputs = [f"input_{i}" for i in range(rng.choice([0, 0, 1, 2, INPUTS]))]
    scope = Scope(flags=inputs)
    opening = [Node(f"[[maybe_unused]] const bool {name} = input({i});", defines=[name])
               for i, name in enumerate(inputs)]
    writer.budget = rng.choice([8, 16, 24])
    body = writer.body(scope, 0, least=3, most=8)
    if rng.random() < 0.8:
        body = [Node("VS_VARIABLE_SCOPE(\"model\", .reuse = vs::AUTO_REUSE) {", body)]
    made.append(Node("void build() {", opening + body, fixed=True))
    return Program(made, inputs=len(inputs))
