const byte ENA = 5, IN1 = 7, IN2 = 8;
unsigned long last_letter;

void stop_motor() {
  digitalWrite(IN1, LOW);
  digitalWrite(IN2, LOW);
}

void go() {
  digitalWrite(IN1, HIGH);
  digitalWrite(IN2, LOW);
}

void setup() {
  pinMode(ENA, OUTPUT);
  pinMode(IN1, OUTPUT);
  pinMode(IN2, OUTPUT);
  digitalWrite(ENA, HIGH);
  Serial.begin(115200);
  Serial.println("READY");
}

void loop() {
  while (Serial.available()) {
    if (Serial.read() == 'G') {
      last_letter = millis();
      go();
    }
  }
  if (millis() - last_letter > 400) stop_motor();
}
