"""What a picture says: the lane, the line, signs, lights. Pure: no camera, no thread, no clock."""
