"""What a program of language.py declares: classes, templates and functions, each with a way to use it.

`declare` gives the declaration and its name, and may teach `writer.values.more` expressions that use it;
`call` gives statements that use it where a program builds.
"""

from functions import HigherOrder, Layer, Recursive, VariableFunction, VoidFunction, int_argument, string_argument
from program import Node
from statements import Scope


def teach(writer, kind, maker):
    writer.values.more.setdefault(kind, []).append(maker)


def lines(*texts):
    return [Node(text, fixed=True) for text in texts]


def int_local(writer, scope, value):
    """A local that holds the value."""
    name = f"int_{writer.number()}"
    scope.locals.append((name, "int"))
    return [Node(f"int {name} = {value};", defines=[name])]


class Hierarchy:
    """A base and two classes that override its methods; one also calls the base's."""

    @staticmethod
    def declare(writer):
        name, of = f"Base_{writer.number()}", writer.values.of
        inside = Scope(strings=["name"], ints=["count"])
        base = Node(f"struct {name} {{", lines(
            f"explicit {name}(std::string given) : name(std::move(given)) {{}}", f"virtual ~{name}() = default;",
            f"virtual std::string label() const {{ return {of('text', Scope(strings=['name']), 1)}; }}") + [
                Node("virtual void build([[maybe_unused]] int count) {", writer.body(inside, 2, most=2), fixed=True)] + lines(
                    "std::string name;"), tail="};", fixed=True)
        second = Node(f"struct Left : {name} {{", lines(
            f"using {name}::{name};", f"std::string label() const override {{ return \"l\" + {name}::label(); }}") + [
                Node("void build(int count) override {", writer.body(inside, 2, most=1) + lines(f"{name}::build(count + 1);"),
                     fixed=True)], tail="};", fixed=True)
        third = Node(f"struct Right final : {name} {{", lines(
            f"Right(std::string given, int extra) : {name}(given + \"r\"), size(extra) {{}}",
            f"std::string label() const override {{ return {of('text', Scope(strings=['name'], ints=['size']), 1)}; }}") + [
                Node("void build([[maybe_unused]] int count) override {",
                     writer.body(Scope(strings=["name", "label()"], ints=["count", "size"]), 2, most=2), fixed=True)]
            + lines("int size = 1;"), tail="};", fixed=True)
        holder = f"classes_{writer.number()}"
        node = Node(f"namespace {holder} {{", [base, second, third], defines=[holder, name])
        return node, (holder, name)

    @staticmethod
    def call(writer, name, scope):
        holder, base = name
        held, owner, each = (f"{part}_{writer.number()}" for part in ("held", "owner", "one"))
        made = [Node(f"std::vector<std::unique_ptr<{holder}::{base}>> {held};", defines=[held])]
        for _ in range(writer.rng.randint(1, 3)):
            text, count = f"cut({writer.values.of('text', scope, 1)})", f"{writer.values.of('int', scope, 1)} % 9"
            made.append(Node(f"{held}.push_back(" + writer.rng.choice([
                f"std::make_unique<{holder}::Left>({text})", f"std::make_unique<{holder}::Right>({text}, {count})",
                f"std::unique_ptr<{holder}::{base}>(new {holder}::Right({text}, {count}))",
                f"std::make_unique<{holder}::{base}>({text})"]) + ");"))
        inner = scope.inner(strings=[f"{each}->label()"], loops=1,
                            flags=[f"(dynamic_cast<const {holder}::Right*>({each}) != nullptr)"])
        body = [Node(f"[[maybe_unused]] {holder}::{base}* const {each} = {owner}.get();", defines=[each]),
                Node(f"{each}->build({int_argument(writer, scope)} % 9);")] + writer.body(inner, 3, most=2)
        return made + [Node(f"for (const auto& {owner} : {held}) {{", body, defines=[owner])]


class Guard:
    """Its destructor writes down that it ran: later names show the order."""

    @staticmethod
    def declare(writer):
        name = f"Guard_{writer.number()}"
        return Node(f"struct {name} {{", lines(
            f"{name}(std::vector<std::string>& into, std::string text) : log(into), left(std::move(text)) {{ log.push_back(\"in\"); }}",
            f"~{name}() {{ log.push_back(left); }}", f"{name}(const {name}&) = delete;",
            "std::vector<std::string>& log;", "std::string left;"), tail="};", defines=[name]), name

    @staticmethod
    def call(writer, name, scope):
        log, guard = f"log_{writer.number()}", f"guard_{writer.number()}"
        inner = scope.inner()
        body = writer.body(inner, 3, most=2)
        made = f"const {name} {guard}({log}, cut({writer.values.of('text', scope, 1)}));"
        around = writer.rng.choice(["{", f"for (int turn = 0; turn < {writer.rng.randint(1, 3)}; ++turn) {{"])
        scope.locals.append((log, "texts"))
        return [Node(f"std::vector<std::string> {log};", defines=[log]),
                Node(around, [Node(made, defines=[guard])] + body)]


