"""Each visitor has a ticket: the page knows a visitor again."""

from secrets import token_hex

from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = token_hex()


@app.route("/")
def page():
    if "name" not in session:
        return "<form action='/name' method='post'>Who are you? <input name='name'></form>"
    return "<h1>I know you</h1>"


@app.route("/name", methods=["POST"])
def name():
    session["name"] = request.form["name"]
    return redirect("/")


app.run()
