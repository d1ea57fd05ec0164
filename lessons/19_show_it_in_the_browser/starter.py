"""Lesson 19, Show it in the browser: a page with a film that never ends."""

from flask import Flask

app = Flask(__name__)


@app.route("/")
def page():
    return "<h1>Hello from the Pi</h1>"


app.run()
