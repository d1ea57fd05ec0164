"""`maker completion`: let the Tab key complete the kit's commands and options."""

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from makerkit.errors import BadInputError
from workshop.kit_folder import FOLDER

VARIABLE = "_MAKER_COMPLETE"  # click derives this name from the program's
SET_UP = {
    "bash": ("~/.bashrc", 'eval "$({maker} completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$({maker} completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "{maker} completion fish | source"),
}


@click.command()
@click.argument("shell", required=False, type=click.Choice(list(SET_UP)))
@click.pass_context
def command(ctx: click.Context, shell: str | None) -> None:
    """Print what SHELL reads to complete this command; without SHELL, say how to use it."""
    click.echo(script(ctx.find_root().command, shell) if shell else instructions(your_shell()))


def script(cli: click.Command, shell: str) -> str:
    """Return the shell's own program for completing."""
    completion = get_completion_class(shell)
    if completion is None:
        raise BadInputError(f"Completion for {shell} is not offered by click.")
    return completion(cli, {}, "maker", VARIABLE).source()


def instructions(shell: str) -> str:
    """Return what to do once."""
    file, line = SET_UP[shell]
    maker = FOLDER / "maker"
    return f"Add this line to {file}, then open a new terminal:\n  {line.format(maker=maker)}"


def your_shell() -> str:
    """Return the name of the shell this user logs in with, bash if we know no other."""
    name = Path(os.environ.get("SHELL", "")).name
    return name if name in SET_UP else "bash"
