// expect: sketch.python_head
// helps: from Python
// line: 6
const int LAMP = 13;

void setup():
  pinMode(LAMP, OUTPUT);

void loop():
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
