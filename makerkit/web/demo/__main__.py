"""`python -m makerkit.web.demo`: every part of the web kit on one page."""

from pathlib import Path

import click

from makerkit.errors import MakerKitError
from makerkit.user_cache import user_cache
from makerkit.web import WebConfig, parts_of, start
from makerkit.web.demo.app import Demo

USUAL_PORT = 8000


@click.command()
@click.option("--port", type=int, default=None, help="The port; 0 takes any free one.")
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="Where users, keys and clips are kept.")  # fmt: skip
@click.option("--no-login", is_flag=True, help="Let everybody in who sits at this machine.")
@click.option("--https", is_flag=True, help="Encrypt, with a certificate made here.")
@click.option("--viewers", type=int, default=4, help="How many may look at the camera.")
def main(  # noqa: PLR0917  # click calls it by name
    port: int | None, host: str, folder: Path | None, no_login: bool, https: bool, viewers: int
) -> None:
    """Show every part of the web kit: video, lamps, keypad, joystick, plot, timeline, clips."""
    try:
        config = WebConfig(
            name="Front door",
            folder=folder or user_cache() / "web-demo",
            host=host,
            port=USUAL_PORT if port is None else port,
            login=not no_login,
            https=https,
            viewers_max=viewers,
        )
        with Demo(config) as demo:
            _serve(demo, further_ports=10 if port is None else 0)
    except MakerKitError as error:
        raise click.ClickException(str(error)) from error


def _serve(demo: Demo, *, further_ports: int) -> None:
    said: list[str] = []
    with start(demo.app, further_ports=further_ports, say=said.append) as running:
        click.echo("\n".join(said))
        gate = parts_of(demo.app).gate
        is_first = gate is not None and not gate.users.names
        click.echo(f"READY {running.url}" + (f" setup={said[-1].strip()}" if is_first else ""))
        try:
            running.wait()
        except KeyboardInterrupt:
            click.echo("The page ends.")


if __name__ == "__main__":
    main(prog_name="python -m makerkit.web.demo")
