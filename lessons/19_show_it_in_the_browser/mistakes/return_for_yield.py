# expect: stream.only_one_picture
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


def pictures():
    picture = camera.capture_array()
    _, jpeg = cv2.imencode(".jpg", picture)
    return jpeg.tobytes()


@app.route("/stream")
def stream():
    return Response(pictures(), mimetype="image/jpeg")


app.run()
camera.close()
