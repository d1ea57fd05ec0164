// expect: sketch.typo
// helps: a file of that name is near
// line: 4
#include <MakerLnk.h>
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
