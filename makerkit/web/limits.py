"""How often one address may ask: much for looking, little for trying passwords."""

import math
import time
from typing import Any

from flask import Flask, current_app, request
from flask_limiter import Limiter, RateLimitExceeded

from makerkit.web.lockout import network_of
from makerkit.web.tally import Tally
from makerkit.web.visitors import login_now, visitor

LOOKING = "1200 per minute"
TRYING = "20 per minute"
TRIED = ("web.login", "web.setup", "web.change_password")
LIMITER = "makerkit.web.limiter"


def init_limits(app: Flask) -> None:
    """Bound how often one address may ask an app for something."""
    limiter = Limiter(
        _asker,
        app=app,
        default_limits=[LOOKING],
        default_limits_exempt_when=_is_for_this_machine,
        storage_uri=f"{Tally.STORAGE_SCHEME[0]}://",
        strategy="moving-window",
    )
    app.extensions[LIMITER] = limiter
    for endpoint in TRIED:
        if endpoint in app.view_functions:
            view: Any = app.view_functions[endpoint]
            limited: Any = limiter.limit(TRYING, methods=["POST"])(view)
            app.view_functions[endpoint] = limited


def _asker() -> str:
    """Return whom a request counts for: others at the same address use up nothing of the owner."""
    from makerkit.web.app import parts_of

    login = login_now()
    if login is not None:
        return f"login {login.key}"
    device = visitor(parts_of(current_app).config).device
    return f"device {device}" if device else network_of(request.remote_addr or "")


def _is_for_this_machine() -> bool:
    """Return whether a page has no login: then all who ask have one address, and share a limit."""
    from makerkit.web.app import parts_of

    return parts_of(current_app).gate is None


def seconds_left(error: RateLimitExceeded) -> int:
    """Return how long the one who asked too often has to wait."""
    limiter: Limiter = current_app.extensions[LIMITER]
    current = limiter.current_limit
    if current is not None:
        return max(1, math.ceil(current.reset_at - time.time()))
    return int(error.limit.limit.get_expiry()) if error.limit else 60
