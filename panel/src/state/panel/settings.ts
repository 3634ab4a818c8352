import type { OutputFormat } from "../../bridge/wire";
import { engineNamed, formatNamed } from "../../request/options";
import type { Language } from "../../strings/language";

/** What the editor set in the panel; kept on this machine. */
export interface PanelSettings {
  readonly language: Language | null;
  readonly engine: string;
  readonly format: OutputFormat;
  readonly handles: number;
  /** Strength of the mouth's movement, 0 to 1.5. */
  readonly intensity: number;
  /** How much later the lips move, milliseconds, -1000 to 1000. */
  readonly offsetMs: number;
  /** The preset whose settings stand in for what is not set here; null for none. */
  readonly preset: string | null;
  readonly face: FaceChoice;
  /** Path of a picture of the one who shall speak, in this session only; null for whom each clip is about. */
  readonly person: string | null;
  /** Whether results go into the folder of their clip instead of the one next to the project. */
  readonly beside: boolean;
  readonly markers: boolean;
  readonly disableOriginals: boolean;
  /** Whether a render that would cover something of the editor's stays in the bin. */
  readonly keepUnder: boolean;
  /** Whether finished renders wait for a press of a button before they are placed. */
  readonly ask: boolean;
  /** Whether the host's transcripts go along, so that a report tells when each word is heard. */
  readonly transcripts: boolean;
}

export const FACES = ["auto", "largest", "left", "right"] as const;
export type FaceChoice = (typeof FACES)[number];

export const DEFAULT_SETTINGS: PanelSettings = { language: null, engine: "auto", format: "match", handles: 0, intensity: 1, offsetMs: 0, preset: null, face: "auto", person: null, beside: false, markers: true, disableOriginals: false, keepUnder: false, ask: false, transcripts: false };

export function readSettings(text: string | null): PanelSettings {
  if (text === null) return DEFAULT_SETTINGS;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return DEFAULT_SETTINGS;
    const from = parsed as Readonly<Record<string, unknown>>;
    return {
      language: from.language === "zh" || from.language === "en" ? from.language : null,
      engine: engineNamed(from.engine) ?? DEFAULT_SETTINGS.engine,
      format: formatNamed(from.format) ?? DEFAULT_SETTINGS.format,
      handles: typeof from.handles === "number" && from.handles >= 0 && from.handles <= 250 ? Math.trunc(from.handles) : 0,
      intensity: within(from.intensity, 0, 1.5) ?? DEFAULT_SETTINGS.intensity,
      offsetMs: within(from.offsetMs, -1000, 1000) ?? DEFAULT_SETTINGS.offsetMs,
      preset: typeof from.preset === "string" ? from.preset : null,
      face: FACES.find((one) => one === from.face) ?? DEFAULT_SETTINGS.face,
      person: null,
      beside: from.beside === true,
      markers: from.markers !== false,
      disableOriginals: from.disableOriginals === true,
      keepUnder: from.keepUnder === true,
      ask: from.ask === true,
      transcripts: from.transcripts === true,
    };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** A number between two others, by what was stored or typed; undefined for anything else. */
export function within(value: unknown, low: number, high: number): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= low && number <= high ? number : undefined;
}
