import type { OutputFormat, Preset } from "../bridge/wire";

const ENGINE_WORD = /^[a-z][a-z0-9-]{0,39}$/;
const FORMATS: readonly OutputFormat[] = ["h264", "proRes", "dnxHr", "match"];

/** What the editor chose for a render; the words are the bridge's own. */
export interface RenderOptions {
  /** A word that the bridge's capabilities list. */
  readonly engine: string;
  readonly format: OutputFormat;
  /** Strength of the mouth's movement, 0..1.5. */
  readonly intensity: number;
  /** How much later the lips move, milliseconds. */
  readonly offsetMs: number;
  /** What happens where voice and clip differ in length. */
  readonly fit: "cut" | "loop" | "pingPong" | "hold";
  /** Whether the result carries the voice. */
  readonly sound: boolean;
  /** The preset whose settings stand in for what these options do not say; null for none. */
  readonly preset: string | null;
}

export const DEFAULT_OPTIONS: RenderOptions = { engine: "auto", format: "h264", intensity: 1, offsetMs: 0, fit: "cut", sound: true, preset: null };

/** Keeps what an earlier session chose where it is still possible. */
export function readOptions(text: string | null): RenderOptions {
  if (text === null) return DEFAULT_OPTIONS;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return DEFAULT_OPTIONS;
    const from = parsed as Readonly<Record<string, unknown>>;
    const number = (name: "intensity" | "offsetMs", low: number, high: number): number => {
      const value = from[name];
      return typeof value === "number" && value >= low && value <= high ? value : DEFAULT_OPTIONS[name];
    };
    const fit = (["cut", "loop", "pingPong", "hold"] as const).find((one) => one === from.fit);
    return {
      engine: engineNamed(from.engine) ?? DEFAULT_OPTIONS.engine,
      format: formatNamed(from.format) ?? DEFAULT_OPTIONS.format,
      intensity: number("intensity", 0, 1.5),
      offsetMs: number("offsetMs", -1000, 1000),
      fit: fit ?? DEFAULT_OPTIONS.fit,
      sound: from.sound !== false,
      preset: typeof from.preset === "string" ? from.preset : null,
    };
  } catch {
    return DEFAULT_OPTIONS;
  }
}

/** The options with a preset's settings in place of those that it says something of. */
export function withPreset(options: RenderOptions, name: string, settings: Preset): RenderOptions {
  return {
    engine: engineNamed(settings.engine) ?? options.engine,
    format: settings.format ?? options.format,
    intensity: settings.intensity ?? options.intensity,
    offsetMs: settings.offsetMs ?? options.offsetMs,
    fit: settings.fit ?? options.fit,
    sound: settings.noAudio === undefined || settings.noAudio === null ? options.sound : !settings.noAudio,
    preset: name,
  };
}

/** The options that a panel has, with a preset's settings in place of those that it says something of. */
export function optionsBy(settings: Preset, now: Pick<RenderOptions, "engine" | "format" | "intensity" | "offsetMs">): Pick<RenderOptions, "engine" | "format" | "intensity" | "offsetMs"> {
  const { engine, format, intensity, offsetMs } = withPreset({ ...DEFAULT_OPTIONS, engine: now.engine, format: now.format, intensity: now.intensity, offsetMs: now.offsetMs }, "", settings);
  return { engine, format, intensity, offsetMs };
}

/** What a preset keeps of options. */
export function presetOf(options: RenderOptions): Preset {
  const { engine, format, intensity, offsetMs, fit, sound } = options;
  return { engine, format, intensity, offsetMs, fit, noAudio: !sound };
}

/** A word that may name an engine, in the bridge's spelling; which engines there are only its capabilities say. */
export function engineNamed(name: unknown): string | undefined {
  const word = typeof name === "string" ? name.toLowerCase() : "";
  return ENGINE_WORD.test(word) ? word : undefined;
}

export function formatNamed(name: unknown): OutputFormat | undefined {
  return FORMATS.find((one) => one === name);
}
