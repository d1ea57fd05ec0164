// expect: sketch.pin_none_used
// helps: both functions are empty
void setup() {
}

void loop() {
}
