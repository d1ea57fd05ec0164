from time import sleep

import cv2
from flask import Flask, Response, render_template_string
from picamera2 import Picamera2

PAGE = """
<html>
<body>
<h1>{{ title }}</h1>
<p><img src="{{ url_for('film') }}" width="640">
</body>
</html>
"""


def create_app(camera):
    app = Flask(__name__)

    @app.route("/")
    def index():
        return render_template_string(PAGE, title="Camera")

    @app.route("/film.mjpg")
    def film():
        return Response(parts(camera), content_type='multipart/x-mixed-replace; boundary="BREAK"')

    return app


def parts(camera):
    while True:
        jpeg = cv2.imencode(".jpg", camera.capture_array(), [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
        yield b"--BREAK\r\n"
        yield b"Content-Type: image/jpeg\r\n\r\n"
        yield bytes(jpeg)
        yield b"\r\n"
        sleep(1 / 12)


if __name__ == "__main__":
    with Picamera2() as camera:
        config = camera.create_preview_configuration(main={"format": "RGB888"})
        camera.configure(config)
        camera.start()
        create_app(camera).run(threaded=True)
