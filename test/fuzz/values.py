"""Expressions without side effects, by type: what C++ computes of the values that are in scope.

Every expression is defined for all values (no overflow, no index out of range), so that run time and
analysis have to agree on it. Helpers such as `cut` are those of prelude.h.
"""

CPP = {"int": "int", "bool": "bool", "text": "std::string", "texts": "std::vector<std::string>",
       "ints": "std::vector<int>", "table": "std::map<std::string, int>", "maybe": "std::optional<std::string>",
       "pair": "std::pair<std::string, int>", "names": "std::set<std::string>", "queue": "std::deque<int>",
       "item": "std::variant<int, std::string>", "triple": "std::tuple<std::string, int, bool>",
       "array": "std::array<int, 3>", "maker": "std::function<std::string(int)>"}
WORDS = ["a", "b", "wx", "in", "out", "q7", "ab_c", "z.z", "long_word", ""]


class Values:
    """Writes expressions. `more[type]` are makers that the program's own declarations add."""

    def __init__(self, rng):
        self.rng = rng
        self.more = {}

    def of(self, kind, scope, depth=2):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.25:
            return self.leaf(kind, scope)
        makers = FORMS[kind]
        own = self.more.get(kind, ())
        if own and rng.random() < 0.35:
            return rng.choice(own)(scope, depth)
        return rng.choice(makers)(Writer(self, scope, depth - 1))

    def leaf(self, kind, scope):
        rng = self.rng
        known = [name for name, its in scope.locals if its == kind]
        if kind == "text" and scope.strings and rng.random() < 0.4:
            return f"std::string({rng.choice(scope.strings)})"
        if kind == "int" and scope.ints and rng.random() < 0.4:
            return f"static_cast<int>({rng.choice(scope.ints)})"
        if kind == "bool" and scope.flags and rng.random() < 0.6:
            return rng.choice(scope.flags)
        if known and rng.random() < 0.75:
            return rng.choice(known)
        return LITERALS[kind](rng)

    def local(self, kind, scope):
        """A variable of that type, or a literal."""
        known = [name for name, its in scope.locals if its == kind]
        return self.rng.choice(known) if known else f"{LITERALS[kind](self.rng)}"


class Writer:
    """The operands of one form: w.int, w.text, ... are expressions, each a new one."""

    def __init__(self, values, scope, depth):
        self.values, self.scope, self.depth = values, scope, depth

    def __getattr__(self, kind):
        return self.values.of(kind, self.scope, self.depth)

    def pick(self, *items):
        return self.values.rng.choice(items)

    @property
    def short(self):
        return f"cut({self.text})"

    def any(self, *kinds):
        return getattr(self, self.pick(*kinds))

    def without(self, kind):
        """Expressions that use no local of that type."""
        scope = self.scope.inner()
        scope.locals = [local for local in scope.locals if local[1] != kind]
        return Writer(self.values, scope, self.depth)

    def small(self, least=1, most=5):
        return str(self.values.rng.randint(least, most))

    def local(self, kind):
        return self.values.local(kind, self.scope)


def word(rng):
    return f'"{rng.choice(WORDS)}"'


def text_literal(rng):
    return rng.choice([f"std::string({word(rng)})", f"{word(rng)}s", "std::string(2, 'k')"])


def listed(rng, item, most=3):
    return ", ".join(item(rng) for _ in range(rng.randint(0, most)))


def number(rng):
    return str(rng.randint(0, 9))


