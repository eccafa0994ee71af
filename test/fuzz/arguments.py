"""Arguments of gets and scopes: shapes, dtypes, initialisers, partitioners and the like."""

DTYPES = ["float32", "float64", "int32", "int64", "boolean", "float16", "uint8"]
CPP_TYPES = ["float", "double", "std::int32_t", "std::int64_t", "bool"]

PLAIN_INITIALIZERS = ["vs::zeros()", "vs::ones()", "vs::constant(2)", "vs::constant(1)"]
FLOAT_INITIALIZERS = PLAIN_INITIALIZERS + [
    "vs::constant(0.5)", "vs::random_uniform(-1, 1)", "vs::random_normal(0, 0.1, 7)", "vs::truncated_normal()",
    "vs::uniform_unit_scaling(1.5)", "vs::variance_scaling({.scale = 2, .mode = \"fan_out\"})",
    "vs::variance_scaling({.mode = \"fan_avg\", .distribution = \"uniform\", .seed = 3})",
    "vs::glorot_uniform()", "vs::glorot_normal(5)", "vs::he_uniform()", "vs::he_normal()",
    "vs::lecun_uniform()", "vs::lecun_normal(1)",
]
# Initialisers that some variables cannot take.
PICKY_INITIALIZERS = [
    "vs::orthogonal()", "vs::identity(2)", "vs::glorot_uniform()", "vs::constant({1, 2, 3, 4})",
    "vs::constant({1, 2, 3, 4, 5, 6, 7})",
    "vs::variance_scaling({.scale = 0})", "vs::variance_scaling({.mode = \"fan\"})",
    "[](std::span<float> out, const vs::Shape&, vs::PartitionInfo, vs::RandomStream&)"
    " { for (float& x : out) x = 0.25f; }",
    "[](std::span<double> out, const vs::Shape& shape, vs::PartitionInfo, vs::RandomStream&)"
    " { for (double& x : out) x = static_cast<double>(shape.rank()); }",
]
VALUES = ["vs::value(3)", "vs::value(2.5f)", "vs::value({1, 2, 3})", "vs::value({1.0f, 2.0f})",
          "vs::value({{1.0f, 2.0f}, {3.0f, 4.0f}})", "vs::value(true)", "vs::value(1.5)",
          "vs::value(std::int64_t{4})", "vs::value(std::vector<float>{1, 2, 3})",
          "vs::value({{1, 2}, {3}})"]
REGULARIZERS = ["vs::l1(0.1)", "vs::l2(0.01)", "vs::l1_l2(0.1, 0.2)", "vs::no_regularizer()", "vs::l2(0.0)"]
BAD_REGULARIZERS = ["vs::l1(-1.0)"]
CONSTRAINTS = ["vs::non_neg()", "vs::max_norm(2)", "vs::unit_norm()", "vs::min_max_norm(0, 1)"]
COLLECTIONS = ['{"mine"}', '{"variables", "mine"}', '{"local_variables"}', '{"other", "mine", "other"}',
               "vs::no_collections", '{"trainable_variables"}']
DEVICES = ['"/cpu:0"', '""', '"/job:ps"']
PARTITIONERS = [
    "vs::fixed_size_partitioner(2)", "vs::fixed_size_partitioner(3)", "vs::fixed_size_partitioner(2, 1)",
    "vs::fixed_size_partitioner(1)", "vs::variable_axis_size_partitioner(16)",
    "vs::variable_axis_size_partitioner(8, 0, 16, 2)", "vs::min_max_variable_partitioner(3, 0, 8)",
]
SYNCHRONIZATIONS = ["vs::VariableSynchronization::ON_READ", "vs::VariableSynchronization::ON_WRITE",
                    "vs::VariableSynchronization::AUTO"]
REUSES = ["true", "vs::AUTO_REUSE", "false"]

SHAPES = ["{2, 3}", "{4}", "{3, 2}", "{}", "{4, 4}", "{1}", "{6, 2}", "{2, 2, 2}", "{5}"]
ODD_SHAPES = ["{vs::unknown, 3}", "vs::unspecified", "{0, 2}", "{vs::unknown}", "{-2, 2}"]


def chosen(rng, fields):
    """The designated initialisers of some of (probability, name, value())."""
    return ", ".join(f".{name} = {value()}" for probability, name, value in fields if rng.random() < probability)


