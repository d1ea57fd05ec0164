"""Make the Flask app that every page of the kit stands on: guarded, with live link and video."""

import logging
import secrets
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_wtf import CSRFProtect

from makerkit.web import assets, error_pages, guard, headers, limits, routes
from makerkit.web.certificate import Certificate, certificate_for, own_addresses
from makerkit.web.config import EVERYWHERE, WebConfig, is_loopback
from makerkit.web.files import FileRegistry
from makerkit.web.gate import Gate
from makerkit.web.hosts import is_public_address
from makerkit.web.language import LANGUAGES, init_language, language_now
from makerkit.web.live import LiveHub
from makerkit.web.secret_folder import KEY_BYTES, SecretFolder
from makerkit.web.sockets import init_sockets
from makerkit.web.steady_clock import SteadyClock
from makerkit.web.video import VideoHub
from makerkit.web.visitors import login_now

EXTENSION = "makerkit.web"
GOING_AWAY = 1001
SESSION_KEY_FILE = "session.key"
THEME_COOKIE = "mk_theme"

log = logging.getLogger(__name__)


class WebParts:
    """What stands beside a Flask app: `parts_of(app).live`, `.video`, `.files`.

    Attributes:
        config: the settings.
        live: the live link to the pages.
        video: what pages can look at.
        files: what pages can fetch, by id.
        gate: who gets in; None without login.
        certificate: what the page is encrypted with; None without https.
    """

    def __init__(self, config: WebConfig) -> None:
        self.config = config
        self.live = LiveHub(pages_max=config.pages_max)
        self.video = VideoHub(config.viewers_max)
        self.files = FileRegistry()
        self.folder = SecretFolder(config.folder) if config.folder is not None else None
        self.gate = _gate(config, self.folder) if config.login else None
        self.certificate: Certificate | None = None
        if config.https and self.folder is not None:
            self.certificate = certificate_for(config, self.folder.path)
        self._seen_public: set[str] = set()

    @property
    def was_public(self) -> bool:
        """Whether somebody has reached the page from the public internet."""
        return bool(self._seen_public)

    @property
    def session_key(self) -> bytes:
        """What signs the cookies: kept, so that a restart logs nobody out."""
        if self.folder is None:
            return secrets.token_bytes(KEY_BYTES)
        return self.folder.key(SESSION_KEY_FILE)

    def tls_context(self) -> ssl.SSLContext | None:
        """Return what encrypts the page, or None for plain http."""
        return self.certificate.context() if self.certificate else None

    def greeting(self, url: str) -> Iterator[str]:
        """Yield the lines for the terminal when the page is served."""
        yield f"{self.config.name} is at {url}"
        for address in sorted(own_addresses()) if self.config.host in EVERYWHERE else ():
            if ":" not in address and not is_loopback(address):
                yield f"Others in this network open {url.replace('127.0.0.1', address)}"
        if self.certificate is not None:
            yield "The certificate was made here, so a browser warns. Its SHA-256 fingerprint is"
            yield f"  {self.certificate.fingerprint}"
            yield f"How to let browsers trust it stands at {url}certificate"
        if not is_loopback(self.config.host) and not self.config.https:
            yield "Passwords travel unencrypted here. Where others listen, switch https on."
        if self.gate is not None and not self.gate.users.names:
            yield f"Nobody can log in yet. Open {url}setup and type this code, within an hour:"
            yield f"  {self.gate.code.make()}"

    def warnings(self) -> list[str]:
        """Return what the person at the page should know, in their language."""
        from flask_babel import gettext as _

        address = request.remote_addr or ""
        if not is_public_address(address):
            return []
        if address not in self._seen_public and len(self._seen_public) < 100:
            self._seen_public.add(address)
            log.warning("The page was reached from the public internet, from %s.", address)
        return [
            _(
                "This page can be reached from the whole internet. Close the port in your router, "
                "unless you meant to open it."
            )
        ]

    def ending(self) -> None:
        """Tell the pages that the server ends."""
        self.live.close_pages(lambda _: True, GOING_AWAY, "The server ends.")


def create_app(config: WebConfig) -> Flask:
    """Return a Flask app in which every route is refused without login, unless it is `@public`.

    Products add their routes and blueprints to it, and reach the live link and video by `parts_of`.
    """
    app = Flask("makerkit.web", static_folder=None, root_path=str(Path(__file__).parent))
    parts = WebParts(config)
    app.extensions[EXTENSION] = parts
    app.config.update(
        SECRET_KEY=parts.session_key,
        MAX_CONTENT_LENGTH=config.body_max_bytes,
        MAX_FORM_MEMORY_SIZE=config.body_max_bytes,
        MAX_FORM_PARTS=100,
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=config.absolute_s),
        SESSION_COOKIE_NAME=config.cookie,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # the guard looks at Origin, which nothing strips
    )
    parts.live.version = assets.version()
    guard.init_guard(app)
    CSRFProtect(app)
    headers.init_headers(app)
    init_language(app, config)
    error_pages.init_error_pages(app)
    routes.init_routes(app, init_sockets(app))
    limits.init_limits(app)
    app.context_processor(_for_templates)
    return app


def parts_of(app: Flask) -> WebParts:
    """Return the parts that stand beside an app."""
    parts: WebParts = app.extensions[EXTENSION]
    return parts


def _gate(config: WebConfig, folder: SecretFolder | None) -> Gate:
    assert folder is not None, "the settings have seen to it"
    return Gate(folder, SteadyClock(folder), idle_s=config.idle_s, absolute_s=config.absolute_s)


def _for_templates() -> dict[str, Any]:
    from flask import current_app

    parts = parts_of(current_app)
    config, login = parts.config, login_now()
    language = language_now(config)
    theme = request.cookies.get(THEME_COOKIE, "")
    return {
        "site_name": config.name,
        "languages": [(code, LANGUAGES[code].name) for code in config.languages],
        "language": language,
        "direction": LANGUAGES[language].direction,
        "theme": theme if theme in ("dark", "light") else "",
        "user": login.user if login else None,
        "live_url": "/live" if login or parts.gate is None else "",
        "navigation": config.navigation if login or parts.gate is None else (),
        "foot": config.foot if login or parts.gate is None else "",
        "version": assets.version(),
        "warnings": parts.warnings(),
        "has_login": parts.gate is not None,
    }
