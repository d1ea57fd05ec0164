// WheelSpeed: keeps a wheel at its speed in mm/s, with or without an encoder.
//
//   WheelMeter    edges of the encoder -> speed and way
//   WheelControl  wanted and measured speed -> duty
//   StallJudge    duty without edges -> which wheel
#pragma once

#include "StallJudge.h"
#include "WheelControl.h"
#include "WheelMeter.h"
