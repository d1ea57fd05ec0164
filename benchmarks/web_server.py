"""The servers that `benchmarks/web.py` measures, each in a process of its own.

`python -m benchmarks.web_server KIND` prints its port; each line it is sent is answered with the
CPU seconds it has used.
"""

import json
import math
import resource
import sys
import threading
import time
from typing import Any

FPS = 15.0
SIZE = (640, 480)


def state(now_s: float) -> dict[str, Any]:
    """Return a state as large as that of a real page, another one each time: about 600 bytes."""
    lamps = {f"lamp {n}": "on" if int(now_s * 2 + n) % 2 else "off" for n in range(12)}
    values = {f"value {n}": round(math.sin(now_s + n), 3) for n in range(12)}
    return {"t_s": round(now_s, 3), "mode": "armed", "lamps": lamps, "values": values}


def kit() -> int:
    """Serve the web kit: a state at 30 Hz, one order, a camera."""
    from makerkit.camera.fan_out import FanOut
    from makerkit.web import WebConfig, create_app, parts_of, start

    app = create_app(WebConfig(name="Bench", login=False, port=0, pages_max=64, viewers_max=16))
    web = parts_of(app)
    pressed = [0]

    def show(at: int | None = None) -> None:
        pressed[0] = pressed[0] if at is None else at
        web.live.publish({**state(time.monotonic()), "pressed": pressed[0]})

    web.live.on("press", lambda args, _page: show(args["at"]))
    fan_out = FanOut(16, fps=FPS)
    web.video.add("camera", fan_out)
    _go_on(1 / 30, show)
    _go_on(1 / FPS, _camera(fan_out.show))
    return start(app).port


def bare_sock() -> int:
    """Serve flask-sock alone: the same state at 30 Hz to each page, and an echo."""
    from flask import Flask
    from flask_sock import Sock

    app = Flask("bare")
    sock = Sock(app)

    @sock.route("/live")
    def live(ws: Any) -> None:
        rev = 0
        while True:
            rev += 1
            ws.send(json.dumps({"rev": rev, "state": state(time.monotonic())}))
            ws.receive(timeout=1 / 30)

    @sock.route("/echo")
    def echo(ws: Any) -> None:
        while True:
            ws.send(ws.receive())

    return _bare(app)


def bare_pictures() -> int:
    """Serve Flask alone, as every tutorial does: each viewer has its own encoder."""
    import cv2
    from flask import Flask, Response

    app = Flask("bare")
    newest: list[Any] = [None]
    _go_on(1 / FPS, _camera(lambda frame: newest.__setitem__(0, frame)))

    def pictures() -> Any:
        while True:
            if newest[0] is not None:
                jpeg = cv2.imencode(".jpg", newest[0].bgr(), [cv2.IMWRITE_JPEG_QUALITY, 80])[1]
                yield b"--f\r\nContent-Type: image/jpeg\r\n\r\n" + jpeg.tobytes() + b"\r\n"
            time.sleep(1 / FPS)

    @app.get("/video")
    def video() -> Response:
        return Response(pictures(), mimetype="multipart/x-mixed-replace; boundary=f")

    return _bare(app)


def _bare(app: Any) -> int:
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Silent(WSGIRequestHandler):
        def log(self, *_: Any) -> None:
            pass

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.port)


def _camera(show: Any) -> Any:
    """Return what shows the next of some pictures that were drawn before."""
    from makerkit.camera.frame import Frame
    from makerkit.web.demo.picture import Porch

    porch = Porch()
    drawn = [
        porch.draw(somebody=n / 30, brightness=0.7, pan=0, tilt=0, now_s=n / 15) for n in range(30)
    ]
    number = [0]

    def next_one() -> None:
        number[0] += 1
        picture = drawn[number[0] % len(drawn)]
        show(Frame.from_bgr(number[0], time.monotonic_ns(), picture))

    return next_one


def _go_on(every_s: float, work: Any) -> None:
    def run() -> None:
        next_s = time.monotonic()
        while True:
            work()
            next_s = max(next_s + every_s, time.monotonic())
            time.sleep(max(0.0, next_s - time.monotonic()))

    threading.Thread(target=run, daemon=True).start()


if __name__ == "__main__":
    print(globals()[sys.argv[1]](), flush=True)
    for _ in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(used.ru_utime + used.ru_stime, flush=True)
