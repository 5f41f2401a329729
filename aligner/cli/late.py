"""Groups of commands of which each is loaded when it is called, or when help lists it.

To import all of them takes longer than most of them work.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup


class LateGroup(TyperGroup):
    """The commands that were added, and those that are named by module and attribute: a function, or an app."""

    places: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of help."""
        return [*super().list_commands(ctx), *self.places]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, loaded now; None where there is none of that name."""
        if cmd_name not in self.places:
            return super().get_command(ctx, cmd_name)
        module, name = self.places[cmd_name].split(":")
        found = getattr(import_module(module), name)
        if not isinstance(found, typer.Typer):
            command, found = found, typer.Typer(add_completion=False)
            found.command(cmd_name)(command)
        return typer.main.get_command(found)


def late(places: Mapping[str, str]) -> type[LateGroup]:
    """A class of groups with these commands, in this order."""
    return type("LateCommands", (LateGroup,), {"places": places})