class Operators:
    """A class with operators and conversions."""

    @staticmethod
    def declare(writer):
        name = f"Path_{writer.number()}"
        node = Node(f"class {name} {{", lines(
            "public:", f"{name}(std::string text = \"p\") : text(std::move(text)) {{}}",
            f"{name} operator/(const std::string& part) const {{ return {name}(cut(text + \"_\" + part)); }}",
            f"{name}& operator+=(int more) {{ count += more % 9; return *this; }}",
            f"{name}& operator++() {{ ++count; return *this; }}",
            f"{name} operator++(int) {{ {name} before = *this; ++*this; return before; }}",
            "char operator[](int index) const { return text.empty() ? 'n' : text[static_cast<std::size_t>(index) % text.size()]; }",
            "std::string operator()(int more) const { return text + std::to_string(count % 100 + more); }",
            "operator std::string() const { return text; }", "explicit operator bool() const { return count > 0; }",
            f"friend bool operator==(const {name}&, const {name}&) = default;",
            f"friend auto operator<=>(const {name}& a, const {name}& b) {{ return a.count <=> b.count; }}",
            "private:", "std::string text;", "int count = 0;"), tail="};", defines=[name])
        def text(scope, depth):
            of = lambda kind: writer.values.of(kind, scope, depth - 1)
            return writer.rng.choice([
                f"static_cast<std::string>({name}({of('text')}) / {of('text')})", f"({name}({of('text')}) += {of('int')})({of('int')} % 9)",
                f"({name}(cut({of('text')})) / \"x\" / {of('text')})(1)",
                f"[&] {{ {name} p{{{of('text')}}}; p++; return (++p)({of('int')} % 9); }}()"])
        def flag(scope, depth):
            of = lambda kind: writer.values.of(kind, scope, depth - 1)
            return writer.rng.choice([f"static_cast<bool>({name}() += {of('int')})", f"({name}({of('text')}) == {name}({of('text')}))",
                                      f"({name}({of('text')})[({of('int')} & 3)] == 'a')", f"(({name}() += {of('int')}) < {name}())"])
        teach(writer, "text", text)
        teach(writer, "bool", flag)
        return node, name

    @staticmethod
    def call(writer, name, scope):
        made = f"path_{writer.number()}"
        node = Node(f"{name} {made}(cut({writer.values.of('text', scope, 1)}));", defines=[made])
        scope.strings += [f"{made}(2)", f"static_cast<std::string>({made})"]
        scope.flags.append(f"static_cast<bool>({made})")
        return [node,
                Node(writer.rng.choice([f"++{made};", f"{made} += {writer.values.of('int', scope, 1)};",
                                        f"{made} = {made} / {writer.values.of('text', scope, 1)};"]))]


class Template:
    """A function and a class template over numbers and types."""

    @staticmethod
    def declare(writer):
        number = writer.number()
        name, of = f"Fixed_{number}", writer.values.of
        node = Node(f"template <int Size, typename Item = std::string> struct {name} {{", lines(
            f"static constexpr int doubled = Size * 2 + {writer.rng.randint(0, 5)};",
            "static std::string text(const Item& item) {",
            f"if constexpr (std::is_same_v<Item, int>) return std::to_string(item + Size);",
            f"else return item + std::to_string(doubled);", "}",
            "template <typename... More> static int count(const More&...) { return Size + static_cast<int>(sizeof...(More)); }"),
            tail="};", defines=[name])
        size = lambda: writer.rng.randint(0, 4)
        teach(writer, "text", lambda scope, depth: writer.rng.choice([
            f"{name}<{size()}>::text({of('text', scope, depth - 1)})", f"{name}<{size()}, int>::text({of('int', scope, depth - 1)})"]))
        teach(writer, "int", lambda scope, depth: writer.rng.choice([
            f"{name}<{size()}>::doubled", f"{name}<{size()}>::count({of('int', scope, depth - 1)}, {of('text', scope, depth - 1)})"]))
        return node, name

    @staticmethod
    def call(writer, name, scope):
        return int_local(writer, scope, f"{name}<{writer.rng.randint(1, 3)}>::count({writer.values.of('text', scope, 1)})")


