"""As the manual of picamera2 does it: its own encoder writes JPEGs into an output of ours."""

import io
from threading import Condition

from flask import Flask, Response
from picamera2 import Picamera2
from picamera2.encoders import JpegEncoder
from picamera2.outputs import FileOutput


class Latest(io.BufferedIOBase):
    def __init__(self):
        self.frame = None
        self.condition = Condition()

    def write(self, data):
        with self.condition:
            self.frame = data
            self.condition.notify_all()


output = Latest()
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (640, 480)}))
camera.start_recording(JpegEncoder(), FileOutput(output))
app = Flask(__name__)


@app.route("/")
def page():
    return "<img src='/stream.mjpg'>"


def frames():
    while True:
        with output.condition:
            output.condition.wait()
            frame = output.frame
        yield b"--FRAME\r\nContent-Type: image/jpeg\r\n\r\n" + frame + b"\r\n"


@app.route("/stream.mjpg")
def stream():
    return Response(frames(), mimetype="multipart/x-mixed-replace; boundary=FRAME")


app.run()
camera.stop_recording()
camera.close()
