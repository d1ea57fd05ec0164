// Lesson 14: tells the speed of two wheels twenty times a second, as M,120,-80*5B. Behind the star
// stands the checksum, two hexadecimal digits. The wheels are only thought of. This sketch is given.

#include <avr/sleep.h>

const unsigned long EVERY_MS = 50;
const int FASTEST = 200;  // millimetres in a second

const int MOST = 28;

char text[MOST];
char line[MOST];
unsigned long told_ms = 0;
int left = 0;
int step = 8;

void setup() {
  Serial.begin(115200);
  Serial.print("READY\n");
}

int xor_of(const char *letters) {
  int result = 0;
  for (int i = 0; letters[i] != 0; i = i + 1) {
    result = result ^ letters[i];
  }
  return result;
}

void loop() {
  if (millis() - told_ms >= EVERY_MS) {
    told_ms = told_ms + EVERY_MS;
    snprintf(text, MOST, "M,%d,%d", left, -left / 2);
    snprintf(line, MOST, "%s*%02X\n", text, xor_of(text));
    Serial.print(line);
    left = left + step;
    if (left >= FASTEST || left <= -FASTEST) {
      step = -step;
    }
  }
  sleep_mode();  // rests until the next thousandth of a second
}