LITERALS = {
    "int": number,
    "bool": lambda rng: rng.choice(["true", "false"]),
    "text": text_literal,
    "texts": lambda rng: "std::vector<std::string>{%s}" % listed(rng, text_literal),
    "ints": lambda rng: "std::vector<int>{%s}" % listed(rng, number, 4),
    "table": lambda rng: "std::map<std::string, int>{%s}" % listed(rng, lambda r: "{%s, %s}" % (word(r), number(r))),
    "maybe": lambda rng: rng.choice([f"std::optional<std::string>({word(rng)})", "std::optional<std::string>()"]),
    "pair": lambda rng: f"std::pair<std::string, int>({word(rng)}, {number(rng)})",
    "names": lambda rng: "std::set<std::string>{%s}" % listed(rng, text_literal),
    "queue": lambda rng: "std::deque<int>{%s}" % listed(rng, number, 4),
    "item": lambda rng: "std::variant<int, std::string>(%s)" % rng.choice([number(rng), text_literal(rng)]),
    "triple": lambda rng: f"std::tuple<std::string, int, bool>({word(rng)}, {number(rng)}, {rng.choice(['true', 'false'])})",
    "array": lambda rng: "std::array<int, 3>{%s, %s, %s}" % (number(rng), number(rng), number(rng)),
    "maker": lambda rng: "std::function<std::string(int)>([](int n) { return %s + std::to_string(n); })" % text_literal(rng),
}

