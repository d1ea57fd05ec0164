"""capture_file can write into the memory, too."""

import contextlib
import io
import time

from flask import Flask, Response
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (640, 480)}))
camera.start()
app = Flask(__name__)


@app.route("/")
def page():
    return "<h2>Live</h2><img src='stream'>"


def pictures():
    while True:
        memory = io.BytesIO()
        camera.capture_file(memory, format="jpeg")
        yield b"--x\r\nContent-Type: image/jpeg\r\n\r\n" + memory.getvalue() + b"\r\n"
        time.sleep(0.08)


@app.route("/stream")
def stream():
    return Response(pictures(), mimetype="multipart/x-mixed-replace;boundary=x")


with contextlib.suppress(KeyboardInterrupt):
    app.run(debug=True, use_reloader=False)
camera.close()
