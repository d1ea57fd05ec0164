// Everything that a beginner's sketch may have and that is right.
#include <EEPROM.h>
#define LED 13
#define SQUARE(x) ((x) * (x))  // isn't it?

const byte pins[] = {2, 3, 4};
constexpr unsigned long WAIT_MS = 60000;
enum State { IDLE, RUNNING = 3, STOPPED };
struct Point {
  int x;
  int y;
};

unsigned long last_ms = 0, next_ms;
State state = IDLE;
char line[16];
byte length = 0;
String name = "Ali";

void setup() {
  Serial.begin(9600);
  while (!Serial);
  pinMode(LED, OUTPUT);
  for (byte i = 0; i < sizeof(pins); i++) {
    pinMode(pins[i], INPUT_PULLUP);
  }
  Serial.println("it's \"ready\" // not a comment");
  Serial.println(F("READY"));
  Serial.println("Hello " + name + "!");
  Serial.println("n = " + String(42));
}

void loop() {
  unsigned long now = millis();
  if (now - last_ms >= 500) {
    last_ms = now;
    blink(LED, state == RUNNING ? 2 : 1);
  }
  while (Serial.available() > 0) {
    char c = Serial.read();
    if (c == '\n' || c == '\\') {
      answer();
      length = 0;
    } else if (length < sizeof(line) - 1) {
      line[length++] = c;
    }
  }
  switch (state) {
    case IDLE:
      state = RUNNING;
      break;
    case RUNNING:
    default:
      state = STOPPED;
  }
  if (bool is_dark = analogRead(A0) < 200) digitalWrite(LED, is_dark);
  do {
    next_ms = now + WAIT_MS;
  } while (false);
}

/* Blinks some times:
   on, off. */
void blink(int pin, int times) {
  for (int i = 0; i < times; i++) {
    digitalWrite(pin, HIGH);
    delay(SQUARE(3));
    digitalWrite(pin, LOW);
  }
}

void answer() {
  line[length] = '\0';
  if (strcmp(line, "on") == 0) state = RUNNING;
  else if (strncmp(line, "p", 1) == 0) {
    Point here = {1, 2};
    int sum = here.x
              + here.y;
    Serial.print("sum ");
    Serial.println(sum, DEC);
  }
  EEPROM.update(0, length);
}
