"""Statements about several names of one object: views, pointers, references and iterators while it changes, moves,
swaps, and what assignments end. A part of language.py's programs."""

from program import Node
from values import CPP

# Kinds of values.py that a name can show, and what C++ leaves of them when they are moved from: the libraries' own
# choice for strings, nothing for containers, part by part for the rest.
MOVED = ["text", "texts", "ints", "table", "maybe", "pair", "names", "queue", "item", "triple", "array"]


def observed(expression):
    """A variable whose name shows a value."""
    return Node(f'vs::get_variable("o_" + shown({expression}), {{1}}, {{.reuse = vs::AUTO_REUSE}});')


def block(lines, observations, defines):
    """Statements in a block of their own."""
    return [Node("{", [Node(line, fixed=True) for line in lines] + [observed(each) for each in observations], defines=defines)]


def pick_some(rng, items, least=1, most=3):
    return [rng.choice(items) for _ in range(rng.randint(least, most))]


def sometimes(writer, scope, statement):
    """As it is, or if a condition holds."""
    return statement if writer.rng.random() < 0.6 else f"if ({writer.values.of('bool', scope, 1)}) {statement}"


def characters(writer, scope, depth):
    """A string that keeps its length, and who looks at it."""
    rng, number = writer.rng, writer.number()
    base, view = f"base_{number}", f"view_{number}"
    of = lambda kind: writer.values.of(kind, scope, 1)
    views = [f"const std::string_view {view}({base});", f"const auto {view} = std::string_view({base}).substr({rng.randint(0, 2)});",
             f"std::string_view {view} = {base}; {view}.remove_{rng.choice(['prefix', 'suffix'])}(1);",
             f"const std::string_view {view}({base}.data() + 1, 2);", f"const char* const {view} = {base}.c_str();",
             f"const char* const {view} = {base}.c_str() + {rng.randint(0, 2)};", f"const std::string& {view} = {base};",
             f"const std::string_view {view}({base}.begin(), {base}.end() - 1);",
             f"const auto {view} = [view = std::string_view({base})] {{ return std::string(view); }};",
             f"const std::optional<std::string_view> {view} = {base};"]
    changes = [f"{base}[magnitude({of('int')}) % 3] = 'k';", f"{base}.back() = 'z';", f"std::reverse({base}.begin(), {base}.end());",
               f"for (char& c : {base}) if (c == 'a') c = 'e';", f"std::swap({base}[0], {base}[2]);", f"*{base}.begin() = 'q';",
               f"{base}.data()[1] = 'd';", f"std::fill({base}.begin(), {base}.begin() + 2, 'f');", f"{base}.front() = {base}.back();",
               f"std::sort({base}.begin(), {base}.end());", f"{base}.replace(0, 2, \"pq\");"]
    chosen = rng.choice(views)
    shows = f"{view}()" if "] {" in chosen else f"std::string(*{view})" if "optional" in chosen else f"std::string({view})"
    end = rng.choice(["abc", "xay"])
    opening = [f"std::string {base} = cut({of('text')}) + \"{end}\";", chosen]
    return block(opening + [sometimes(writer, scope, each) for each in pick_some(rng, changes)], [shows, base], [base, view])


def characters_of_array(writer, scope, depth):
    """The same of an array of characters."""
    rng, number = writer.rng, writer.number()
    base, view = f"base_{number}", f"view_{number}"
    of = lambda kind: writer.values.of(kind, scope, 1)
    views = [f"const std::string_view {view}({base});", f"const std::string_view {view}({base}, 2);", f"const char* const {view} = {base};",
             f"const char* const {view} = {base} + 1;", f"const char (&{view})[8] = {base};"]
    changes = [f"{base}[magnitude({of('int')}) % 3] = 'k';", f"*{base} = 'q';", f"std::reverse({base}, {base} + 3);",
               f"std::snprintf({base}, 4, \"%c%d\", 'n', magnitude({of('int')}) % 90 + 10);"]
    return block([f"char {base}[8] = \"abc\";", rng.choice(views)] + [sometimes(writer, scope, each) for each in pick_some(rng, changes)],
                 [f"std::string({view})", f"std::string({base})"], [base, view])


