"""`python -m makerkit.web reset --folder F`: set a new password when it is forgotten.

Who can type this on the machine owns it; so no mail and no old password is needed.
"""

from pathlib import Path

import click

from makerkit.errors import MakerKitError
from makerkit.web.secret_folder import SecretFolder
from makerkit.web.setup_code import SetupCode
from makerkit.web.steady_clock import SteadyClock
from makerkit.web.users import FILE, KEY_FILE


@click.group()
def main() -> None:
    """Look after who may log in to a page of the kit."""


@main.command()
@click.option(
    "--folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the program whose page it is.",
)
def reset(folder: Path) -> None:
    """Print a new setup code, with which a name gets a new password.

    The program may run meanwhile. When the code is used, everybody is logged out, and locks are
    lifted.
    """
    if not (folder / KEY_FILE).exists():
        raise click.ClickException(
            f"{folder} is not the folder of a page: it has no {KEY_FILE}. "
            "The program was told which one it is when it was set up."
        )
    try:
        secret = SecretFolder(folder)
        code = SetupCode(secret, secret.key(KEY_FILE), SteadyClock(secret)).make()
        names = sorted(secret.read(FILE).get("users", {}))
    except (MakerKitError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("Open the page at /setup within an hour, and type this code:")
    click.echo(f"  {code}")
    if names:
        click.echo(f"It gives a new password to {' or '.join(names)}, or makes another name.")


@main.command()
def words() -> None:
    """Bring the catalogues of words up to date, for translators; for authors of the kit."""
    from makerkit.web.catalogue import update

    for line in update():
        click.echo(line)


if __name__ == "__main__":
    main(prog_name="python -m makerkit.web")
