"""Statements of a builder or a helper: what can be said in a body, given what is in scope."""

from arguments import VALUES
from program import Node


class Scope:
    """What the code at one place can use. Copies are made for inner blocks."""

    def __init__(self, **kinds):
        self.strings = list(kinds.get("strings", ()))          # expressions: std::string, string_view, const char*
        self.locals = list(kinds.get("locals", ()))            # (name, type of values.py): what can be changed
        self.ints = list(kinds.get("ints", ()))
        self.flags = list(kinds.get("flags", ()))
        self.scopes = list(kinds.get("scopes", ()))            # names of vs::VariableScope
        self.kept_scopes = list(kinds.get("kept_scopes", ()))  # ... that can be assigned
        self.kept_variables = list(kinds.get("kept_variables", ()))
        self.kept_texts = list(kinds.get("kept_texts", ()))
        self.lambdas = list(kinds.get("lambdas", ()))          # (name, kind of function)
        self.loops = kinds.get("loops", 0)
        self.returns = kinds.get("returns", "")                # what `return` gives here
        self.in_lambda = kinds.get("in_lambda", False)

    def inner(self, **more):
        copy = Scope(**{key: value for key, value in vars(self).items()})
        for key, value in more.items():
            setattr(copy, key, getattr(copy, key) + value if isinstance(value, list) else value)
        return copy


