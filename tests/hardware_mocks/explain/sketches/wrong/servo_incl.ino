// expect: sketch.library_missing
// helps: says that the library is not there
// line: 4
#include <Servo.h>
Servo gate;
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