def part(writer, scope, depth):
    """A reference to a part of an object that is assigned."""
    rng, number = writer.rng, writer.number()
    whole, name = f"whole_{number}", f"part_{number}"
    kind = rng.choice(["pair", "triple", "array", "ints", "texts", "maybe", "item", "table"])
    of = lambda kind: writer.values.of(kind, scope, 1)
    opening = [f"{CPP[kind]} {whole} = {of(kind)};"]
    changes = {
        "pair": [f"{whole} = {of('pair')};", f"{whole}.first = cut({of('text')});", f"std::swap({whole}.second, {whole}.second);"],
        "triple": [f"{whole} = {of('triple')};", f"std::get<0>({whole}) = cut({of('text')});"],
        "array": [f"{whole} = {of('array')};", f"{whole}.fill({of('int')} % 100);", f"std::reverse({whole}.begin(), {whole}.end());",
                  f"std::swap({whole}[0], {whole}[1]);"],
        "ints": [f"{whole}.front() = {of('int')} % 100;", f"std::sort({whole}.begin(), {whole}.end());", f"for (int& n : {whole}) n = n % 7;"],
        "texts": [f"{whole}.front() = cut({of('text')});", f"std::reverse({whole}.begin(), {whole}.end());", f"{whole}[0] += \"m\";"],
        "maybe": [f"{whole} = std::optional<std::string>(cut({of('text')}));", f"*{whole} = cut({of('text')});", f"{whole} = std::string(\"v\");"],
        "item": [f"{whole} = cut({of('text')});", f"std::get<std::string>({whole}) += 'v';", f"{whole} = std::variant<int, std::string>(std::string(\"w\"));"],
        "table": [f"{whole}[\"k\"] = {of('int')} % 100;", f"{whole}[cut({of('text')})] = 3;", f"for (auto& [key, n] : {whole}) ++n;"],
    }[kind]
    reference = {
        "pair": [f"{whole}.first", f"{whole}.second"], "triple": [f"std::get<0>({whole})", f"std::get<1>({whole})"],
        "array": [f"{whole}[1]", f"{whole}.back()", f"*{whole}.begin()"], "ints": [f"{whole}.front()", f"{whole}[0]", f"*{whole}.rbegin()"],
        "texts": [f"{whole}.front()", f"{whole}.back()", f"*{whole}.begin()"], "maybe": [f"*{whole}", f"{whole}.value()"],
        "item": [f"std::get<std::string>({whole})", f"*std::get_if<1>(&{whole})"], "table": [f"{whole}[\"k\"]", f"{whole}.at(\"k\")"],
    }[kind]
    if kind in ("ints", "texts"):
        opening.append(f"{whole}.push_back({of('int') + ' % 100' if kind == 'ints' else 'cut(' + of('text') + ')'});")
    if kind == "maybe":
        opening.append(f"if (!{whole}) {whole} = \"e\";")
    if kind == "item":
        opening.append(f"if ({whole}.index() == 0) {whole} = std::string(\"e\");")
    if kind == "table":
        opening.append(f"{whole}.emplace(\"k\", {of('int')} % 100);")
    opening.append(f"{rng.choice(['auto&', 'const auto&'])} {name} = {rng.choice(reference)};")
    return block(opening + [sometimes(writer, scope, each) for each in pick_some(rng, changes)], [name, whole], [whole, name])


