// What the tests of the simulated board talk to: it says READY, and answers orders of one letter.
#include <EEPROM.h>
#include <avr/sleep.h>

static char line[48];
static uint8_t length = 0;

void answer() {
  const int number = atoi(line + 1);
  switch (line[0]) {
    case 'P': Serial.print("PONG "); Serial.println(line + 1); break;
    case 'A': Serial.println(analogRead(number)); break;
    case 'D': Serial.println(digitalRead(number)); break;
    case 'H': pinMode(number, OUTPUT); digitalWrite(number, HIGH); break;
    case 'L': pinMode(number, OUTPUT); digitalWrite(number, LOW); break;
    case 'U': pinMode(number, INPUT_PULLUP); break;
    case 'W': analogWrite(number / 1000, number % 1000); break;
    case 'E': EEPROM.write(0, number); break;
    case 'R': Serial.println(EEPROM.read(0)); break;
    case 'N': Serial.println(pulseIn(number, HIGH)); break;
    case 'S': pinMode(number, OUTPUT); digitalWrite(number, HIGH); delayMicroseconds(12);
              digitalWrite(number, LOW); break;
    case 'V': pinMode(number, OUTPUT); digitalWrite(number, HIGH); delayMicroseconds(1500);
              digitalWrite(number, LOW); break;
    case 'T': pinMode(number, OUTPUT); tone(number, 440, 500); break;
    default: Serial.print("? "); Serial.println(line);
  }
}

void setup() {
  Serial.begin(115200);
  pinMode(13, OUTPUT);
  Serial.println("READY");
}

void loop() {
  while (Serial.available()) {
    const char c = Serial.read();
    if (c == '\n') {
      line[length] = '\0';
      length = 0;
      answer();
    } else if (length < sizeof line - 1) {
      line[length++] = c;
    }
  }
  digitalWrite(13, millis() / 250 % 2);
  set_sleep_mode(SLEEP_MODE_IDLE);
  sleep_mode();
}
