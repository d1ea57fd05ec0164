// expect: sketch.no_loop
// helps: the linker alone notices
// line: None
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

