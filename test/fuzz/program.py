"""A program as a tree of statements: what is generated, printed and shrunk."""

import re


class Node:
    """A statement: its text, and for a block the statements in it and what closes it.

    `defines` names what the text declares. Generated names end in `_<number>`, so that the
    names a text uses can be read off it. A `fixed` statement is never deleted.
    """

    def __init__(self, text, body=None, tail="}", defines=(), fixed=False):
        self.text = text
        self.body = body
        self.tail = tail
        self.defines = tuple(defines)
        self.fixed = fixed

    def walk(self):
        yield self
        for node in self.body or ():
            yield from node.walk()

    def lines(self, indent=0):
        outdent = self.text.startswith("}")  # "} else {" stands among the statements of a block
        yield "  " * (indent - outdent) + self.text
        if self.body is not None:
            for node in self.body:
                yield from node.lines(indent + 1)
            yield "  " * indent + self.tail


class Program:
    """One model: declarations, the last of which is its builder, `build(...)`. `inputs` of the bits that it is
    run with decide its conditions."""

    def __init__(self, declarations, expression="build()", inputs=0):
        self.declarations = declarations
        self.expression = expression
        self.inputs = inputs

    def lines(self, tag):
        yield f"namespace program_{tag} {{"
        for node in self.declarations:
            yield from node.lines()
        yield f"VS_MODEL({tag}, {self.expression});"
        yield f"}} // namespace program_{tag}"

    def text(self):
        return "\n".join(self.lines("m")) + "\n"

    def size(self):
        return sum(1 for node in self.declarations for _ in node.walk())

    def is_closed(self):
        """Whether everything that is used is declared."""
        nodes = [node for declaration in self.declarations for node in declaration.walk()]
        defined = {name for node in nodes for name in node.defines}
        used = set(used_names(self.expression))
        for node in nodes:
            used.update(used_names(node.text))
            used.update(used_names(node.tail))
        return used <= defined


def used_names(text):
    return re.findall(r"\b[A-Za-z]+_\d+\b", re.sub(r'"(\\.|[^"\\])*"', '""', text))
