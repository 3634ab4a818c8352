import { render } from "preact";
import type { Way } from "../../bridge/ways";
import { takesPieces } from "../../bridge/wire";
import type { HostAdapter } from "../../hosts/host";
import { pause } from "../../bridge/retry";
import { panelEn } from "../../strings/panel-en";
import { panelZh } from "../../strings/panel-zh";
import { PanelApp } from "../../ui/panel/PanelApp";
import { Store } from "../../state/store";
import { languageOf } from "../../ui/i18n";
import { Batches, type PlacingOptions } from "../../state/panel/batches";
import { Connection } from "../../state/panel/connection";
import { Faults } from "../../state/panel/faults";
import type { PanelMemory } from "../../hosts/memory";
import { readSettings, type PanelSettings } from "../../state/panel/settings";
import { PanelSpeakers } from "../../state/panel/speakers";
import { Timeline } from "../../state/panel/timeline";

/** Cerulean in Premiere's own list of labels. */
const LABEL = 3;
const SELECTION_SETTLES_MS = 250;

export interface PanelSetup {
  readonly root: Element;
  readonly host: HostAdapter;
  /** Settings and the key to the bridge. */
  readonly memory: PanelMemory;
  /** What became of the batches: larger, and no secret. */
  readonly records: PanelMemory;
  /** The ways to a bridge at this port, best first. */
  readonly connect: (port: number, token: () => string | null) => readonly Way[];
  /** Draws the panel in the host's theme, now and when it changes. */
  readonly followTheme: () => void;
  /** Starts the installed bridge. Rejects with the reason where that cannot be asked for. */
  readonly startBridge: () => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  readonly locale: string;
}

/** Puts the panel together on a host and lets it run. A step of starting that fails is named in the panel, and the others go on. */
export async function startPanel({ root, host, memory, records, connect, followTheme, startBridge, copy, locale }: PanelSetup): Promise<void> {
  const faults = new Faults();
  await faults.attempt("theme", followTheme);
  const settings = new Store<PanelSettings>(readSettings((await faults.attempt("settings", () => memory.get("settings"))) ?? null));
  settings.watch(() => void memory.set("settings", JSON.stringify(settings.get())).catch(() => undefined));
  const language = languageOf([locale]);
  const connection = new Connection(host, memory, connect);
  const timeline = new Timeline(host, () => takesPieces(connection.state.get().capabilities), () => settings.get().transcripts);
  const batches = new Batches(host, connection.client, records, () => placingOptions(settings.get(), language), () => connection.state.get().capabilities?.mediaFolders ?? []);
  const speakers = new PanelSpeakers(connection.client, timeline);
  render(<PanelApp parts={{ host, connection, timeline, batches, speakers, settings, faults, startBridge, copy }} language={language} />, root);

  await faults.attempt("selection", () => timeline.setHandles(settings.get().handles));
  await faults.attempt("events", () => follow(host, timeline, connection, batches));
  await faults.attempt("bridge", () => connection.watch(new AbortController().signal));
}

/**
 * Takes up a sequence's batches once the bridge is there, and reads the selection again when it changes. The host's events come last:
 * where it has none, everything else still runs and "Read again" reads.
 */
function follow(host: HostAdapter, timeline: Timeline, connection: Connection, batches: Batches): void {
  let resumed = "";
  const resume = (): void => {
    const sequence = timeline.state.get().sequence;
    if (!sequence || connection.state.get().bridge !== "ready" || sequence.id === resumed) return;
    resumed = sequence.id;
    batches.resume(sequence.id).catch(() => {
      resumed = "";
    });
  };
  timeline.state.watch(() => {
    resume();
    void batches.reopened();
  });
  let before = connection.state.get().bridge;
  connection.state.watch(() => {
    const now = connection.state.get().bridge;
    const returned = now === "ready" && before !== "ready";
    before = now;
    if (returned) {
      batches.wake();
      void timeline.read(); // What the bridge can do decides what can be sent.
    }
    resume();
  });
  resume();
  let timer: ReturnType<typeof setTimeout> | undefined;
  host.onSelectionChanged(() => {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => void timeline.read(), SELECTION_SETTLES_MS);
  });
}

function placingOptions(settings: PanelSettings, language: "en" | "zh"): PlacingOptions {
  const table: Readonly<Record<string, string>> = (settings.language ?? language) === "zh" ? panelZh : panelEn;
  return {
    patience: { totalMs: 15_000, stepMs: 250, wait: pause },
    label: LABEL,
    markers: settings.markers,
    disableOriginals: settings.disableOriginals,
    keepUnder: settings.keepUnder,
    ask: settings.ask,
    markerText: (reason) => ({ name: table["marker.name"] ?? "HeyGem", comments: table[`marker.${reason}`] ?? reason }),
  };
}