class Statements:
    """Writes bodies. `functions` are the helpers that may be called: (name, kind)."""

    def __init__(self, rng, arguments, names, scope_names, numbers):
        self.rng, self.arguments = rng, arguments
        self.names, self.scope_names = names, scope_names
        self.numbers = numbers
        self.functions = []
        self.budget = 0

    def number(self):
        return next(self.numbers)

    # -- expressions ---------------------------------------------------------------

    def text(self, pool, scope):
        """A name as C++, and what stands for it in the table of shapes."""
        base = self.rng.choice(pool)
        form = self.rng.random()
        if scope.ints and form < 0.2:
            return f'"{base}_" + std::to_string({self.rng.choice(scope.ints)})', base
        if scope.strings and form < 0.5:
            given = self.rng.choice(scope.strings)
            return self.rng.choice([given, given, f'std::string({given}) + "_{base}"', f'std::string({given})']), given
        if form < 0.54:
            return f'std::string("{base}").append("x")', base
        if form < 0.57 and scope.scopes:
            return f'std::string({self.rng.choice(scope.scopes)}.name()) + "/{base}"', base
        if form < 0.6:
            # A macro's argument may hold commas in parentheses only.
            return f'({self.condition(scope)}) ? "{base}" : "{self.rng.choice(pool)}"', base
        if form < 0.62:
            return f'std::string(2, \'{base[0]}\')', base
        if form < 0.64:
            return f'std::string("x{base}").substr(1)', base
        return f'"{base}"', base

    def condition(self, scope):
        options = ["static_cast<bool>(vs::get_variable_scope().reuse())",
                   "vs::get_variable_scope().reuse() == vs::AUTO_REUSE",
                   "vs::get_collection(\"variables\").size() > 2",
                   "vs::get_name_scope().empty()",
                   "vs::get_variable_scope().name().empty()"]
        options += [f"{name} % 2 == 0" for name in scope.ints] + [f"{name} > 1" for name in scope.ints]
        options += scope.flags * 2
        for name in scope.kept_variables:
            options += [f"({name} && {name}.trainable())", f"({name} == {self.rng.choice(scope.kept_variables)})",
                        f"({name} && {name}.shape().rank() > 1)"]
        options += [f'std::string_view({name}) == "{self.rng.choice(self.names)}"' for name in scope.strings]
        return self.rng.choice(options)

    def get(self, scope):
        rng, arguments = self.rng, self.arguments
        name, key = self.text(self.names, scope)
        callee = rng.choices(["vs::get_variable", "vs::get_local_variable", "vs::new_variable", "scope"],
                             [16, 1, 2, 1.5 if scope.scopes else 0])[0]
        if callee == "scope":
            callee = rng.choice(scope.scopes) + ".get_variable"
        options = arguments.variable_options(key, new=callee == "vs::new_variable")
        shape = arguments.shape(key, scope.ints)
        if arguments.bold(0.06):
            shape = None
        elif ".initializer" not in options and rng.random() < 0.05:
            shape, options = None, self.with_value(options)
        if rng.random() < 0.05 and ".dtype" not in options:
            types = ["float"] if arguments.dtypes.get(key, "float32") == "float32" else ["double", "std::int32_t"]
            callee += f"<{rng.choice(types)}>"
        parts = [name] + ([shape] if shape else []) + ([f"{{{options}}}"] if options else [])
        return f"{callee}({', '.join(parts)})"

    def with_value(self, options):
        """Options with a value; the order of members is the language's: the dtype comes first."""
        members = [] if not options else options.split(", ")
        rest = [member for member in members if not member.startswith(".dtype")]
        return ", ".join([f".initializer = {self.rng.choice(VALUES)}"] + rest)

    # -- statements ----------------------------------------------------------------

    def body(self, scope, depth, least=1, most=4):
        scope = scope.inner()  # what is declared here is known here alone
        statements = []
        for _ in range(self.rng.randint(least, most)):
            if self.budget <= 0 and statements:
                break
            self.budget -= 1
            statements += self.statement(scope, depth)
        return statements + self.closing(scope)

    def closing(self, scope):
        """What stands at the end of every body."""
        return []

    def statement(self, scope, depth):
        nested = depth < 4
        choices = [(30, self.get_statement), (4 if self.functions or scope.lambdas else 0, self.call_statement),
                   (1 + 2 * self.arguments.boldness, self.scope_change), (1, self.unique_name), (2, self.string_statement),
                   (1 if scope.loops else 0, self.leave_loop), (0.7 if depth > 1 else 0, self.leave_function)]
        if nested:
            choices += [(14, self.variable_scope), (4, self.name_scope), (5, self.loop), (4, self.branch),
                        (2, self.attempt), (2 if not scope.in_lambda else 0, self.lambda_statement)]
        if self.functions:
            choices.append((8, self.call_statement))
        weights, makers = zip(*choices)
        return self.rng.choices(makers, weights)[0](scope, depth)

    def get_statement(self, scope, depth):
        get = self.get(scope)
        if scope.kept_variables and self.rng.random() < 0.25:
            return [Node(f"{self.rng.choice(scope.kept_variables)} = {get};")]
        return [Node(f"{get};")]

    def variable_scope(self, scope, depth):
        rng = self.rng
        form = rng.random()
        default = None
        if form < 0.2 and scope.scopes + scope.kept_scopes:
            name = rng.choice(scope.scopes + scope.kept_scopes)
        elif form < 0.25:
            name = "vs::get_variable_scope()"
        elif form < 0.37:
            name, default = "nullptr", self.text(self.scope_names, scope)[0]
            if "?" in default or self.arguments.bold(0.05):
                default = None if self.arguments.bold(0.2) else '"def"'
        else:
            name, _ = self.text(self.scope_names, scope)
        if self.arguments.bold(0.04):
            name = rng.choice(['"_bad"', '""', '"a b"', '"x/"', '"a//b"'])
        options = self.arguments.scope_options(default)
        arguments = f"{name}, {options}" if options else name
        if rng.random() < 0.5:
            bound = f"scope_{self.number()}"
            head = f"VS_VARIABLE_SCOPE_AS({bound}, {arguments}) {{"
            body = self.body(scope.inner(scopes=[bound]), depth + 1)
            if scope.kept_scopes and rng.random() < 0.5:
                body.insert(rng.randrange(len(body) + 1), Node(f"{rng.choice(scope.kept_scopes)} = {bound};"))
            return [Node(head, body, defines=[bound])]
        return [Node(f"VS_VARIABLE_SCOPE({arguments}) {{", self.body(scope, depth + 1))]

    def name_scope(self, scope, depth):
        rng = self.rng
        name = self.text(self.scope_names, scope)[0]
        if scope.kept_texts and rng.random() < 0.3:
            name = rng.choice(scope.kept_texts)
        elif scope.scopes and rng.random() < 0.15:
            name = f"{rng.choice(scope.scopes)}.original_name_scope()"
        elif rng.random() < 0.08:
            name = rng.choice(["nullptr", '""', "nullptr, .default_name = \"op\"", '"re/"'])
        if rng.random() < 0.5:
            bound = f"text_{self.number()}"
            body = self.body(scope.inner(strings=[bound] if rng.random() < 0.1 else []), depth + 1)
            if scope.kept_texts:
                body.append(Node(f"{rng.choice(scope.kept_texts)} = {bound};"))
            return [Node(f"VS_NAME_SCOPE_AS({bound}, {name}) {{", body, defines=[bound])]
        return [Node(f"VS_NAME_SCOPE({name}) {{", self.body(scope, depth + 1))]

    def scope_change(self, scope, depth):
        arguments = self.arguments
        target = self.rng.choice(scope.scopes + scope.kept_scopes[:1] + ["vs::get_variable_scope()"])
        changes = [lambda: "reuse_variables()", lambda: f"set_initializer({arguments.initializer()})",
                   lambda: f"set_regularizer({arguments.regularizer()})", lambda: 'set_caching_device("/gpu:1")',
                   lambda: f"set_dtype(vs::{'float64' if arguments.bold() else 'float32'})", lambda: "set_use_resource(true)",
                   lambda: f"set_partitioner({arguments.partitioner()})"]
        if arguments.getters:
            changes.append(lambda: f"set_custom_getter({arguments.getter()})")
        return [Node(f"{target}.{self.rng.choices(changes, [1 + 3 * arguments.boldness] + [1] * (len(changes) - 1))[0]()};")]

    def unique_name(self, scope, depth):
        return [Node(f'vs::unique_name("{self.rng.choice(self.names + self.scope_names)}");')]

    def string_statement(self, scope, depth):
        if scope.kept_texts and self.rng.random() < 0.5:
            return [Node(f'{self.rng.choice(scope.kept_texts)} += "{self.rng.choice(["_p", "q", "/"])}";')]
        name = f"str_{self.number()}"
        value = self.text(self.names, scope)[0]
        scope.strings.append(name)
        return [Node(f"const std::string {name}{{{value}}};", defines=[name])]

    def loop(self, scope, depth):
        rng = self.rng
        kind = rng.randrange(5)
        if kind <= 1:
            name, count = f"i_{self.number()}", rng.randint(1, 3)
            return [Node(f"for (int {name} = 0; {name} < {count}; ++{name}) {{",
                         self.body(scope.inner(ints=[name], loops=1), depth + 1), defines=[name])]
        name = f"each_{self.number()}"
        items = ", ".join(f'"{item}"' for item in rng.sample(self.names, min(len(self.names), rng.randint(1, 3))))
        if kind == 2:
            head, more = f"for (const char* {name} : {{{items}}}) {{", {"strings": [name]}
        elif kind == 3:
            head, more = f"for (const std::string& {name} : std::vector<std::string>{{{items}}}) {{", {"strings": [name]}
        else:
            numbers = ", ".join(str(rng.randint(1, 4)) for _ in range(rng.randint(1, 3)))
            head, more = f"for (std::int64_t {name} : std::vector<std::int64_t>{{{numbers}}}) {{", {"ints": [name]}
        body = self.body(scope.inner(loops=1, **more), depth + 1)
        body.insert(0, Node(f"static_cast<void>({name});", fixed=True))
        return [Node(head, body, defines=[name])]

    def branch(self, scope, depth):
        condition = self.condition(scope)
        body = self.body(scope.inner(), depth + 1, most=2)
        if self.rng.random() < 0.5:
            return [Node(f"if ({condition}) {{", body)]
        other = self.body(scope.inner(), depth + 1, most=2)
        return [Node(f"if ({condition}) {{", body + [Node("} else {", fixed=True)] + other)]

    def attempt(self, scope, depth):
        body = self.body(scope.inner(), depth + 1, most=3)
        form = self.rng.random()
        if form < 0.5:
            return [Node("try {", body, tail="} catch (const vs::ScopeError&) {}")]
        rule = self.rng.choice(["already-exists", "does-not-exist", "shape-mismatch"])
        if form < 0.75:
            return [Node("try {", body, tail=f'}} catch (const vs::ScopeError& error) {{ '
                                             f'if (error.rule() == "{rule}") vs::unique_name("caught"); }}')]
        return [Node("try {", body + [Node("} catch (const std::exception&) {", fixed=True)] +
                     self.body(scope.inner(), depth + 1, most=2))]

    def leave_loop(self, scope, depth):
        return [Node(f"if ({self.condition(scope)}) {self.rng.choice(['break', 'continue'])};")]

    def leave_function(self, scope, depth):
        return [Node(f"if ({self.condition(scope)}) return{scope.returns};")]

    def call_statement(self, scope, depth):
        callables = self.functions + scope.lambdas
        if not callables:
            return self.get_statement(scope, depth)
        name, kind = self.rng.choice(callables)
        return kind.call(self, name, scope)

    def lambda_statement(self, scope, depth):
        from functions import VoidFunction
        name = f"lambda_{self.number()}"
        inner = scope.inner(strings=["prefix"], ints=["count"], in_lambda=True, loops=0, returns="")
        inner.strings = ["prefix"] + inner.strings
        body = self.body(inner, depth + 2, most=3)
        head = (f"[[maybe_unused]] const auto {name} = [&]([[maybe_unused]] const std::string& prefix, "
                f"[[maybe_unused]] int count) {{")
        node = Node(head, body, tail="};", defines=[name])
        scope.lambdas.append((name, VoidFunction))
        return [node] + VoidFunction.call(self, name, scope)
