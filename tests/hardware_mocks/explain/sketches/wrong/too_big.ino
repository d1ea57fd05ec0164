// expect: sketch.array_too_large
// helps: the chip has two kilobytes
// line: 4
const byte junk[40000] PROGMEM = {1};
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, pgm_read_byte(junk + millis()));
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
