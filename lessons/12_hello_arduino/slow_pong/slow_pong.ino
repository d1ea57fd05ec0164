// Lesson 12: the same as pong.ino, on a board that needs a second more until it is ready.

#include <avr/sleep.h>

const int MOST = 20;
char line[MOST + 1];  // the letters of the line so far, and a zero behind them
int length = 0;

void setup() {
  Serial.begin(115200);
  delay(1000);
  Serial.println("READY");
}

void answer() {
  if (strncmp(line, "PING ", 5) == 0) {
    Serial.print("PONG ");
    Serial.println(line + 5);  // what stands behind "PING "
  } else {
    Serial.println("WHAT?");
  }
}

void loop() {
  if (Serial.available() == 0) {
    sleep_mode();  // rests until the next letter, or the next thousandth of a second
    return;
  }
  char letter = Serial.read();
  if (letter == '\n') {  // only now is the line complete
    line[length] = 0;
    answer();
    length = 0;
  } else if (length < MOST) {
    line[length] = letter;
    length = length + 1;
  }
}
