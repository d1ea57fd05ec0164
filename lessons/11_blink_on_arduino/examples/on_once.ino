// The shortest sketch that does something: the lamp L goes on, and it stays on.

const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
  digitalWrite(LAMP, HIGH);
}

void loop() {
}
