// expect: sketch.pin_name
// helps: D5 is printed on the board
// Lesson 15, The safe machine: the motor turns only while the Pi keeps saying G, "go on".

const int SPEED_PIN = D5;     // ENA of the motor driver
const int FORWARD_PIN = 7;   // IN1
const int BACKWARD_PIN = 8;  // IN2

// The Pi speaks every 100 ms. Two of its letters may be lost; after that nobody is there.
const unsigned long SILENCE_MS = 350;

unsigned long heard_ms = 0;

void setup() {
  pinMode(SPEED_PIN, OUTPUT);
  pinMode(FORWARD_PIN, OUTPUT);
  pinMode(BACKWARD_PIN, OUTPUT);
  digitalWrite(FORWARD_PIN, HIGH);
  digitalWrite(BACKWARD_PIN, LOW);
  Serial.begin(115200);
  Serial.println("READY");
}

void loop() {
  if (Serial.available() > 0) {
    char letter = Serial.read();
    if (letter == 'G') {  // only this letter counts: noise on the cable is not the Pi
      heard_ms = millis();
      analogWrite(SPEED_PIN, 200);
    }
  }
  // This stands outside of the first if: it must be asked most of all when no letter comes.
  if (millis() - heard_ms >= SILENCE_MS) {
    analogWrite(SPEED_PIN, 0);
  }
}
