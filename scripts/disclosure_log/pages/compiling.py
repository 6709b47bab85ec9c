"""How templates become Python: what they say plainly, they do plainly.

Jinja compiles `response.title` to a call that tries attributes, then items, then gives up politely,
and every include to a template of its own with a context of its own. On a hundred thousand pages
that is most of the work. Here an attribute is an attribute, an item an item and a call a call;
what is missing is an error, as everywhere in the program; an include is its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, PackageLoader, nodes
from jinja2.compiler import CodeGenerator, Frame

_INCLUDE = re.compile(r'^\{% include "([a-z_]+\.html)" %\}\n', re.MULTILINE)


class WholeTemplates(PackageLoader):
    """Loads templates with the text of those they include, each on a line of its own."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        source, path, is_fresh = super().get_source(environment, template)
        whole = _INCLUDE.sub(lambda match: self.get_source(environment, match[1])[0], source)
        return whole, path, is_fresh


class PlainPython(CodeGenerator):
    """Compiles for an environment whose `finalize` gives each value as it may be shown."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, *_: object, **__: object) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, *_: object, **__: object) -> None:
        self.write(")")