def moved(writer, scope, depth):
    """What a move gives and leaves."""
    rng, number = writer.rng, writer.number()
    kind = rng.choice(MOVED)
    source, target = f"from_{number}", f"to_{number}"
    of = lambda: writer.values.of(kind, scope, 1)
    lines = [f"{CPP[kind]} {source} = {of()};"]
    form = rng.random()
    if form < 0.4:
        lines.append(f"auto {target} = std::move({source});")
    elif form < 0.7:
        lines += [f"{CPP[kind]} {target} = {of()};", sometimes(writer, scope, f"{target} = std::move({source});")]
    elif form < 0.85:
        lines += [f"{CPP[kind]} {target} = {of()};", sometimes(writer, scope, f"std::swap({target}, {source});")]
    else:
        lines.append(f"auto {target} = std::exchange({source}, {of()});")
    return block(lines, [source, target], [source, target])


def without_move(writer, scope, depth):
    """Objects of the prelude's classes that have no move, or members that have none, where the library moves them."""
    rng, number = writer.rng, writer.number()
    source, target = f"from_{number}", f"to_{number}"
    kind, made = rng.choice([("Ending", f"{{cut({writer.values.of('text', scope, 1)})}}"), ("Copying", '("c")'),
                             ("Holding", f"{{cut({writer.values.of('text', scope, 1)})}}")])
    forms = [(f"std::vector<{kind}> {target}; {target}.push_back(std::move({source}));", f"{target}[0]"),
             (f"std::optional<{kind}> {target} = std::move({source});", f"*{target}"),
             (f"std::pair<{kind}, int> {target}(std::move({source}), 1);", f"{target}.first"),
             (f"std::map<int, {kind}> {target}; {target}.emplace(1, std::move({source}));", f"{target}.at(1)"),
             (f"std::vector<{kind}> {target}; {target}.push_back({kind}{made}); {target}.push_back({source});", f"{target}[1]"),
             (f"{kind} {target} = std::move({source});", target),
             (f"const auto {target} = [object = std::move({source})] {{ return told(object); }};", None)]
    if kind != "Holding":
        forms += [(f"{kind} {target}{made}; {target} = std::move({source});", target),
                  (f"{kind} {target}{made}; std::swap({target}, {source});", target),
                  (f"std::array<{kind}, 2> {target}{{{kind}{made}, {kind}{made}}}; {target}[1] = std::move({source});", f"{target}[1]")]
    line, shows = rng.choice(forms)
    told = f"told({shows})" if shows else f"{target}()"
    return block([f"{kind} {source}{made};", line], [f"told({source})", told], [source, target])


def ended(writer, scope, depth):
    """What smart pointers and those that hold them end, and when."""
    rng, number = writer.rng, writer.number()
    ends, a, b = f"ends_{number}", f"a_{number}", f"b_{number}"
    made = lambda: f"std::make_shared<Ended>({ends}, '{rng.choice('abcdef')}')"
    holder, get = rng.choice([("std::shared_ptr<Ended>", "{}"), ("std::vector<std::shared_ptr<Ended>>", "{}[0]"),
                              ("std::pair<std::shared_ptr<Ended>, int>", "{}.first"), ("std::optional<std::shared_ptr<Ended>>", "*{}"),
                              ("std::map<int, std::shared_ptr<Ended>>", "{}[0]"), ("std::array<std::shared_ptr<Ended>, 2>", "{}[0]")])
    initial = {"std::s": lambda: made(), "std::v": lambda: f"{{{made()}, {made()}}}", "std::p": lambda: f"{{{made()}, 1}}",
               "std::o": lambda: made(), "std::m": lambda: f"{{{{0, {made()}}}, {{1, {made()}}}}}",
               "std::a": lambda: f"{{{made()}, {made()}}}"}[holder[:6]]
    first = [f"{holder} {a} = {initial()};", f"{holder} {b} = {rng.choice([a, initial()])};"]
    changes = [f"{a} = {b};", f"{a} = {initial()};", f"{get.format(a)} = {made()};", f"{get.format(b)} = nullptr;", f"std::swap({a}, {b});",
               f"{get.format(a)} = {get.format(b)};", f"{{ auto copy = {b}; {ends} += '_'; }}", f"{ends} += '.';"]
    inner = Node("{", [Node(line, fixed=True) for line in first + [sometimes(writer, scope, each) for each in pick_some(rng, changes, 1, 4)]] +
                 [observed(ends)], defines=[a, b])
    return [Node("{", [Node(f"std::string {ends};", defines=[ends], fixed=True), inner, observed(ends)])]


