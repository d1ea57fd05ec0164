// The data page of the car.

import { startData } from "../car/data";

const data = document.getElementById("data");
if (data) void startData(data);
