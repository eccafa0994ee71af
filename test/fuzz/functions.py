"""Helpers of a generated program: each kind declares one and knows how it is called."""

from program import Node
from statements import Scope


def string_argument(writer, scope):
    """A std::string or a literal."""
    text, _ = writer.text(writer.scope_names + writer.names, scope)
    return text if text.endswith('"') and text.count('"') == 2 and text[0] == '"' else f"std::string({text})"


def int_argument(writer, scope):
    return writer.rng.choice([str(writer.rng.randint(1, 4))] + scope.ints)


class VoidFunction:
    """void f(const std::string& prefix, int count)"""

    @staticmethod
    def declare(writer):
        name = f"build_{writer.number()}"
        scope = Scope(strings=["prefix"], ints=["count"])
        return Node(f"void {name}([[maybe_unused]] const std::string& prefix, [[maybe_unused]] int count) {{",
                    writer.body(scope, 1), defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        return [Node(f"{name}({string_argument(writer, scope)}, static_cast<int>({int_argument(writer, scope)}));")]


class VariableFunction:
    """vs::Variable f(std::string_view prefix, std::int64_t count, bool flag)"""

    @staticmethod
    def declare(writer):
        name = f"variable_{writer.number()}"
        scope = Scope(strings=["prefix"], ints=["count"], flags=["flag"], returns=" {}")
        body = writer.body(scope, 2, most=2)
        get = writer.get(scope)
        last = f'VS_VARIABLE_SCOPE("in") {{ return {get}; }}' if writer.rng.random() < 0.3 else f"return {get};"
        head = (f"vs::Variable {name}([[maybe_unused]] std::string_view prefix, "
                f"[[maybe_unused]] std::int64_t count, [[maybe_unused]] bool flag) {{")
        return Node(head, body + [Node(last, fixed=True)], defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        # A string that is put together lives until the end of the call.
        call = (f"{name}({string_argument(writer, scope)}, {int_argument(writer, scope)}, "
                f"{writer.rng.choice(['true', 'false'])})")
        if scope.kept_variables and writer.rng.random() < 0.5:
            return [Node(f"{writer.rng.choice(scope.kept_variables)} = {call};")]
        return [Node(f"{call};")]


class Layer:
    """A struct of variables and a scope, a function that makes one, and gets in its scope later."""

    @staticmethod
    def declare(writer):
        number = writer.number()
        name = f"Layer_{number}"
        scope = Scope(strings=["prefix"], ints=["count"], scopes=["made.scope"], returns=" made")
        scope_name, _ = writer.text(writer.scope_names, scope)
        inner = [Node("made.scope = entered;", fixed=True), Node(f"made.first = {writer.get(scope)};")]
        inner += writer.body(scope, 2, most=2) + [Node(f"made.second = {writer.get(scope)};")]
        options = writer.arguments.scope_options()
        members = [
            Node("vs::Variable first, second;", fixed=True),
            Node("vs::VariableScope scope;", fixed=True),
            Node(f"static {name} make([[maybe_unused]] std::string prefix, [[maybe_unused]] int count) {{", [
                Node(f"{name} made;", fixed=True),
                Node(f"VS_VARIABLE_SCOPE_AS(entered, {scope_name}{', ' + options if options else ''}) {{", inner),
                Node("return made;", fixed=True)], fixed=True)]
        return Node(f"struct {name} {{", members, tail="};", defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        made = f"layer_{writer.number()}"
        arguments = f"{string_argument(writer, scope)}, static_cast<int>({int_argument(writer, scope)})"
        scope.scopes.append(f"{made}.scope")
        if scope.kept_variables:
            scope.kept_variables.append(f"{made}.first")
        return [Node(f"{name} {made} = {name}::make({arguments});", defines=[made])]


class Block:
    """A class with a name and a call operator, as layers in C++ libraries are."""

    @staticmethod
    def declare(writer):
        name = f"Block_{writer.number()}"
        scope = Scope(strings=["name"], ints=["count", "calls"], flags=["calls > 1"])
        options = writer.arguments.scope_options() or ".reuse = vs::AUTO_REUSE"
        members = [
            Node("std::string name;", fixed=True), Node("int calls = 0;", fixed=True),
            Node("void operator()([[maybe_unused]] int count) {", [
                Node("++calls;", fixed=True),
                Node(f"VS_VARIABLE_SCOPE(name, {options}) {{", writer.body(scope, 2))], fixed=True)]
        return Node(f"struct {name} {{", members, tail="};", defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        made = f"block_{writer.number()}"
        text = string_argument(writer, scope)
        calls = " ".join(f"{made}({writer.rng.randint(1, 3)});" for _ in range(writer.rng.randint(1, 3)))
        return [Node(f"{name} {made}{{.name = std::string({text})}};", defines=[made]), Node(calls)]


class Recursive:
    """void f(int depth, const std::string& prefix) calls itself."""

    @staticmethod
    def declare(writer):
        name = f"deep_{writer.number()}"
        scope = Scope(strings=["prefix"], ints=["depth"])
        own = Node(f'{name}(depth - 1, {writer.rng.choice(["prefix", chr(112) + "refix + std::to_string(depth)"])});')
        opened = Node(f"VS_VARIABLE_SCOPE({writer.text(writer.scope_names, scope)[0]}) {{",
                      writer.body(scope, 2, most=2) + [own])
        return Node(f"void {name}(int depth, [[maybe_unused]] const std::string& prefix) {{",
                    [Node("if (depth == 0) return;", fixed=True), opened], defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        return [Node(f"{name}({writer.rng.randint(1, 3)}, {string_argument(writer, scope)});")]


class HigherOrder:
    """void f(const Body& body): calls what it is given inside a scope."""

    @staticmethod
    def declare(writer):
        name = f"within_{writer.number()}"
        scope = Scope(strings=["prefix"])
        opened = Node(f"VS_VARIABLE_SCOPE({writer.text(writer.scope_names, scope)[0]}) {{",
                      [Node("body(1);"), Node("body(2);")])
        kind = writer.rng.choice(["const std::function<void(int)>& body", "const auto& body"])
        return Node(f"void {name}([[maybe_unused]] const std::string& prefix, [[maybe_unused]] {kind}) {{",
                    writer.body(scope, 2, most=1) + [opened], defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        number = f"pass_{writer.number()}"
        inner = scope.inner(ints=[number], loops=0, returns="", in_lambda=True)
        body = writer.body(inner, 3, most=2)
        return [Node(f"{name}({string_argument(writer, scope)}, [&]([[maybe_unused]] int {number}) {{", body,
                     tail="});", defines=[number])]


KINDS = [(4, VoidFunction), (3, VariableFunction), (2, Layer), (2, Block), (1, Recursive), (2, HigherOrder)]
