# expect: stream.wrong_type
# helps: says what the stream must be
from time import sleep

import cv2
from flask import Flask, Response
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()

app = Flask(__name__)


@app.route("/")
def page():
    return "<h1>My camera</h1><img src='/stream'>"


@app.route("/stream")
def pictures():
    """Hand out one JPEG after the other, for as long as somebody looks."""
    while True:
        picture = camera.capture_array()
        _, jpeg = cv2.imencode(".jpg", picture)
        yield b"--next\r\nContent-Type: image/jpeg\r\n\r\n" + jpeg.tobytes() + b"\r\n"
        sleep(0.1)


@app.route("/stream")
def stream():
  
    return Response(pictures(), mimetype="multipart/x-mixed-replace; boundary=next")


app.run()
camera.close()
