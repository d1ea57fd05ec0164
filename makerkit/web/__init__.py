"""The web kit: what every page of the kit stands on, from login to live video.

    from makerkit.web import WebConfig, create_app, parts_of, public, serve

    app = create_app(WebConfig(name="Doorbell", login=False))

    @app.get("/")
    def front() -> str:
        return render_template("front.html")

    @parts_of(app).live.on("ring")
    def ring(args: Args, page: Page) -> None:
        page.say("Ding dong.")

    serve(app)

Every route is refused without login, unless it is marked with `@public`.
"""

from makerkit.web.access import public
from makerkit.web.app import WebParts, create_app, parts_of
from makerkit.web.arguments import number_in, switch_in, text_in
from makerkit.web.config import WebConfig
from makerkit.web.live import LiveHub
from makerkit.web.page import Page, RefusedError
from makerkit.web.ports import PortBusyError
from makerkit.web.server import RunningServer, serve, start
from makerkit.web.session import Args
from makerkit.web.video import VideoHub
from makerkit.web.visitors import user_now

__all__ = [
    "Args",
    "LiveHub",
    "Page",
    "PortBusyError",
    "RefusedError",
    "RunningServer",
    "VideoHub",
    "WebConfig",
    "WebParts",
    "create_app",
    "number_in",
    "parts_of",
    "public",
    "serve",
    "start",
    "switch_in",
    "text_in",
    "user_now",
]
