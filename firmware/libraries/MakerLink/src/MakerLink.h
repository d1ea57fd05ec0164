// Checked lines between an Arduino and its host. firmware/PROTOCOL.md says what they are.
//
// With it come the messages of each application: #include <car_messages.h>, <node_messages.h>.
#pragma once

#include "DeadMan.h"
#include "EventQueue.h"
#include "Handshake.h"
#include "LineReader.h"
#include "LineWriter.h"
#include "Sender.h"
#include "link_messages.h"
