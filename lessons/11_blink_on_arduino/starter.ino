// Lesson 11, Blink on Arduino: the lamp L goes on and off, evenly, once a second.

const int LAMP = 13;  // the lamp that sits on the board, beside the letter L

// This runs once, when the board gets power.
void setup() {
  pinMode(LAMP, OUTPUT);
}

// This runs again and again, as long as there is power.
void loop() {
  digitalWrite(LAMP, HIGH);
  delay(100);
  digitalWrite(LAMP, LOW);
  delay(500);
}
