// The same properties under libFuzzer, which looks for bytes that reach new code. By hand, for as long as you like:
//
//   cd firmware/libraries/MakerLink/src && clang++-14 -std=gnu++11 -g -O1 -fsanitize=fuzzer,address,undefined \
//     -I. -I../../../../tests/firmware/native ../../../../tests/firmware/native/line_reader_fuzz.cpp *.cpp -o /tmp/fuzz
//   /tmp/fuzz -max_len=400 -max_total_time=60
#include "line_reader_property.h"
#include "link_messages.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string GOOD_LINE = signed_line("PONG,7,100,3");
  property::check(data, size, maker::link::FROM_BOARD, GOOD_LINE);
  return 0;
}
