"""Where a source can be changed so that its tests should notice, and the text that makes each change optional."""

from dataclasses import dataclass

from clang.cindex import BinaryOperator, CursorKind, Index, TypeKind

OPPOSITE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+"}
OPERATORS = {BinaryOperator.LT: "<", BinaryOperator.LE: "<=", BinaryOperator.GT: ">", BinaryOperator.GE: ">=",
             BinaryOperator.Add: "+", BinaryOperator.Sub: "-"}
STATEMENTS = {CursorKind.CALL_EXPR, CursorKind.UNARY_OPERATOR, CursorKind.COMPOUND_ASSIGNMENT_OPERATOR,
              CursorKind.UNEXPOSED_EXPR}
FUNCTIONS = {CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR, CursorKind.DESTRUCTOR,
             CursorKind.FUNCTION_TEMPLATE, CursorKind.CONVERSION_FUNCTION}


@dataclass(frozen=True)
class Point:
    """A change: `before` and `after` go around [begin, end), with the mutant's number for {}."""
    file: str
    line: int
    begin: int
    end: int
    before: str
    after: str
    what: str

    def describe(self):
        return f"{self.file}:{self.line}: {self.what}"


def is_constant(cursor):
    """Whether it is worked out by the compiler, where no mutant is awake. (What is below a reference to a declaration are
    template arguments.)"""
    if cursor.kind in (CursorKind.STATIC_ASSERT, CursorKind.DECL_REF_EXPR):
        return True
    return cursor.kind == CursorKind.VAR_DECL and any(
        token.spelling == "constexpr" for _, token in zip(range(3), cursor.get_tokens()))


def chooses_code(cursor):
    """Whether it is `if constexpr`."""
    return cursor.kind == CursorKind.IF_STMT and any(
        token.spelling == "constexpr" for _, token in zip(range(2), cursor.get_tokens()))


class Finder:
    def __init__(self, wanted):
        self.wanted = wanted
        self.texts, self.points = {}, {}

    def parse(self, source, arguments):
        unit = Index.create().parse(str(source), args=arguments)
        errors = [d for d in unit.diagnostics if d.severity >= 3]
        if errors:
            raise SystemExit(f"error: {errors[0]}")
        for child in unit.cursor.get_children():
            self.visit(child, False)

    def file_of(self, cursor):
        name = cursor.extent.start.file and cursor.extent.start.file.name
        return name if name and self.wanted(name) else None

    def text(self, name):
        if name not in self.texts:
            self.texts[name] = open(name, "rb").read()
        return self.texts[name]

    def spelled(self, cursor):
        """The source of an expression, or none where a macro wrote it."""
        name = self.file_of(cursor)
        begin, end = cursor.extent.start, cursor.extent.end
        if not name or end.file is None or end.file.name != name or begin.offset >= end.offset:
            return None
        return self.text(name)[begin.offset:end.offset].decode()

    def add(self, cursor, before, after, what):
        spelled = self.spelled(cursor)
        if spelled is None:
            return
        name, begin, end = self.file_of(cursor), cursor.extent.start.offset, cursor.extent.end.offset
        shown = " ".join(spelled.split())
        point = Point(name, cursor.extent.start.line, begin, end, before, after, what.format(shown[:90]))
        self.points.setdefault((name, begin, end, what), point)

    def visit(self, cursor, inside):
        if inside and self.file_of(cursor):
            self.consider(cursor)
        body = cursor.kind in FUNCTIONS
        for child in cursor.get_children():
            if inside and (is_constant(child) or (chooses_code(cursor) and child.kind.is_expression())):
                continue
            # A defaulted function has a body as well: there is no text of it.
            self.visit(child, inside or (body and child.kind == CursorKind.COMPOUND_STMT
                                         and (self.spelled(child) or "").startswith("{")))

    def consider(self, cursor):
        children = list(cursor.get_children())
        condition = next((child for child in children if child.kind.is_expression()), None)
        if cursor.kind in (CursorKind.IF_STMT, CursorKind.CONDITIONAL_OPERATOR) and children:
            declares = any(child.kind == CursorKind.VAR_DECL for child in children)  # if (auto x = ...)
            if not chooses_code(cursor) and condition is not None and not declares:
                self.add(condition, "(::mutation::is({}) != static_cast<bool>(", "))", "condition turned: {}")
        elif cursor.kind == CursorKind.BINARY_OPERATOR and len(children) == 2:
            self.operator(cursor, children)
        elif cursor.kind == CursorKind.CXX_BOOL_LITERAL_EXPR:
            self.add(cursor, "(::mutation::is({}) != ", ")", "turned: {}")
        if cursor.kind in (CursorKind.COMPOUND_STMT, CursorKind.IF_STMT):
            for child in children:
                assigns = child.kind == CursorKind.BINARY_OPERATOR and child.binary_operator == BinaryOperator.Assign
                decides = cursor.kind == CursorKind.IF_STMT and child == condition
                throws = any(c.kind == CursorKind.CXX_THROW_EXPR for c in child.get_children())
                if (child.kind in STATEMENTS or assigns) and not decides and not throws:
                    self.add(child, "::mutation::is({}) ? static_cast<void>(0) : static_cast<void>(", ")", "left out: {}")

    def operator(self, cursor, children):
        which = cursor.binary_operator
        if which in (BinaryOperator.LAnd, BinaryOperator.LOr):
            dropped = "(::mutation::is({}) || static_cast<bool>(" if which == BinaryOperator.LAnd else \
                      "(!::mutation::is({}) && static_cast<bool>("
            for child in children:
                self.add(child, dropped, "))", "term dropped: {}")
        elif which in (BinaryOperator.EQ, BinaryOperator.NE):
            self.add(cursor, "(::mutation::is({}) != static_cast<bool>(", "))", "turned: {}")
        elif which in OPERATORS:
            numeric = all(child.type.get_canonical().kind not in (TypeKind.POINTER, TypeKind.RECORD) for child in children)
            spelled, left = self.spelled(cursor), self.spelled(children[0])
            if spelled is None or left is None or (OPERATORS[which] in "+-" and not numeric):
                return
            sign = OPERATORS[which]
            middle = spelled[len(left):]
            if not middle.lstrip().startswith(sign):
                return
            changed = left + middle.replace(sign, OPPOSITE[sign], 1)
            self.add(cursor, "(::mutation::is({}) ? (" + changed.replace("{", "{{").replace("}", "}}") + ") : (", "))",
                     f"{sign} made {OPPOSITE[sign]}: {{}}")


def mutated(text, points):
    """The text with every change in it; numbers by point."""
    edits = []
    for number, point in points:
        edits.append((point.begin, 1, -point.end, point.before.format(number)))  # the outer change opens first
        edits.append((point.end, 0, -point.begin, point.after))                  # and closes last
    pieces, at = [], 0
    for offset, _, _, inserted in sorted(edits):
        pieces += [text[at:offset], inserted.encode()]
        at = offset
    return b"".join(pieces + [text[at:]])
