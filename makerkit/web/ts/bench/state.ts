// What the bench sends: the shape of the live state.

export interface Control {
  readonly name: string;
  readonly grip: "button" | "switch" | "slider" | "knob" | "keys";
  readonly low?: number;
  readonly high?: number;
  readonly unit?: string;
  readonly value?: number | boolean | null;
  readonly keys?: readonly string[];
}

export interface Part {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly pins: readonly string[];
  readonly look: Readonly<Record<string, unknown>>;
  readonly words: string;
  readonly controls: readonly Control[];
}

export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly empty?: boolean;
  readonly holder?: string;
}

export interface Body {
  readonly name: string;
  readonly kind: string;
  readonly x_m: number;
  readonly y_m: number;
  readonly facing_rad: number;
  readonly pose: string;
}

export type Shares = Readonly<Record<string, number>>;

export interface House {
  readonly clock?: string;
  readonly lux?: number;
  readonly title?: string;
  readonly bodies: readonly Body[];
  readonly doors: Shares;
  readonly windows?: Shares;
  readonly curtains?: Shares;
  readonly lamps: Shares;
  readonly power?: boolean;
  readonly weather?: Shares;
  readonly pirs?: Readonly<Record<string, boolean>>;
}

export interface TrackCar {
  readonly x_m: number;
  readonly y_m: number;
  readonly heading_rad: number;
  readonly speed_m_s: number;
}

export interface TrackThing {
  readonly name: string;
  readonly kind: string;
  readonly x_m: number;
  readonly y_m: number;
  readonly heading_rad: number;
  readonly wide_m: number;
  readonly deep_m: number;
  readonly looks: string;
}

export interface Track {
  readonly title?: string;
  readonly car: TrackCar;
  readonly offset_m?: number;
  readonly laps?: number;
  readonly has_left_lane?: boolean;
  readonly light?: number;
  readonly sonar_m?: number | null;
  readonly things: readonly TrackThing[];
}

export interface Program {
  readonly title: string;
  readonly phase: "starting" | "running" | "ended" | "crashed";
  readonly words: readonly string[];
  readonly reason: string;
  readonly run: number;
  readonly wants_input: boolean;
}

/** Number, seconds, pin, level. */
export type Edge = readonly [number, number, string, number];

export interface BenchState {
  readonly t_s: number;
  readonly parts: readonly Part[];
  readonly levels?: Shares;
  readonly edges?: readonly Edge[];
  readonly screens?: readonly Shown[];
  readonly cameras?: readonly Shown[];
  readonly house?: House;
  readonly track?: Track;
  readonly program: Program;
  readonly prints: { readonly count: number; readonly lines: readonly (readonly [string, string])[] };
}