def bits(writer, scope, depth):
    """References to the bits of a std::vector<bool>."""
    rng, number = writer.rng, writer.number()
    base, bit = f"bits_{number}", f"bit_{number}"
    of = lambda kind: writer.values.of(kind, scope, 1)
    reference = rng.choice([f"auto {bit} = {base}[{rng.randint(0, 2)}];", f"bool {bit} = {base}[1];", f"auto {bit} = {base}.back();",
                            f"auto first_{number} = {base}[0]; auto {bit} = first_{number};"])
    changes = [f"{bit} = {of('bool')};", f"{base}[{rng.randint(0, 2)}] = {of('bool')};", f"{base}.flip();",
               f"for (auto each : {base}) each = !each;", f"std::reverse({base}.begin(), {base}.end());"]
    return block([f"std::vector<bool> {base}{{{of('bool')}, {of('bool')}, true}};", reference] +
                 [sometimes(writer, scope, each) for each in pick_some(rng, changes)],
                 [f"static_cast<bool>({bit})", base], [base, bit, f"first_{number}"])


# Containers of at least two elements, by class: the elements of one, an element's change, and what leaves the others alone.
EXCHANGED = {
    "std::vector<int>": ("{{{int}, 2}}", "{} += 10;", ["std::sort({0}.begin(), {0}.end());", "std::reverse({0}.begin(), {0}.end());"]),
    "std::vector<std::string>": ("{{{text}, \"b\"}}", "{} += 'm';", ["std::reverse({0}.begin(), {0}.end());"]),
    "std::deque<int>": ("{{3, {int}}}", "{} += 10;", ["{0}.front() = 7;"]),
    "std::list<std::string>": ("{{{text}, \"z\"}}", "{} += 'm';", ["{0}.push_front(\"new\");", "{0}.sort();", "{0}.reverse();",
                                                               "{0}.insert({0}.begin(), \"at\");"]),
    "std::map<std::string, int>": ("{{{{\"k\", {int}}}, {{{text} + \"l\", 2}}}}", "{}.second += 10;", ["{0}[\"a\"] = 1;", "{0}.emplace(\"z\", 3);"]),
    "std::array<int, 2>": ("{{{int}, 4}}", "{} += 10;", ["{0}.fill(3);", "std::sort({0}.begin(), {0}.end());"]),
}


def exchanged(writer, scope, depth):
    """Elements of containers that are swapped and moved: iterators, pointers and references stay with them."""
    rng, number = writer.rng, writer.number()
    a, b, element = f"a_{number}", f"b_{number}", f"element_{number}"
    kind = rng.choice(list(EXCHANGED))
    elements, change, others = EXCHANGED[kind]
    made = lambda: elements.format(int=writer.values.of("int", scope, 1) + " % 100", text=f"cut({writer.values.of('text', scope, 1)})")
    name, shows = rng.choice([(f"auto {element} = {a}.begin();", f"*{element}"), (f"auto {element} = std::next({a}.begin());", f"*{element}"),
                              (f"auto& {element} = *{a}.begin();", element), (f"auto* {element} = &*{b}.begin();", f"*{element}")])
    swaps = [f"{a}.swap({b});", f"std::swap({a}, {b});", f"{{ auto c = std::move({a}); {a} = std::move({b}); {b} = std::move(c); }}"]
    changes = [change.format(shows if shows == element else f"({shows})"), change.format(f"(*{a}.begin())")]
    changes += [each.format(rng.choice([a, b])) for each in others]
    lines = [f"{kind} {a}{made()}, {b}{made()};", name]
    for _ in range(rng.randint(1, 4)):
        lines.append(sometimes(writer, scope, rng.choice(swaps if rng.random() < 0.5 else changes)))
    return block(lines, [shows, a, b], [a, b, element])


