import type { EngineChoice, OutputFormat } from "../bridge/wire";
import { engineNamed, formatNamed } from "../request/options";
import type { Language } from "../ui/i18n";

/** What the editor set in the panel; kept on this machine. */
export interface PanelSettings {
  readonly language: Language | null;
  readonly engine: EngineChoice;
  readonly format: OutputFormat;
  readonly handles: number;
  readonly markers: boolean;
  readonly disableOriginals: boolean;
  /** Whether a render that would cover something of the editor's stays in the bin. */
  readonly keepUnder: boolean;
  /** Whether finished renders wait for a press of a button before they are placed. */
  readonly ask: boolean;
}

export const DEFAULT_SETTINGS: PanelSettings = { language: null, engine: "auto", format: "match", handles: 0, markers: true, disableOriginals: false, keepUnder: false, ask: false };

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
      markers: from.markers !== false,
      disableOriginals: from.disableOriginals === true,
      keepUnder: from.keepUnder === true,
      ask: from.ask === true,
    };
  } catch {
    return DEFAULT_SETTINGS;
  }
}
