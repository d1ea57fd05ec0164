// Braces and lines stand anywhere; nothing is missing.
const int button = 2;
const int lamp = 13;
int pressed = 0;
    void setup()
{
pinMode(button, INPUT_PULLUP); pinMode(lamp, OUTPUT);
Serial.begin(115200);
        }
void loop()
{
        if (digitalRead(button) == LOW) {
    pressed++;
  if (pressed > 3) {
  digitalWrite(lamp, HIGH);
}
}
    else
        digitalWrite(lamp,
                     LOW);
  Serial.println(pressed); delay(20);
  for (;;) {
    if (pressed) { break; }
    pressed = analogRead(A0);
  }
}
