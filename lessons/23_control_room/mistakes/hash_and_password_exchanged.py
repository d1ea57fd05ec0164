# expect: room.hash_and_password_exchanged
import json
from datetime import datetime
from pathlib import Path
from secrets import token_hex

import cv2
from flask import Flask, Response, redirect, request, session
from gpiozero import LED
from picamera2 import Picamera2
from werkzeug.security import check_password_hash

# Made by examples/make_hash.py. From it nobody gets the password back, and so it may stand here.
HASH = "scrypt:32768:8:1$mn7mbJqXmOWoAfNM$b00931e148e22f9a18d6be7039e1194017fba544f5a1665ac9a202c73edb8e69e889edf89cd43287d6b41fa89c6358ad0198915603bc6223d5750c2d60a10ca5"  # noqa: E501
NOTICE = (
    "<p>A camera looks into this room. Pictures are not kept. Questions? Ask Rojin, room 4.</p>"
)
LOG = Path("log.jsonl")

red, green = LED(17), LED(22)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
house = {"armed": False, "privacy": True}
green.on()

app = Flask(__name__)
app.secret_key = token_hex()  # signs the tickets of who has logged in; new at each start


def note(what):
    """Add a line to the log: when, and what."""
    with LOG.open("a") as log:
        log.write(json.dumps({"at": f"{datetime.now():%Y-%m-%d %H:%M:%S}", "what": what}) + "\n")


def button(path, words):
    """Return a form of one button. Forms of the method "post" change things; links only show."""
    return f"<form action='{path}' method='post'><button>{words}</button></form>"


@app.before_request
def guard():
    """Let nobody through without a ticket, whatever the address: so no page can be forgotten."""
    if request.path != "/login" and "name" not in session:
        return redirect("/login")
    return None  # go on to the page


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        if check_password_hash(request.form["password"], HASH):
            session["name"] = "owner"
            note("logged in")
            return redirect("/")
        note("wrong password")
    field = "<input name='password' type='password'><button>Log in</button>"
    return f"{NOTICE}<form method='post'>{field}</form>"


@app.route("/logout", methods=["POST"])
def logout():
    session.clear()
    return redirect("/login")


@app.route("/")
def page():
    state = "disarmed"
    if house["armed"]:
        state = "armed"
    text = f"<h1>The house is {state}</h1>{NOTICE}<img src='/picture'>"
    text = text + button("/arm", "Arm") + button("/disarm", "Disarm")
    text = text + button("/privacy", "Privacy on or off") + button("/logout", "Log out")
    if LOG.exists():
        for line in reversed(LOG.read_text().splitlines()):
            event = json.loads(line)
            text = text + f"<p>{event['at']} {event['what']}</p>"
    return text


@app.route("/picture")
def picture():
    table = camera.capture_array()
    if house["privacy"]:
        table = cv2.blur(table, (61, 61))  # somebody is there: that can be seen, and not who
    _, jpeg = cv2.imencode(".jpg", table)
    return Response(jpeg.tobytes(), mimetype="image/jpeg")


@app.route("/arm", methods=["POST"])
def arm():
    house["armed"] = True
    red.on()
    green.off()
    note("armed")
    return redirect("/")


@app.route("/disarm", methods=["POST"])
def disarm():
    house["armed"] = False
    red.off()
    green.on()
    note("disarmed")
    return redirect("/")


@app.route("/privacy", methods=["POST"])
def privacy():
    house["privacy"] = not house["privacy"]
    note(f"privacy {house['privacy']}")
    return redirect("/")


app.run()
camera.close()
