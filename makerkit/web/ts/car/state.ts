// What the car tells its pages over the live link; self_driving_car/dashboard/live_state.py makes it.

export type Phase = "stopped" | "off" | "held" | "ready" | "drives";
export type CarMode = "manual" | "lane" | "line" | "net" | "cruise";

export interface Halt {
  readonly reason: string;
  readonly says: string;
  readonly way_out: string;
}

export interface Happening {
  readonly wall_s: number;
  readonly kind: string;
  readonly says: string;
}

export interface CarState {
  readonly t_s: number;
  readonly now_s: number;
  readonly car: {
    readonly phase: Phase;
    readonly mode: CarMode;
    readonly is_armed: boolean;
    readonly halt: Halt | null;
    readonly cap_m_s: number;
    readonly is_recording: boolean;
    readonly records: number;
    readonly link: string;
    readonly camera: string;
    readonly battery_v: number | null;
    readonly way_m: readonly [number, number];
  };
  readonly holder: { readonly name: string; readonly key: string } | null;
  readonly plots: Readonly<Record<string, number | null>>;
  readonly seen: {
    readonly lane: boolean;
    readonly things: readonly { readonly kind: string; readonly name: string; readonly distance_m: number | null }[];
  };
  readonly recent: readonly Happening[];
  readonly health: "ok" | "warning" | "error";
}

/** Whether the car drives by itself, and only as long as a page says that somebody watches. */
export function wantsPresence(state: CarState): boolean {
  return state.car.is_armed && state.car.mode !== "manual";
}