INT = [
    lambda w: f"({w.int} {w.pick('+', '-', '^', '|', '&')} {w.int})",
    lambda w: f"({w.int} * {w.int} % 50)",
    lambda w: f"({w.int} {w.pick('/', '%')} {w.small(2, 7)})",
    lambda w: f"(({w.int} & 15) {w.pick('<<', '>>')} {w.small(0, 3)})",
    lambda w: f"({w.bool} ? {w.int} : {w.int})",
    lambda w: f"(-{w.int})",
    lambda w: f"static_cast<int>({w.text}.size())",
    lambda w: f"static_cast<int>({w.any('texts', 'ints', 'table', 'names', 'queue')}.size())",
    lambda w: f"std::{w.pick('min', 'max')}({w.int}, {w.int})",
    lambda w: f"std::{w.pick('min', 'max')}({{{w.int}, {w.int}, {w.int}}})",
    lambda w: f"greatest({w.pick(2, 3)}, static_cast<int>({w.int}), static_cast<int>({w.int}), {w.small()})",
    lambda w: f"std::clamp({w.int}, {w.small(0, 2)}, {w.small(3, 9)})",
    lambda w: f"magnitude({w.int})",
    lambda w: f"total({w.ints})",
    lambda w: f"at_or({w.ints}, {w.int}, {w.int})",
    lambda w: f"[&] {{ int n = 0; for (char c : copy_of({w.text})) n += c {w.pick('==', '<', '!=')} 'b'; return n; }}()",
    lambda w: f"[&] {{ int left = {w.int} % 9; while (left > {w.small()}) left -= {w.small()}; return left; }}()",
    lambda w: f"static_cast<int>({w.table}.count({w.text}))",
    lambda w: f"value_or({w.table}, {w.text}, {w.int})",
    lambda w: f"{w.pair}.second",
    lambda w: f"std::get<1>({w.triple})",
    lambda w: f"std::get<0>(std::tuple({w.int}, {w.text}))",
    lambda w: f"{w.array}[{w.small(0, 2)}]",
    lambda w: f"std::get<{w.small(0, 2)}>({w.array})",
    lambda w: f"std::visit(Overloaded{{[](int n) {{ return n; }}, [](const std::string& t) {{ return static_cast<int>(t.size()); }}}}, {w.item})",
    lambda w: f"({w.text}.find({w.text}) == std::string::npos ? {w.int} : {w.small()})",
    lambda w: f"std::stoi(std::to_string({w.int}))",
    lambda w: f"static_cast<int>(static_cast<unsigned char>({w.int}))",
    lambda w: f"static_cast<int>(static_cast<std::uint64_t>({w.int}) % {w.small(2, 9)}u)",
    lambda w: f"static_cast<int>({w.int} * 0.5)",
    lambda w: f"static_cast<int>({w.text}.compare({w.text}) < 0)",
    lambda w: f"static_cast<int>({w.bool})",
    lambda w: f"[](auto n) {{ return n + {w.small()}; }}({w.int})",
    lambda w: f"[n = {w.int}]() mutable {{ n += {w.small()}; return n; }}()",
    lambda w: f"static_cast<int>(std::ranges::count_if({w.local('ints')}, [&](int n) {{ return n > {w.int}; }}))",
    lambda w: f"sum({w.int}, {w.int}, {w.int})",
]
BOOL = [
    lambda w: f"({w.int} {w.pick('<', '<=', '>', '>=', '==', '!=')} {w.int})",
    lambda w: f"({w.text} {w.pick('<', '==', '!=', '>=')} {w.text})",
    lambda w: f"({w.bool} {w.pick('&&', '||', '!=', '==')} {w.bool})",
    lambda w: f"(!{w.bool})",
    lambda w: f"{w.any('texts', 'ints', 'table', 'names', 'text')}.empty()",
    lambda w: f"{w.text}.starts_with({w.text})",
    lambda w: f"({w.text}.find({w.pick(w.text, chr(39) + 'a' + chr(39))}) != std::string::npos)",
    lambda w: f"{w.maybe}.has_value()",
    lambda w: f"({w.maybe} == {w.maybe})",
    lambda w: f"({w.pair} < {w.pair})",
    lambda w: f"({w.ints} == {w.ints})",
    lambda w: f"{w.names}.contains({w.text})",
    lambda w: f"std::holds_alternative<int>({w.item})",
    lambda w: f"std::get<2>({w.triple})",
    lambda w: f"std::ranges::{w.pick('any_of', 'all_of', 'none_of')}({w.local('ints')}, [&](int n) {{ return n > {w.int}; }})",
    lambda w: f"({w.int} % 2 == 0)",
    lambda w: f"[&] {{ if ({w.bool}) return {w.bool}; return {w.bool}; }}()",
]
TEXT = [
    lambda w: f"({w.text} + {w.text})",
    lambda w: f"({w.text} + {w.pick(word(w.values.rng), chr(39) + 'c' + chr(39))})",
    lambda w: f"({word(w.values.rng)} + {w.text})",
    lambda w: f"std::to_string({w.int})",
    lambda w: f"({w.bool} ? {w.text} : {w.text})",
    lambda w: f"cut({w.text})",
    lambda w: f"cut({w.text}).substr(0, {w.small(0, 4)})",
    lambda w: f"std::string({w.text}).append({w.text})",
    lambda w: f"std::string({w.text}).insert(0, {word(w.values.rng)})",
    lambda w: f"std::string(static_cast<std::size_t>(magnitude({w.int}) % 4), 'm')",
    lambda w: f"std::string({word(w.values.rng)})",
    lambda w: f"std::string(std::string_view({w.local('text')}).substr(0, 2))",
    lambda w: f"join({w.texts}, {word(w.values.rng)})",
    lambda w: f"at_or({w.texts}, {w.int}, {w.text})",
    lambda w: f"[&] {{ std::ostringstream out; out << {w.text} << '_' << {w.int}; return out.str(); }}()",
    lambda w: f"[&] {{ char buffer[64]; std::snprintf(buffer, sizeof buffer, \"{w.pick('%s_%d', '%s%03d', '%.3s%x')}\", cut({w.text}).c_str(), magnitude({w.int})); return std::string(buffer); }}()",
    lambda w: f"printed(\"{w.pick('%s_%d', '%s%+03d', '%.3s%x')}\", cut({w.text}).c_str(), magnitude({w.int}))",
    lambda w: f"[&] {{ std::string t = {w.text}; std::reverse(t.begin(), t.end()); return t; }}()",
    lambda w: f"[&] {{ std::string t; for (const auto& [key, n] : copy_of({w.table})) t += key + std::to_string(n); return t; }}()",
    lambda w: f"[&] {{ switch ({w.int} % 3) {{ case 0: return {w.text}; case 1: return {w.text}; default: return {w.text}; }} }}()",
    lambda w: f"{w.maybe}.value_or({w.text})",
    lambda w: f"{w.pair}.first",
    lambda w: f"std::get<0>({w.triple})",
    lambda w: f"std::get<std::string>({w.triple})",
    lambda w: f"to_text({w.any('int', 'text', 'item', 'bool')})",
    lambda w: f"joined({w.text}, {w.int}, {w.any('text', 'bool')})",
    lambda w: f"{w.maker}({w.int})",
    lambda w: f"{w.names}.empty() ? {w.text} : {w.text}",
    lambda w: f"[](std::string t) -> std::string {{ if (t.empty()) return \"e\"; t.pop_back(); return t; }}({w.text})",
    lambda w: f"std::string(1, static_cast<char>('a' + magnitude({w.int}) % 26))",
    lambda w: f"[&] {{ std::string t = {w.text}; const std::string before = std::exchange(t, {w.text}); return t + before; }}()",
]
FORMS = {
    "int": INT, "bool": BOOL, "text": [lambda w, form=form: f"({form(w)})" for form in TEXT],
    "texts": [
        lambda w: f"std::vector<std::string>{{{w.short}, {w.short}}}",
        lambda w: f"std::vector<std::string>({w.small(0, 3)}, {w.short})",
        lambda w: f"split({w.text})",
        lambda w: f"mapped({w.ints}, [&](int n) {{ return {w.short} + std::to_string(n); }})",
        lambda w: f"keys({w.table})",
        lambda w: f"({w.bool} ? {w.texts} : {w.texts})",
        lambda w: f"sorted({w.texts})",
    ],
    "ints": [
        lambda w: f"std::vector<int>{{{w.int}, {w.int}}}",
        lambda w: f"upto({w.int} % 5)",
        lambda w: f"mapped({w.ints}, [&](int n) {{ return (n {w.pick('+', '-', '*')} {w.int}) % 50; }})",
        lambda w: f"sorted({w.ints})",
        lambda w: f"filtered({w.ints}, [&](int n) {{ return n {w.pick('<', '!=')} {w.int}; }})",
        lambda w: f"({w.bool} ? {w.ints} : {w.ints})",
    ],
    "table": [lambda w: f"std::map<std::string, int>{{{{{w.short}, {w.int}}}, {{{w.short}, {w.int}}}}}",
              lambda w: f"counts({w.texts})"],
    "maybe": [lambda w: f"std::optional<std::string>({w.short})",
              lambda w: f"({w.bool} ? std::optional<std::string>({w.short}) : std::nullopt)",
              lambda w: f"found({w.texts}, {w.text})"],
    "pair": [lambda w: f"std::pair<std::string, int>({w.short}, {w.int})", lambda w: f"std::make_pair({w.short}, {w.int})"],
    "names": [lambda w: f"std::set<std::string>{{{w.short}, {w.short}}}",
              lambda w: f"[&] {{ const auto all = {w.texts}; return std::set<std::string>(all.begin(), all.end()); }}()"],
    "queue": [lambda w: f"std::deque<int>{{{w.int}, {w.int}}}"],
    "item": [lambda w: f"std::variant<int, std::string>({w.any('int', 'short')})",
             # g++ 12 destroys both operands of a nested ?: whose conditions are constants.
             lambda w: f"[&] {{ if ({w.bool}) return {w.item}; return {w.item}; }}()"],
    "triple": [lambda w: f"std::tuple<std::string, int, bool>({w.short}, {w.int}, {w.bool})"],
    "array": [lambda w: f"std::array<int, 3>{{{w.int}, {w.int}, {w.int}}}"],
    # A function that holds another, and calls it twice, would double the time with every loop.
    "maker": [lambda w: maker(w.without("maker"))],
}


def maker(w):
    return f"std::function<std::string(int)>([=](int n) {{ return n > {w.int} ? {w.short} : {w.short} + std::to_string(n); }})"
