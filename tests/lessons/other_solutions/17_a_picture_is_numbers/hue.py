from time import sleep

import cv2
from picamera2 import Picamera2

camera = Picamera2()
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(2)
picture = camera.capture_array()
camera.close()

hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
HUES = {"red": (170, 180), "green": (45, 75), "blue": (95, 120)}
for name, (low, high) in HUES.items():
    mask = cv2.inRange(hsv, (low, 120, 60), (high, 255, 255))
    if name == "red":
        mask = cv2.bitwise_or(mask, cv2.inRange(hsv, (0, 170, 60), (5, 255, 255)))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    contours = [contour for contour in contours if cv2.contourArea(contour) > 3000]
    if contours:
        print("The card is", name)
        x, y, w, h = cv2.boundingRect(max(contours, key=cv2.contourArea))
        cv2.imwrite("cut.png", picture[y : y + h, x : x + w])
        cv2.putText(picture, name, (x, y - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255, 255, 255), 2)
        cv2.rectangle(picture, (x, y), (x + w, y + h), (255, 0, 255), 2)
cv2.imwrite("card.png", picture)
