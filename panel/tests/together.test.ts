import { expect, test, vi } from "vitest";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { Ledger } from "../src/import/ledger";
import { Batches } from "../src/state/panel/batches";
import { Timeline } from "../src/state/panel/timeline";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { F25 } from "./items";
import { TinyBridge } from "./tiny-bridge";

const RUNS = 200;

/** Numbers from 0 to 1, the same ones for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same object, whose every asynchronous answer comes some turns later. */
function uneven<T extends object>(inner: T, pass: () => Promise<void>): T {
  return new Proxy(inner, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        const answer: unknown = value.apply(target, args);
        return answer instanceof Promise ? pass().then(() => answer) : answer;
      };
    },
  });
}

test(`two batches of one sequence that end together are both placed and both remembered, in ${RUNS} orders`, async () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = randomOf(seed);
    const pass = async (): Promise<void> => {
      for (let turns = Math.floor(random() * 4); turns > 0; turns--) await Promise.resolve();
      if (random() < 0.05) await new Promise<void>((resolve) => setImmediate(resolve));
    };
    let now = 0;
    const kept = new Map<string, string>();
    const project = new FakeProject();
    project.clock = () => now;
    const sequence = project.addSequence("Cut", F25, 1, 1);
    const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
    const voice = project.addMedia({ path: "/m/voice.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
    project.put(sequence.audio[0]!, voice, { start: 0n, end: 900n * F25 });
    const items = [0, 1, 2, 3].map((i) => project.put(sequence.video[0]!, shot, { start: BigInt(i * 60) * F25, end: BigInt(i * 60 + 50) * F25 }, BigInt(i * 100) * F25));
    const host = uneven(new PremiereUxp(fakePremiere(project), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null }), pass);
    const memory = { get: async (key: string) => (await pass(), kept.get(key) ?? null), set: async (key: string, value: string) => { await pass(); kept.set(key, value); } };
    const bridge = new TinyBridge(project);
    bridge.pass = pass;
    const batches = new Batches(host, bridge.client(), memory, () => ({
      ask: false,
      patience: { totalMs: 2000, stepMs: 100, wait: async (ms) => { now += ms; await pass(); } },
      label: 3, markers: true, disableOriginals: false, keepUnder: false, markerText: (reason) => ({ name: "lost", comments: reason }),
    }));
    const timeline = new Timeline(host);
    await timeline.setVoice({ from: "track", trackIndex: 0 });
    const selections = [];
    for (const pair of [items.slice(0, 2), items.slice(2)]) {
      project.select(...pair);
      await timeline.read();
      selections.push(timeline.state.get());
    }
    await Promise.all(selections.map(({ sequence: info, selection }) => batches.send(info!, selection.clips, DEFAULT_SETTINGS)));
    await vi.waitFor(() => expect(batches.state.get().map((one) => one.phase)).toEqual(["settled", "settled"]));

    const label = `seed ${seed}`;
    expect(batches.state.get().flatMap((one) => one.sent.receipts.map((receipt) => receipt.reason ?? receipt.outcome)), label).toEqual(["placed", "placed", "placed", "placed"]);
    const renders = sequence.video.slice(1).flatMap((track) => track.items.map((item) => item.start / F25)).sort((a, b) => Number(a - b));
    expect(renders, label).toEqual([0n, 60n, 120n, 180n]);
    const remembered = await new Ledger(host, memory).load(sequence.id);
    expect(remembered.map((one) => one.receipts.length), label).toEqual([2, 2]);
    expect(JSON.parse(kept.get("placed") ?? "[]"), label).toHaveLength(4);
    expect(project.root.bins.map((one) => one.name), label).toEqual(["HeyGem Renders"]);
  }
}, 120_000);
