// What the security system tells its pages over the live link; security_system/dashboard/state.py makes it.

export type AlarmState = "disarmed" | "arming" | "armed" | "pending" | "triggered";
export type Mode = "away" | "home" | "night" | "vacation" | "custom";
export type Condition = "quiet" | "open" | "tampered" | "lost";

export interface Hurdle {
  readonly zone: string;
  readonly says: string;
  readonly can_force: boolean;
}

export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly condition: Condition;
  readonly is_bypassed: boolean;
  readonly can_bypass: boolean;
  readonly counts: boolean;
  readonly is_in_memory: boolean;
  readonly is_walked: boolean;
}

export interface Recent {
  readonly wall_s: number;
  readonly kind: string;
  readonly says: string;
}

export interface SecurityState {
  readonly alarm: {
    readonly state: AlarmState;
    readonly mode: Mode | "";
    readonly remaining_s: number | null;
    readonly locked_s: number;
    readonly siren: string;
    readonly reason: string;
    readonly is_walk_test: boolean;
    readonly has_chime: boolean;
  };
  readonly ready: Partial<Record<Mode, readonly Hurdle[]>>;
  readonly zones: readonly Zone[];
  readonly memory: readonly string[];
  readonly faults: readonly string[];
  readonly recent: readonly Recent[];
  readonly health: "ok" | "warning" | "error";
}

/** Whether a page should make itself heard. */
export function isLoud(state: SecurityState): boolean {
  return state.alarm.state === "triggered" || state.alarm.siren !== "";
}
