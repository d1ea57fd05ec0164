"""A ring of three: what comes fourth pushes the first one out."""

from collections import deque

ring = deque(maxlen=3)
for word in ["red", "amber", "green", "blue", "white"]:
    ring.append(word)
    print(list(ring))