class Arguments:
    """Chooses arguments; a variable's name mostly decides its shape and dtype, so that shares succeed."""

    def __init__(self, rng, boldness):
        self.rng = rng
        self.boldness = boldness  # 0..1: how often something unusual is asked for
        self.shapes, self.dtypes = {}, {}
        self.partitioners = list(PARTITIONERS)
        self.getters = []

    def bold(self, scale=1.0):
        return self.rng.random() < self.boldness * scale

    def shape(self, key, ints=()):
        if self.bold(0.06):
            return self.rng.choice(ODD_SHAPES)
        if self.bold(0.15):
            return self.rng.choice(SHAPES)
        if ints and self.rng.random() < 0.15:
            return "{%s, 2}" % self.rng.choice(ints)
        if key not in self.shapes:
            self.shapes[key] = self.rng.choice(SHAPES)
        shape = self.shapes[key]
        form = self.rng.random()
        if shape != "{}" and form < 0.05:
            return "vs::Shape" + shape
        if shape != "{}" and form < 0.1:
            return "std::vector<std::int64_t>" + shape
        return shape

    def dtype(self, key):
        if self.bold(0.15):
            return self.rng.choice(DTYPES)
        if key not in self.dtypes:
            self.dtypes[key] = self.rng.choice(DTYPES) if self.rng.random() < 0.3 else "float32"
        return self.dtypes[key]

    def initializer(self, dtype="boolean", shape=None):
        if self.bold(0.1):
            return self.rng.choice(PICKY_INITIALIZERS)
        if not dtype.startswith("float"):
            return self.rng.choice(PLAIN_INITIALIZERS)
        if shape in ("{2, 3}", "{4, 4}", "{6, 2}") and self.rng.random() < 0.2:
            return self.rng.choice(["vs::orthogonal()", "vs::identity()"])
        return self.rng.choice(FLOAT_INITIALIZERS)

    def regularizer(self):
        return self.rng.choice(BAD_REGULARIZERS if self.bold(0.02) else REGULARIZERS)

    def partitioner(self):
        if self.boldness < 0.3:  # cuts the first axis, of any variable
            return self.rng.choice(PARTITIONERS[:2] + PARTITIONERS[3:5])
        return self.rng.choice(self.partitioners)

    def flag(self):
        return self.rng.choice(["true", "false"])

    def reuse(self):
        return self.rng.choices(REUSES, [0.3 + 2 * self.boldness, 5, 1])[0]

    def getter(self):
        return self.rng.choice(self.getters)

    def variable_options(self, key, new=False):
        """`new`: of tf.Variable, which lacks some of a get's arguments."""
        rng, often = self.rng, 0.04 + 0.06 * self.boldness
        dtype = self.dtype(key)
        of_gets = 0 if new and not self.bold(0.1) else often
        return chosen(rng, [
            (0.85 if dtype != "float32" else 0.1, "dtype", lambda: "vs::" + dtype),
            (0.25, "initializer", lambda: self.initializer(dtype, self.shapes.get(key))),
            (2 * of_gets, "regularizer", self.regularizer),
            (2 * often, "trainable", self.flag),
            (2 * often, "collections", lambda: rng.choice(COLLECTIONS)),
            (often, "caching_device", lambda: rng.choice(DEVICES)),
            (of_gets, "partitioner", self.partitioner),
            (often / 3, "validate_shape", self.flag),
            (often, "use_resource", self.flag),
            (of_gets if self.getters else 0, "custom_getter", self.getter),
            (often, "constraint", lambda: rng.choice(CONSTRAINTS)),
            (often, "synchronization", lambda: rng.choice(SYNCHRONIZATIONS)),
            (often / 3, "aggregation", lambda: "vs::VariableAggregation::MEAN"),
            (2 * of_gets, "reuse", self.reuse),
        ])

    def scope_options(self, default_name=None):
        rng, often = self.rng, 0.03 + 0.05 * self.boldness
        return chosen(rng, [
            (1 if default_name else 0.03, "default_name", lambda: default_name or '"def"'),
            (often / 3, "values", lambda: "std::vector<int>{1}"),
            (2 * often, "initializer", lambda: rng.choice(VALUES) if self.bold(0.15) else self.initializer()),
            (2 * often, "regularizer", self.regularizer),
            (often, "caching_device", lambda: rng.choice(DEVICES)),
            (often, "partitioner", self.partitioner),
            (2 * often if self.getters else 0, "custom_getter", self.getter),
            (0.3, "reuse", self.reuse),
            (often, "dtype", lambda: "vs::" + rng.choice(DTYPES[:4] if self.bold() else DTYPES[:2])),
            (often, "use_resource", self.flag),
            (often, "constraint", lambda: rng.choice(CONSTRAINTS)),
            (often, "auxiliary_name_scope", self.flag),
        ])
