"""The `maker` command: each subcommand is a file of its own, imported only when it is used."""

from importlib import import_module

import click

from makerkit.errors import BadInputError, MakerKitError, NotThereError

WRONG_USE, FAILED = 2, 1

# name: what it does; the file workshop/commands/<name>.py, with _ for -, offers it as `command`
COMMANDS_BY_TOPIC = {
    "Learning": {
        "start": "Start a lesson: make your own file for it",
        "read": "Show the page of a lesson",
        "watch": "Check your program whenever you save it, with hints at a key",
        "check": "Check your program once",
        "hint": "Show the next hint",
        "list": "List all lessons, and where you stand",
        "reset": "Put the starter back; your file is kept",
        "progress": "Show how far you are, or bring two computers together",
        "profile": "Show or change whose work this is",
        "print": "Make the worksheet of a lesson, A4, as PDF",
    },
    "On the bench": {
        "run": "Run a program on the simulated bench, or on real pins",
        "trace": "Show or convert what a run recorded",
        "wire": "Show how something is wired, as a picture or in words",
        "house": "Look at the simulated house, its scenarios and what its cameras see",
        "security": "Run the security system in the simulated house, with its dashboard",
        "track": "Look at the simulated track, its scenarios and what the car's camera sees",
        "car": "Run the self-driving car on the simulated track, with its page",
        "train": "Teach the self-driving car, from recordings or in the simulator",
    },
    "With an Arduino": {
        "arduino": "Show what builds, simulates and uploads sketches here, and what is missing",
        "build": "Compile a sketch and say how much room it takes",
        "flash": "Upload a sketch to the board",
        "monitor": "See what a board says, and say something to it",
        "ports": "List the boards that are plugged in, and say what keeps one from working",
    },
    "Your own things": {
        "new": "Start a project of your own, with a test",
        "doctor": "Say what works on this machine, and what to do about the rest",
        "completion": "Let the Tab key complete this command",
    },
    "Working on the kit": {
        "test": "Run the tests",
        "lint": "Run every other check",
        "lint-lesson": "Say what is wrong with a lesson, for its author",
        "protocol": "Write C++, Python and a page from the table of messages",
        "bench": "Measure how fast the bench is",
    },
}
COMMANDS = {name: text for topic in COMMANDS_BY_TOPIC.values() for name, text in topic.items()}
WITHOUT_A_NAME = "welcome"


class KitGroup(click.Group):
    """A group that knows its commands by name alone, and prints the kit's errors as one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        """Import one command."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest the one that was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            name = error.command_name
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - same
        """List the commands by topic, without importing them."""
        for topic, commands in COMMANDS_BY_TOPIC.items():
            with formatter.section(topic):
                formatter.write_dl([(name.ljust(10), text) for name, text in commands.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error the kit raised on purpose is a message, not a traceback."""
        try:
            return super().invoke(ctx)
        except MakerKitError as error:
            click.echo(f"maker: {error}", err=True)
            ctx.exit(WRONG_USE if isinstance(error, (BadInputError, NotThereError)) else FAILED)


def load(name: str) -> click.Command:
    """Import the file of a command and return the command."""
    command: click.Command = import_module(f"workshop.commands.{name.replace('-', '_')}").command
    _unwrap(command)
    return command


def _unwrap(command: click.Command) -> None:
    """Let click keep the lines of examples: its sign for it is two signs in our docstrings."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _unwrap(inner)


@click.group(
    cls=KitGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="makerkit", prog_name="maker")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Learn electronics and Python, on a simulated bench or on a real Raspberry Pi.

    Without a command it goes on with the lesson you are at.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(load(WITHOUT_A_NAME))
