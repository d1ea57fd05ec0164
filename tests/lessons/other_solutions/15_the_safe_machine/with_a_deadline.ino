#define SPEED 5
unsigned long deadline;
void setup() {
  pinMode(5, OUTPUT); pinMode(7, OUTPUT); pinMode(8, OUTPUT);
  digitalWrite(8, HIGH);
  Serial.begin(115200);
  Serial.println(F("READY"));
}
void loop() {
  switch (Serial.read()) {
    case 'G':
      deadline = millis() + 400;
      digitalWrite(SPEED, HIGH);
      break;
    default:
      if (millis() > deadline) digitalWrite(SPEED, LOW);
  }
}
