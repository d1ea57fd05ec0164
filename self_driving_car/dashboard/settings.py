"""What the settings file says about the pages: the table [web]."""

import re

from pydantic import Field, field_validator

from makerkit.app.section import Section

DAY_S = 86_400.0
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
"""As `makerkit.web.config` has it, which brings Flask along."""


class WebSettings(Section):
    """The pages in the browser."""

    is_on: bool = True
    """Whether there are pages at all."""
    host: str = "0.0.0.0"  # noqa: S104  # phones shall reach it; nobody is let in without login
    """The address to listen on: 0.0.0.0 for the whole network, 127.0.0.1 for this machine."""
    port: int = Field(default=8430, ge=0, le=65535)
    """The port; 0 takes any free one."""
    https: bool = False
    """Whether to encrypt, with a certificate that this machine makes for itself."""
    hosts: tuple[str, ...] = Field(default=(), max_length=20)
    """Further names that browsers may call this machine by, such as "car.lan"."""
    viewers: int = Field(default=4, ge=0, le=16)
    """How many may watch the picture at once. Each costs the Pi time and the network bandwidth."""
    pages: int = Field(default=16, ge=1, le=64)
    """How many pages may be open at once."""
    idle_s: float = Field(default=7 * DAY_S, ge=300.0, le=400 * DAY_S)
    """After so long without a visit a browser has to log in again."""
    states_per_s: float = Field(default=20.0, ge=2.0, le=30.0)
    """How often pages are told how the car is."""
    model_mb: float = Field(default=8.0, ge=0.1, le=64.0)
    """The largest net that a page may upload."""

    @field_validator("hosts")
    @classmethod
    def _are_names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for name in hosts:
            if not HOST_NAME.fullmatch(name.lower()):
                raise ValueError(
                    f"{name!r} is no name of a machine: write it as car.lan, "
                    "without http:// and without port"
                )
        return hosts
