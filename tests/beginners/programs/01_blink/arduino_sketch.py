# expect: file.arduino
# helps: says that it is C++, and what becomes of loop and delay
void setup() {
  pinMode(17, OUTPUT);
}
void loop() {
  digitalWrite(17, HIGH);
  delay(500);
}
