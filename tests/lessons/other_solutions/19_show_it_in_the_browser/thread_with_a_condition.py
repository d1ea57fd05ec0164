"""One thread takes pictures and makes JPEGs; visitors wait for the next one."""

import threading

import cv2
from flask import Flask, Response
from picamera2 import Picamera2

app = Flask(__name__)


class Film:
    def __init__(self):
        self.camera = Picamera2()
        self.camera.configure(
            self.camera.create_video_configuration(main={"size": (640, 480), "format": "RGB888"})
        )
        self.camera.start()
        self.news = threading.Condition()
        self.jpeg = b""
        self.is_over = False
        self.thread = threading.Thread(target=self.take, name="film", daemon=True)
        self.thread.start()

    def take(self):
        while not self.is_over:
            _, jpeg = cv2.imencode(".jpg", self.camera.capture_array())
            with self.news:
                self.jpeg = jpeg.tobytes()
                self.news.notify_all()

    def pictures(self):
        while True:
            with self.news:
                self.news.wait()
                jpeg = self.jpeg
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            yield head.encode() + jpeg + b"\r\n"

    def close(self):
        self.is_over = True
        self.thread.join()
        self.camera.close()


film = Film()


@app.get("/")
def page():
    return '<!doctype html><title>Film</title><img src="/film" alt="what the camera sees">'


@app.get("/film")
def stream():
    return Response(film.pictures(), mimetype="multipart/x-mixed-replace; boundary=frame")


try:
    app.run(host="0.0.0.0", port=8080)
finally:
    film.close()
