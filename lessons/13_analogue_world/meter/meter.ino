// Lesson 13: measures the voltage at A0 (light) and A1 (knob) ten times a second and tells both
// numbers, with a comma between them: 512,300. This sketch is given.

#include <avr/sleep.h>

const int LIGHT = A0;
const int KNOB = A1;
const unsigned long EVERY_MS = 100;

unsigned long told_ms = 0;

void setup() {
  Serial.begin(115200);
  Serial.println("READY");
}

void loop() {
  if (millis() - told_ms >= EVERY_MS) {
    told_ms = told_ms + EVERY_MS;
    Serial.print(analogRead(LIGHT));  // 0 for 0 V, 1023 for 5 V
    Serial.print(',');
    Serial.println(analogRead(KNOB));
  }
  sleep_mode();  // rests until the next thousandth of a second
}
