import { expect, test } from "vitest";
import { FileSource, type CompItem, type FootageItem } from "../../tests/fakes/aftereffects/items";
import type { AVLayer } from "../../tests/fakes/aftereffects/layers";
import { AfterEffectsState } from "../../tests/fakes/aftereffects/state";
import { Fault } from "../../tests/fakes/premiere/failing";
import { FakeProject, type FakeItem, type FakeMedia, type FakeSequence } from "../../tests/fakes/premiere/project";
import { Batches, type PlacingOptions } from "../src/state/panel/batches";
import { Timeline } from "../src/state/panel/timeline";
import { ticksAt } from "../src/hosts/aftereffects/read";
import { afterEffectsHost } from "./after-effects";
import { SCENARIOS, sweep, type Scene } from "./failing-scene";
import { F25 } from "./items";
import { TinyBridge } from "./tiny-bridge";

/** What changes something is all tried; of the reads, which are many and alike, every so many. `NIGHTLY=1` tries all. */
const EVERY = process.env.NIGHTLY ? 1 : 29;
const CHANGES = /=$|\.(addFolder|begin|duplicate|end|import|move|remove|replace|set)\w*\(\)/i;

const pathOf = (layer: AVLayer): string => {
  const main = (layer.source as FootageItem | null)?.mainSource;
  return main instanceof FileSource ? (main.file?.fsName ?? "") : "";
};

/** The composition as the rules look at sequences: each layer is a track, by its id. */
function asSequence(comp: CompItem, id: string): FakeSequence {
  const clock = { frame: F25, seconds: comp.frameDuration };
  const media = (path: string): FakeMedia => ({ id: "", name: path, path, file: null, label: 0, marks: null, part: null, offline: false, nested: false, multicam: false, merged: false });
  const tracks = (): FakeSequence["video"] => {
    const made: FakeSequence["video"] = [];
    for (const layer of comp.stack as AVLayer[]) {
      const item = { name: layer.name, media: media(pathOf(layer)), start: ticksAt(layer.inPoint, clock), end: ticksAt(layer.outPoint, clock) } as FakeItem;
      made[layer.id] = { id: layer.id, name: "", items: [item] };
    }
    return made;
  };
  return { id, name: comp.name, frame: F25, zeroPoint: 0n, dropFrame: false, get video() { return tracks(); }, audio: [], markers: [], properties: new Map() };
}

const states = new WeakMap<Scene, AfterEffectsState>();

function make(at: number, traps: Partial<AfterEffectsState> = {}): Scene {
  const fault = new Fault(at);
  const state = Object.assign(new AfterEffectsState(), traps);
  let now = 0;
  const comp = state.addComp("Shot 12", 25, 60);
  const shot = state.addFootage("/m/shot.mp4", { rate: 25, seconds: 100, video: true, audio: true });
  const voice = state.addLayer(comp, state.addFootage("/m/voice.wav", { rate: 25, seconds: 36, video: false, audio: true }));
  const layers = [0, 1].map((i) => state.addLayer(comp, shot).lay(i * 2.4 - i * 4, i * 2.4, i * 2.4 + 2));
  state.addLayer(comp, null, "Title").lay(0, 2.8, 3.2);
  for (const one of [...layers, voice]) one.selected = true;
  const project = Object.assign(new FakeProject(), { disk: state.disk }); // The bridge puts what it made onto this disk.
  const host = afterEffectsHost(state, fault);
  const kept = new Map<string, string>();
  const records = { get: async (key: string) => kept.get(key) ?? null, set: async (key: string, value: string) => void kept.set(key, value) };
  const bridge = new TinyBridge(project);
  const options: PlacingOptions = {
    patience: { totalMs: 1000, stepMs: 200, wait: async (ms) => void (now += ms) },
    label: 3, markers: true, disableOriginals: true, keepUnder: false, ask: false, markerText: (reason) => ({ name: "lost", comments: reason }),
  };
  const sequence = asSequence(comp, `${encodeURIComponent("xmp.did:1f2e")}/${comp.id}`);
  const open = (over: Partial<PlacingOptions> = {}) => ({ batches: new Batches(host, bridge.client(), records, () => ({ ...options, ...over })), timeline: new Timeline(host) });
  const scene: Scene = { project, sequence, clips: [], fault, kept, open };
  states.set(scene, state);
  return scene;
}

const layersOf = (scene: Scene): AVLayer[] => (states.get(scene)?.activeItem as CompItem).stack as AVLayer[];

/** Every layer but the renders, with what the editor made of it. That a group is open, or dialogs are kept back, would be the editor's too. */
function own(scene: Scene, oldest = Number.MAX_SAFE_INTEGER): string {
  const state = states.get(scene);
  const layers = layersOf(scene).filter((one) => !pathOf(one).startsWith("/r/")).sort((a, b) => a.id - b.id).slice(0, oldest);
  return JSON.stringify([state?.groups, layers.map((one) => [one.id, one.name, pathOf(one), one.startTime, one.inPoint, one.outPoint, one.isLocked])]);
}

test.each(SCENARIOS)("every read, write and call to After Effects failing once: %s: never a hang, never a lost batch, never a wrong \"placed\", and the editor's own layers as they were", async (name, play) => {
  const outcomes = await sweep(`after effects ${name}`, play, (at) => make(at), (made) => own(made), { stepwise: true, wanted: (call, at) => CHANGES.test(call) || at % EVERY === 0 });
  expect(outcomes.some((one) => one.verdict === "as if nothing")).toBe(true);
  expect(outcomes.some((one) => ["in the bin", "error shown"].includes(one.verdict))).toBe(true);
}, 300_000);

test.each(SCENARIOS)("and where a layer that was made cannot be taken off again, it is told: %s", async (name, play) => {
  const told = async (made: Scene): ReturnType<typeof play> => {
    const batch = await play(made);
    const more = layersOf(made).filter((one) => !pathOf(one).startsWith("/r/")).length > 4;
    expect(!more || batch?.error || batch?.sent.receipts.some((one) => one.reason === "left_beside")).toBeTruthy();
    return batch;
  };
  await sweep(`after effects kept ${name}`, told, (at) => make(at, { keepLayers: true }), (made) => own(made, 4), { stepwise: true, wanted: (call) => /AVLayer\.(\w+=|(move|replace)\w*\(\))$/.test(call) });
}, 300_000);
