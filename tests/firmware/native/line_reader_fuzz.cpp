// The same properties under libFuzzer, which looks for bytes that reach new code. By hand, for as long as you like
// (clang and its sanitizers: apt-get install clang-14 libclang-rt-14-dev; there it is called clang++-14):
//
//   cd firmware/libraries/MakerLink/src && clang++ -std=gnu++11 -g -O1 -fsanitize=fuzzer,address,undefined \
//     -I. -I../../../../tests/firmware/native ../../../../tests/firmware/native/line_reader_fuzz.cpp *.cpp -o /tmp/fuzz
//   /tmp/fuzz -max_len=400 -max_total_time=60
#include "car_messages.h"
#include "line_reader_property.h"
#include "node_messages.h"

// The first byte chooses who reads.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const maker::KnownMessages SIDES[] = {maker::car::FROM_HOST, maker::car::FROM_BOARD, maker::node::FROM_HOST,
                                               maker::node::FROM_BOARD};
  static const std::string FROM_HOST = signed_line("PING,7,3");
  static const std::string FROM_BOARD = signed_line("PONG,7,100,3");
  if (size == 0) return 0;
  const uint8_t side = data[0] % 4;
  property::check(data + 1, size - 1, SIDES[side], side % 2 ? FROM_BOARD : FROM_HOST);
  return 0;
}