def looking(writer, scope, depth):
    """Spans, their iterators, and pointers that data() gave."""
    rng, number = writer.rng, writer.number()
    base, name = f"base_{number}", f"span_{number}"
    of = lambda kind: writer.values.of(kind, scope, 1)
    views = [(f"std::span<int> {name}({base});", f"{name}[1]"), (f"auto {name} = std::span<int>({base}).subspan(1);", f"{name}.front()"),
             (f"auto {name} = std::span<int>({base}).begin();", f"*{name}"), (f"int* {name} = {base}.data() + {rng.randint(0, 2)};", f"*{name}"),
             (f"std::span<int> {name}({base}.data(), 2);", f"{name}.back()"),
             (f"std::span<int> {name}({base}); auto first_{number} = {name}.begin(); {name} = {name}.last(2);", f"*first_{number}")]
    view, shows = rng.choice(views)
    changes = [f"{base}[magnitude({of('int')}) % 3] = 5;", f"std::sort({base}.begin(), {base}.end());", f"{shows} = {of('int')} % 50;",
               f"std::reverse({base}.data(), {base}.data() + 2);", f"for (int& n : std::span({base}).first(2)) ++n;"]
    holder = rng.choice(["std::vector<int>", "std::array<int, 3>"])
    return block([f"{holder} {base}{{{of('int')} % 100, 1, 2}};", view] + [sometimes(writer, scope, each) for each in pick_some(rng, changes)],
                 [shows, base], [base, name, f"first_{number}"])


def operands(writer, scope, depth):
    """Two operands that the compiler takes in either order. Mostly they do not see each other's doing; else the program is
    refused."""
    rng, number = writer.rng, writer.number()
    a, b, text, ints = f"a_{number}", f"b_{number}", f"text_{number}", f"ints_{number}"
    of = lambda kind: writer.values.of(kind, scope, 1)
    uses = {a: [f"std::to_string({a}++)", f"counted({a})", f"std::to_string({a})"],
            b: [f"counted({b})", f"std::to_string(--{b})", f"std::to_string({b} = {of('int')} % 50)"],
            text: [f"grown({text})", f"{text}.substr(1)", f"std::string({text}.begin(), {text}.end())", f"std::string(1, {text}[0] = 'w')"],
            ints: [f"std::to_string(popped({ints}))", f"std::to_string({ints}.size())", f"std::to_string({ints}[0] += 3)",
                   f"std::to_string(*{ints}.insert({ints}.end(), 5))"]}
    pair = rng.choices(list(uses), k=2) if rng.random() < 0.03 else rng.sample(list(uses), 2)
    first, second = (rng.choice(uses[each]) for each in pair)
    call = rng.choice(["{} + {}", "glued({}, {})", "std::max<std::string>({}, {})", "glued(glued({}, \"x\"), glued(\"y\", {}))",
                       "glued(std::string(\"p\") + {}, {} + \"q\")", "std::make_pair({}, {}).first"])
    return block([f"int {a} = {of('int')} % 100, {b} = 7; std::string {text} = cut({of('text')}) + \"tu\"; std::vector<int> {ints}{{1, {of('int')} % 10, 3}};",
                  f"const std::string both_{number} = " + call.format(first, second) + ";"],
                 [f"both_{number}", a, b, text, ints], [a, b, text, ints, f"both_{number}"])


FORMS = [(1, operands), (2, characters), (1, characters_of_array), (2, part), (2, moved), (1, without_move), (2, ended), (1, bits), (2, exchanged), (1, looking)]
