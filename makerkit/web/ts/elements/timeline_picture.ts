// Draws a timeline onto a canvas.

import { colour } from "../base/theme";
import type { Lane } from "./lanes";
import { ticks, type View } from "./time_scale";

export const LANE_PX = 36;
export const AXIS_PX = 26;
const NAME_PX = 84;
const TICK_PX = 90;
const PAD_PX = 8;

export interface Event {
  readonly t_s: number;
  readonly words: string;
}

export interface Picture {
  readonly lanes: readonly Lane[];
  readonly events: readonly Event[];
  readonly view: View;
  readonly now_s: number;
  readonly cursor_s: number | null;
}

/** Where the lanes begin, after their names. */
export function plotLeft(): number {
  return NAME_PX;
}

/** Draws everything; sizes are in CSS pixels. */
export function draw(context: CanvasRenderingContext2D, width: number, height: number, picture: Picture): void {
  const { view } = picture;
  const scale = (width - NAME_PX) / (view.to_s - view.from_s);
  const x = (t_s: number) => NAME_PX + (t_s - view.from_s) * scale;
  context.clearRect(0, 0, width, height);
  context.font = `12px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = "middle";
  drawAxis(context, width, height, view, x);
  context.save();
  context.beginPath();
  context.rect(NAME_PX, 0, width - NAME_PX, height);
  context.clip();
  for (const [index, lane] of picture.lanes.entries()) drawLane(context, lane, index, picture, x, 1 / scale);
  drawEvents(context, height, picture, x);
  if (picture.cursor_s !== null) drawCursor(context, height, x(picture.cursor_s));
  context.restore();
  drawNames(context, picture.lanes);
}

type Scale = (t_s: number) => number;

function drawAxis(context: CanvasRenderingContext2D, width: number, height: number, view: View, x: Scale): void {
  const { times, digits } = ticks(view, (width - NAME_PX) / TICK_PX);
  context.strokeStyle = colour("trace-grid");
  context.fillStyle = colour("muted");
  context.textAlign = "center";
  context.lineWidth = 1;
  context.beginPath();
  for (const time of times) {
    const at = Math.round(x(time)) + 0.5;
    context.moveTo(at, 0);
    context.lineTo(at, height - AXIS_PX);
    // nothing was before the start: no words of it
    if (time >= 0 && at > NAME_PX + 16 && at < width - 20) context.fillText(`${time.toFixed(digits)} s`, at, height - AXIS_PX / 2);
  }
  context.stroke();
}

function drawLane(
  context: CanvasRenderingContext2D,
  lane: Lane,
  index: number,
  picture: Picture,
  x: Scale,
  pixel_s: number,
): void {
  const top = index * LANE_PX + PAD_PX;
  const bottom = (index + 1) * LANE_PX - PAD_PX;
  const line = colour(`trace-${(index % 4) + 1}`);
  const end_s = Math.min(picture.view.to_s, picture.now_s);
  context.strokeStyle = line;
  context.fillStyle = line;
  context.lineWidth = 2;
  context.beginPath();
  for (const segment of lane.segments(picture.view.from_s, end_s, pixel_s * 2)) {
    const from = x(segment.from_s);
    const to = x(segment.to_s);
    if (segment.level === null) {
      context.fillRect(from, top, Math.max(1, to - from), bottom - top);
      continue;
    }
    const y = segment.level > 0 ? top : bottom;
    context.lineTo(from, y);
    context.lineTo(to, y);
    if (segment.level > 0) shade(context, from, top, to - from, bottom - top);
  }
  context.stroke();
}

function shade(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.globalAlpha = 0.14;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

function drawEvents(context: CanvasRenderingContext2D, height: number, picture: Picture, x: Scale): void {
  context.fillStyle = colour("warning");
  for (const event of picture.events) {
    const at = x(event.t_s);
    context.fillRect(at - 0.5, 0, 1, height - AXIS_PX);
    context.beginPath();
    context.moveTo(at - 5, 0);
    context.lineTo(at + 5, 0);
    context.lineTo(at, 7);
    context.fill();
  }
}

function drawCursor(context: CanvasRenderingContext2D, height: number, at: number): void {
  context.strokeStyle = colour("focus");
  context.lineWidth = 2;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, height - AXIS_PX);
  context.stroke();
  context.setLineDash([]);
}

function drawNames(context: CanvasRenderingContext2D, lanes: readonly Lane[]): void {
  context.fillStyle = colour("text");
  context.textAlign = "left";
  for (const [index, lane] of lanes.entries()) {
    context.fillText(lane.name, 2, (index + 0.5) * LANE_PX, NAME_PX - 8);
  }
}
