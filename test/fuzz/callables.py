"""Helpers that a generated program declares first: custom getters and partitioners."""

from program import Node

GETTER_BODIES = [
    ["return getter(name, request);"],
    ['return getter(std::string(name) + "_got", request);'],
    ['return getter("fixed/place", request);'],
    ["request.trainable = false;", "return getter(name, request);"],
    ["request.reuse = vs::AUTO_REUSE;", "return getter(name, request);"],
    ["request.initializer = vs::ones();", 'request.collections = {"mine"};', "return getter(name, request);"],
    ['getter(std::string(name) + "/first", request);', 'return getter(std::string(name) + "/second", request);'],
    ["vs::Variable first = getter(name, request);", "request.reuse = true;",
     "vs::Variable again = getter(name, request);", "return first == again ? again : vs::Variable();"],
    ["vs::Variable made = getter(name, request);", "return made && made.shape().rank() == 2 ? vs::Variable() : made;"],
    ["return {};"],
    ['return vs::new_variable("instead", request.shape, {.dtype = request.dtype});'],
    ["try {", "  return getter(name, request);", "} catch (const vs::ScopeError&) {",
     '  return getter(std::string(name) + "_second", request);', "}"],
    ['VS_NAME_SCOPE("inside") { return getter(name, request); }'],
    ['if (name.find("b") != std::string_view::npos)', "  request.dtype = vs::float64;",
     "return getter(name, request);"],
]
SIGNATURE = "(vs::Getter getter, std::string_view name, vs::VariableRequest request)"

PARTITIONER_BODIES = [
    "return std::vector<std::int64_t>{2, 1};",
    "return std::vector<std::int64_t>{1};",
    "return std::vector<std::int64_t>{1, 2};",
    "return std::vector<int>(shape.rank(), 1);",
    "std::vector<std::int64_t> parts(shape.rank(), 1); if (shape.rank() > 0) parts[0] = shape[0] / 2; return parts;",
    "std::vector<std::int64_t> parts; for (std::int64_t size : shape) parts.push_back(size > 2 ? 2 : 1); return parts;",
    "return std::vector<std::int64_t>{0, 1};",
]


def getter(rng, number):
    """A getter's declaration (or none, for a lambda that is written where it is used) and its use."""
    body = rng.choice(GETTER_BODIES)
    parameters = SIGNATURE
    text = " ".join(body)
    for word in ("getter", "name", "request"):
        if not any(word in line.replace("vs::VariableRequest", "") for line in body):
            parameters = parameters.replace(f" {word}", "", 1)
    form = rng.randrange(4)
    if form == 0:
        name = f"getter_{number}"
        return Node(f"vs::Variable {name}{parameters} {{", [Node(line, fixed=True) for line in body],
                    defines=[name]), name
    if form == 1:
        return None, f"[]{parameters} -> vs::Variable {{ {text} }}"
    if form == 2:
        name = f"Functor_{number}"
        head = f"struct {name} {{"
        call = Node(f"vs::Variable operator(){parameters} const {{", [Node(line, fixed=True) for line in body],
                    fixed=True)
        return Node(head, [call], tail="};", defines=[name]), f"{name}()"
    name = f"suffixed_{number}"
    inner = f"return [suffix]{SIGNATURE} {{ return getter(std::string(name) + suffix, request); }};"
    return (Node(f"auto {name}(std::string suffix) {{", [Node(inner, fixed=True)], defines=[name]),
            f'{name}("{rng.choice(["_a", "_b", "/c"])}")')


def partitioner(rng):
    body = rng.choice(PARTITIONER_BODIES)
    shape = "const vs::Shape& shape" if "shape" in body else "const vs::Shape&"
    return f"[]({shape}, vs::DType) {{ {body} }}"
