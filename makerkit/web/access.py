"""Who may ask for what: every route is refused without login, unless it says that it is public."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark a route that may be seen without login: `@app.get("/about")` above, `@public` below."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def is_public(app: Flask, endpoint: str | None) -> bool:
    """Return whether an endpoint is marked public; what does not exist is not."""
    view = app.view_functions.get(endpoint) if endpoint else None
    return bool(getattr(view, "is_public", False))


def asks_for_socket() -> bool:
    """Return whether this request wants to become a WebSocket."""
    return request.headers.get("Upgrade", "").strip().lower() == "websocket"


def wants_page() -> bool:
    """Return whether a person looks at the answer: a browser's address line or a form, no fetch."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or request.is_json:
        return False
    return bool(
        request.accept_mimetypes.best_match(["text/html", "application/json"]) == "text/html"
    )
