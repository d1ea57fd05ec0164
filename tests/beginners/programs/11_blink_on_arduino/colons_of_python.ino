// expect: sketch.python_head
// helps: the colon of Python's def, behind a function of C++
const int LAMP = 13;

void setup():
  pinMode(LAMP, OUTPUT);

void loop():
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
