import atexit
from time import sleep

import cv2
from flask import Flask, Response, stream_with_context
from picamera2 import Picamera2
from werkzeug.serving import run_simple

camera = Picamera2()
atexit.register(camera.close)
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
app = Flask(__name__)


@app.route("/")
def page():
    return Response("<img src='/a/b/film'>", mimetype="text/html")


@app.route("/a/<path:rest>")
def film(rest):
    def parts():
        try:
            while True:
                _, jpeg = cv2.imencode(".jpeg", camera.capture_array())
                yield b"\r\n--1\r\nContent-type: image/jpeg\r\n\r\n" + jpeg.tobytes()
                sleep(0.15)
        finally:
            print("somebody has left")

    kind = "multipart/x-mixed-replace; boundary=1"
    return Response(stream_with_context(parts()), mimetype=kind)


run_simple("127.0.0.1", 5000, app, threaded=True)
camera.close()
