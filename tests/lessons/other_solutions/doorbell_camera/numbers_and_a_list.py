"""Numbers the pictures; what is there is read from the folder at the start."""

import threading
import time
from pathlib import Path

from flask import Flask, abort, send_file
from gpiozero import LED, Button
from picamera2 import Picamera2

KEPT = 10
here = Path.cwd()
lock = threading.Lock()
visits = sorted(here.glob("visit_*.jpg"))
lamp, bell = LED(17), Button(5, bounce_time=0.1)
lamp.on()
camera = Picamera2()
camera.start(camera.create_preview_configuration(main={"size": (640, 480)}))


def on_ring():
    with lock:
        last = int(visits[-1].stem[6:]) if visits else 0
        file = here / f"visit_{last + 1:06}.jpg"
        camera.capture_file(str(file))
        visits.append(file)
        while len(visits) > KEPT:
            visits.pop(0).unlink()


bell.when_pressed = on_ring
app = Flask(__name__)


@app.route("/")
def index():
    rows = "".join(
        f"<li>{time.ctime(file.stat().st_mtime)} <img src='/picture/{file.stem}'></li>"
        for file in reversed(visits)
    )
    return f"<h1>Door</h1><p>We keep {KEPT} pictures and delete older ones.</p><ul>{rows}</ul>"


@app.route("/picture/<stem>")
def picture(stem):
    file = next((file for file in visits if file.stem == stem), None)
    return send_file(file) if file is not None else abort(404)


app.run(threaded=True)
camera.close()
lamp.off()
