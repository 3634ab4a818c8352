import { afterEffectsGlobals } from "../../tests/fakes/aftereffects/engine";
import { FileSource, type CompItem, type FootageItem } from "../../tests/fakes/aftereffects/items";
import type { AVLayer } from "../../tests/fakes/aftereffects/layers";
import { AfterEffectsState } from "../../tests/fakes/aftereffects/state";
import { Fault } from "../../tests/fakes/premiere/failing";
import { buildExtendScript } from "../scripts/extendscript";
import { AfterEffects } from "../src/hosts/aftereffects/adapter";
import { ownMedia } from "../src/import/bins";
import { importRenders, type FinishedRender, type ImportOptions } from "../src/import/import";
import type { ImportReport } from "../src/import/receipts";
import type { SentClip } from "../src/import/resolve";
import { sentClip } from "../src/request/timeline-request";
import { selectClips, type ClipSelection, type Selection } from "../src/timeline/select";
import { pathKey } from "../src/timeline/track-item";
import type { VoiceChoice } from "../src/timeline/voice";
import { engineOver } from "./bare-engine";

const script = buildExtendScript();

/** The adapter over the built script in a bare engine. */
export function afterEffectsHost(state: AfterEffectsState, fault = new Fault(-1)): AfterEffects {
  const evaluate = engineOver(afterEffectsGlobals(state, fault), script);
  const store = new Map<string, string>();
  return new AfterEffects({
    label: "After Effects 25 (CEP)", evalScript: async (code) => evaluate(code), readDiscovery: async () => null, onEvent: () => undefined,
    storage: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) },
  });
}

/** A composition of 25 frames a second with a shot, a voice under it, and what a bridge would make of selected layers. */
export class LayerScene {
  readonly state = new AfterEffectsState();
  readonly host: AfterEffects;
  readonly comp: CompItem;
  readonly shot: FootageItem;
  readonly voice: AVLayer;
  private now = 0;

  constructor({ rate = 25, shotRate = 25, seconds = 60 } = {}) {
    this.host = afterEffectsHost(this.state);
    this.comp = this.state.addComp("Shot 12", rate, seconds);
    this.shot = this.state.addFootage("/media/shot.mov", { rate: shotRate, seconds: 200, video: true, audio: true });
    this.voice = this.state.addLayer(this.comp, this.state.addFootage("/media/voice.wav", { rate: 25, seconds: 100, video: false, audio: true }));
  }

  /** A layer of the shot that is seen from `from` to `to` and shows the file from `at` on, all in seconds. */
  layer(from: number, to: number, at: number, name = "shot.mov"): AVLayer {
    return this.state.addLayer(this.comp, this.shot, name).lay(from - at, from, to);
  }

  async select(layers: readonly AVLayer[], voice: VoiceChoice = { from: "selection" }, handles = 0): Promise<Selection> {
    for (const one of this.comp.stack) one.selected = layers.includes(one as AVLayer);
    const info = await this.host.activeSequence();
    if (!info) throw new Error("no composition");
    const own = new Set((await ownMedia(this.host, info.id)).map((one) => pathKey(one.path)));
    const items = await this.host.selection();
    const audio = voice.from === "track" ? await this.host.items(info.id) : items;
    return selectClips(items.filter((one) => one.kind === "video"), {
      voice, handles, sequenceFrame: info.frame, audio: audio.filter((one) => one.kind === "audio"), isOwnRender: (path) => own.has(pathKey(path)),
    });
  }

  /** What the bridge would give back of these: video-only files of the frames that were asked for. */
  renders(clips: readonly ClipSelection[], take = 1): { sent: SentClip[]; renders: FinishedRender[] } {
    const sent = clips.map(sentClip);
    const renders = sent.map((one): FinishedRender => {
      const path = `/r/${take}-${one.ref}.mov`;
      this.state.disk.set(path, { path, duration: one.frames * one.frame, frame: one.frame, video: true, audio: false });
      return { ref: one.ref, path, frames: one.frames, keptRanges: [] };
    });
    return { sent, renders };
  }

  async bring(sent: readonly SentClip[], renders: readonly FinishedRender[], over: Partial<ImportOptions> = {}): Promise<ImportReport> {
    const options: ImportOptions = {
      patience: { totalMs: 300, stepMs: 100, wait: async (ms) => void (this.now += ms) }, label: 3, markers: true, disableOriginals: false, keepUnder: false, undone: new Set(),
      markerText: (reason) => ({ name: "Face lost", comments: reason }), ...over,
    };
    return importRenders(this.host, { sequenceId: await this.id(), sequenceName: "Shot 12", clips: sent }, renders, options);
  }

  /** Selects, renders and places. */
  async place(layers: readonly AVLayer[], over: Partial<ImportOptions> = {}, handles = 0): Promise<ImportReport> {
    const { clips } = await this.select([...layers, this.voice], { from: "selection" }, handles);
    const { sent, renders } = this.renders(clips);
    return this.bring(sent, renders, over);
  }

  async id(): Promise<string> {
    const info = await this.host.activeSequence();
    if (!info) throw new Error("no composition");
    return info.id;
  }

  /** The stack from the top, by what a layer shows. */
  stack(): string[] {
    return this.comp.stack.map((one) => {
      const source = (one as AVLayer).source;
      return source && "mainSource" in source && (source as FootageItem).mainSource instanceof FileSource ? (((source as FootageItem).mainSource as FileSource).file?.fsName ?? "missing") : one.name;
    });
  }
}
