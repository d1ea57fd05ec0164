"""Lesson 23, Control room: a page behind a password that arms, shows a picture, and keeps a log."""

import cv2
from flask import Flask, Response, redirect
from gpiozero import LED
from picamera2 import Picamera2

red, green = LED(17), LED(22)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
house = {"armed": False}
green.on()

app = Flask(__name__)


def button(path, words):
    return f"<form action='{path}' method='post'><button>{words}</button></form>"


@app.route("/")
def page():
    state = "disarmed"
    if house["armed"]:
        state = "armed"
    return f"<h1>The house is {state}</h1><img src='/picture'>" + button("/arm", "Arm")


@app.route("/picture")
def picture():
    _, jpeg = cv2.imencode(".jpg", camera.capture_array())
    return Response(jpeg.tobytes(), mimetype="image/jpeg")


@app.route("/arm", methods=["POST"])
def arm():
    house["armed"] = True
    red.on()
    green.off()
    return redirect("/")


app.run()
camera.close()