class Enumeration:
    """Kinds, and a switch from kind to text."""

    @staticmethod
    def declare(writer):
        name = f"Kind_{writer.number()}"
        node = Node(f"enum class {name} {{ first, second = 4, third }};", defines=[name])
        spell = f"spell_{writer.number()}"
        body = [Node("switch (kind) {", lines(f'case {name}::first: return "f";', f'case {name}::second: return "s";', "default: break;"),
                     fixed=True)] + lines(f'return "t" + std::to_string(static_cast<int>(kind));')
        group = f"kinds_{writer.number()}"
        function = Node(f"inline std::string {spell}({name} kind) {{", body, fixed=True)
        teach(writer, "text", lambda scope, depth: f"{group}::{spell}(static_cast<{group}::{name}>({writer.values.of('int', scope, depth - 1)} & 7))")
        teach(writer, "int", lambda scope, depth: f"static_cast<int>({group}::{name}::{writer.rng.choice(['first', 'second', 'third'])})")
        return Node(f"namespace {group} {{", [node, function], defines=[group, spell, name], fixed=True), (group, name)

    @staticmethod
    def call(writer, name, scope):
        group, kind = name
        choose = f"{writer.values.of('bool', scope, 1)} ? {group}::{kind}::first : {group}::{kind}::third"
        return int_local(writer, scope, f"static_cast<int>({choose})")


class Compute:
    """Functions of values: recursive, constexpr, with default arguments, by reference."""

    @staticmethod
    def declare(writer):
        number, of = writer.number(), writer.values.of
        name = f"compute_{number}"
        scope = Scope(locals=[("text", "text"), ("n", "int")])
        form = writer.rng.randrange(4)
        if form == 0:
            node = Node(f"constexpr int {name}(int n) {{ return n <= 1 ? 1 : (n * {name}(n - {writer.rng.randint(1, 2)})) % 97; }}", defines=[name])
            teach(writer, "int", lambda scope, depth: f"{name}({of('int', scope, depth - 1)} % 7)")
        elif form == 1:
            node = Node(f"std::string {name}(std::string text, int n = {writer.rng.randint(1, 4)}) {{ return {of('text', scope, 2)}; }}", defines=[name])
            teach(writer, "text", lambda scope, depth: f"{name}({of('text', scope, depth - 1)})")
            teach(writer, "text", lambda scope, depth: f"{name}({of('text', scope, depth - 1)}, {of('int', scope, depth - 1)} % 9)")
        elif form == 2:
            node = Node(f"bool {name}(const std::string& text, int n) {{ if (n > 4) return {of('bool', scope, 1)}; return {of('bool', scope, 2)}; }}",
                        defines=[name])
            teach(writer, "bool", lambda scope, depth: f"{name}({of('text', scope, depth - 1)}, {of('int', scope, depth - 1)})")
        else:
            node = Node(f"std::string {name}(const std::string& text, int n) {{ return n <= 0 ? text : {name}(cut(text + \"{writer.rng.choice('gh')}\"), n - 1) + \"e\"; }}",
                        defines=[name])
            teach(writer, "text", lambda scope, depth: f"{name}({of('text', scope, depth - 1)}, {of('int', scope, depth - 1)} % 6)")
        return node, name

    @staticmethod
    def call(writer, name, scope):
        return writer.get_statement(scope, 1)


class Config:
    """A record with defaults, a nested record and methods; structured bindings and designated initialisers."""

    @staticmethod
    def declare(writer):
        name = f"Config_{writer.number()}"
        node = Node(f"struct {name} {{", lines(
            f"std::string prefix = {writer.values.of('text', Scope(), 1)};", f"int depth = {writer.rng.randint(0, 3)};",
            "bool wide = false;", "struct Inner { int units = 2; std::vector<std::string> tags{\"u\"}; } inner;",
            "std::string tag(int index) const { return at_or(inner.tags, index, prefix + \"_none\"); }",
            f"{name}& with(int more) {{ depth = (depth + more) % 5; return *this; }}",
            f"static {name} wider(int units) {{ {name} made; made.wide = true; made.inner.units = units % 9; return made; }}"),
            tail="};", defines=[name])
        return node, name

    @staticmethod
    def call(writer, name, scope):
        made, of = f"config_{writer.number()}", lambda kind: writer.values.of(kind, scope, 1)
        value = writer.rng.choice([f"{name}{{.prefix = cut({of('text')}), .depth = {of('int')} % 4, .wide = {of('bool')}}}", f"{name}()",
                                   f"{name}::wider({of('int')})", f"{name}().with({of('int')})"])
        scope.strings += [f"{made}.prefix", f"{made}.tag({writer.rng.randint(0, 1)})"]
        scope.locals += [(f"{made}.depth", "int"), (f"{made}.inner.tags", "texts"), (f"{made}.inner.units", "int")]
        scope.flags.append(f"{made}.wide")
        result = [Node(f"{name} {made} = {value};", defines=[made])]
        if writer.rng.random() < 0.3:
            parts = [f"{part}_{writer.number()}" for part in ("prefix", "depth", "wide", "inner")]
            scope.strings.append(parts[0]), scope.ints.append(parts[1]), scope.flags.append(parts[2])
            result.append(Node(f"[[maybe_unused]] const auto& [{', '.join(parts)}] = {made};", defines=parts))
        return result


KINDS = [Hierarchy, Hierarchy, Guard, Operators, Template, Enumeration, Compute, Compute, Config, Config, VoidFunction,
         VoidFunction, VariableFunction, Layer, Recursive, HigherOrder]
