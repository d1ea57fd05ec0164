// Counts down instead of looking at the clock: each round takes a thousandth of a second.
int left_ms = 0;

void setup() {
  Serial.begin(115200);
  pinMode(5, OUTPUT);
  pinMode(7, OUTPUT);
  pinMode(8, OUTPUT);
  digitalWrite(7, HIGH);
  Serial.println("READY");
}

void loop() {
  if (Serial.read() == 'G') left_ms = 300;
  analogWrite(5, left_ms > 0 ? 255 : 0);
  delay(1);
  if (left_ms > 0) left_ms--;
}
