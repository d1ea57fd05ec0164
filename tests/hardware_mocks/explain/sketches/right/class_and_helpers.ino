// A class, helpers without prototypes, texts in flash.
class Lamp {
 public:
  explicit Lamp(int pin) : pin_(pin) {}
  void begin() { pinMode(pin_, OUTPUT); }
  void set(bool on) { digitalWrite(pin_, on ? HIGH : LOW); }

 private:
  int pin_;
};

Lamp lamp(13);
static long total = 0L;
volatile bool is_pressed = false;

int median(int a, int b, int c) {
  return max(min(a, b), min(max(a, b), c));
}

void pressed() { is_pressed = true; }

void setup() {
  lamp.begin();
  Serial.begin(9600);
  attachInterrupt(digitalPinToInterrupt(2), pressed, FALLING);
}

void loop() {
  int level = median(analogRead(A0), analogRead(A1), analogRead(A2));
  total += level;
  long percent = map(level, 0, 1023, 0, 100);
  const char* word = percent >= 50 ? "bright" : "dark";
  Serial.print(word);
  Serial.print(' ');
  Serial.println(percent);
  lamp.set(percent < 20 && !is_pressed);
  delay(100);
}
