"""The routes that every product has: built files, the live socket, video, files, the door."""

from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request, url_for
from flask_sock import Sock

from makerkit.errors import MakerKitError
from makerkit.web import assets
from makerkit.web.access import public
from makerkit.web.login_pages import add_door
from makerkit.web.sockets import NOT_THERE, close_quietly, serve_page, whole
from makerkit.web.video import BOUNDARY, JPEG, MP4, MotionJpeg, serve_viewer
from makerkit.web.visitors import login_now, permit


def init_routes(app: Flask, sock: Sock) -> None:
    """Add the routes to an app, the sockets too."""
    web = Blueprint("web", "makerkit.web", template_folder="templates")
    web.add_url_rule("/assets/<version>/<path:name>", "asset", asset)
    web.add_url_rule("/files/<key>", "file", file)
    web.add_url_rule("/video/<name>.jpg", "still", still)
    web.add_url_rule("/video/<name>.mjpg", "motion_jpeg", motion_jpeg)
    if _parts(app).config.https:
        web.add_url_rule("/certificate", "certificate", certificate)
        web.add_url_rule("/certificate.crt", "certificate_file", certificate_file)
    add_door(web, with_login=_parts(app).gate is not None)
    sock.route("/live", bp=web)(live)
    sock.route("/video/<name>", bp=web)(video)
    app.register_blueprint(web)
    app.jinja_env.globals["asset"] = assets.asset


@public
def asset(version: str, name: str) -> Response:  # noqa: ARG001  # only makes the address differ
    """Send a built file."""
    return assets.send(name)


def file(key: str) -> Response:
    """Send a file that is offered under an id."""
    answer: Response = _parts().files.send(key, to_save="save" in request.args)
    return answer


def still(name: str) -> Response:
    """Send the newest picture of a video."""
    picture = _source(name).picture()
    if picture is None:
        abort(404)
    return Response(picture, mimetype="image/jpeg")


def motion_jpeg(name: str) -> Response:
    """Send a video as a row of JPEG pictures, for a plain `<img>`: the last resort."""
    source = _source(name)
    if request.method == "HEAD":
        return Response(mimetype="multipart/x-mixed-replace")
    try:
        pictures = MotionJpeg(_parts().video, source, permit(_parts().gate).holds)
    except MakerKitError:
        abort(503)
    return Response(pictures, mimetype=f"multipart/x-mixed-replace; boundary={BOUNDARY}")


@public
def certificate() -> str:
    """Say how to trust the certificate of this machine."""
    made = _parts().certificate
    return render_template(
        "certificate.html",
        fingerprint=made.fingerprint,
        names=made.names,
        download_url=url_for("web.certificate_file"),
    )


@public
def certificate_file() -> Response:
    """Send the certificate, without its key."""
    return Response(_parts().certificate.public_part(), mimetype="application/x-x509-ca-cert")


def live(ws: Any) -> None:
    """Serve the live link of one page."""
    login = login_now()
    serve_page(
        _parts().live,
        ws,
        permit(_parts().gate),
        user=login.user if login else None,
        address=request.remote_addr or "",
    )


def video(ws: Any, name: str) -> None:
    """Serve a video to one page."""
    way = MP4 if request.args.get("as") == "mp4" else JPEG
    source = _parts().video.get(name)
    if source is None:
        whole(ws)
        close_quietly(ws, NOT_THERE, "There is no such video.")
    else:
        serve_viewer(_parts().video, source, ws, way, permit(_parts().gate).holds)


def _source(name: str) -> Any:
    source = _parts().video.get(name)
    if source is None:
        abort(404)
    return source


def _parts(app: Flask | None = None) -> Any:
    from makerkit.web.app import parts_of

    return parts_of(app or current_app)
