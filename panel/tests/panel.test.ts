import { beforeEach, describe, expect, test, vi } from "vitest";
import { BridgeProblem, BridgeUnreachable } from "../src/bridge/errors";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { FakeProject, type FakeSequence } from "../../tests/fakes/premiere/project";
import type { ImportOptions } from "../src/import/import";
import { loadJobs } from "../src/import/ledger";
import { Batches } from "../src/panel/batches";
import { discoveryPath, parseDiscovery } from "../src/panel/discovery";
import type { PanelMemory } from "../src/panel/memory";
import { PlacedLog } from "../src/panel/placed";
import { Timeline } from "../src/panel/timeline";
import { DEFAULT_OPTIONS } from "../src/request/options";
import { F25 } from "./items";
import { TinyBridge } from "./tiny-bridge";

describe("a batch from the selection to the timeline", () => {
  let project: FakeProject;
  let sequence: FakeSequence;
  let host: FakeHost;
  let bridge: TinyBridge;
  let now = 0;
  let kept = new Map<string, string>();
  const memory: PanelMemory = { get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value) };
  const options: ImportOptions = {
    patience: { totalMs: 2000, stepMs: 100, wait: async (ms) => void (now += ms) },
    label: 3, markers: true, disableOriginals: false, keepUnder: false, undone: new Set(), markerText: (reason) => ({ name: "lost", comments: reason }),
  };
  const batches = (): Batches => new Batches(host, bridge.client(), new PlacedLog(memory), () => options);
  const send = async (made: Batches): Promise<void> => {
    const timeline = new Timeline(host);
    await timeline.setVoice({ from: "track", trackIndex: 0 });
    const { sequence: info, selection } = timeline.state.get();
    if (!info) throw new Error("no sequence");
    await made.send(info, selection.clips, DEFAULT_OPTIONS);
  };

  beforeEach(() => {
    now = 0;
    kept = new Map();
    project = new FakeProject();
    project.clock = () => now;
    sequence = project.addSequence("Cut", F25, 1, 1);
    const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
    const voice = project.addMedia({ path: "/m/voice.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
    project.put(sequence.audio[0]!, voice, { start: 0n, end: 900n * F25 });
    project.select(...[0, 1, 2].map((i) => project.put(sequence.video[0]!, shot, { start: BigInt(i * 60) * F25, end: BigInt(i * 60 + 50) * F25 }, BigInt(i * 100) * F25)));
    host = new FakeHost(project);
    bridge = new TinyBridge(project);
  });

  test("ends with verified placements and is remembered", async () => {
    const made = batches();
    await send(made);

    expect(made.state.get()[0]).toMatchObject({ phase: "settled" });
    expect(made.state.get()[0]?.sent.receipts.map((one) => one.outcome)).toEqual(["placed", "placed", "placed"]);
    expect((await loadJobs(host, sequence.id))[0]?.receipts).toHaveLength(3);
    expect(bridge.submitted[0]).toMatchObject({ noAudio: true, fit: "cut" });
  });

  test("a panel closed after sending places when it is opened again, once", async () => {
    bridge.down = true;
    vi.useFakeTimers();
    const first = batches();
    void send(first);
    await vi.advanceTimersByTimeAsync(1000);
    expect(first.state.get()[0]?.phase).toBe("waiting");
    vi.useRealTimers();
    bridge.down = false;

    const second = batches();
    await second.resume(sequence.id);
    await vi.waitFor(() => expect(second.state.get()[0]?.phase).toBe("settled"));

    expect(sequence.video).toHaveLength(2);
    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("an answer lost on the way is asked for again under the same name", async () => {
    bridge.loseAnswer = true;
    const first = batches();
    await send(first);
    expect(first.state.get()[0]?.error).toBeInstanceOf(BridgeUnreachable);
    bridge.loseAnswer = false;

    const second = batches();
    await second.resume(sequence.id);
    await vi.waitFor(() => expect(second.state.get()[0]?.phase).toBe("settled"));

    expect(new Set(bridge.submitted.map((one) => one.idempotencyKey)).size).toBe(1);
    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("a bridge that does not know the panel for a while holds a batch up, no more", async () => {
    bridge.refuse = new BridgeProblem(401, "auth.required", "no", "hint", "r");
    const made = batches();
    await send(made);
    expect(await loadJobs(host, sequence.id)).toHaveLength(1);
    bridge.refuse = null;

    made.wake();
    await vi.waitFor(() => expect(made.state.get()[0]).toMatchObject({ phase: "settled", error: null }));

    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("a refusal is shown and leaves nothing behind", async () => {
    bridge.refuse = new BridgeProblem(403, "path.not_allowed", "no", "hint", "r");
    const made = batches();
    await send(made);

    expect(made.state.get()[0]).toMatchObject({ phase: "settled", error: { code: "path.not_allowed" } });
    expect(await loadJobs(host, sequence.id)).toEqual([]);
    expect(sequence.video).toHaveLength(1);
  });

  test("one bad clip of three does not hold the others, and a retry places it", async () => {
    bridge.failing.add("c2");
    const made = batches();
    await send(made);
    expect(made.state.get()[0]?.sent.receipts.map((one) => one.ref)).toEqual(["c1", "c3"]);

    await made.retry(made.state.get()[0]!);
    await vi.waitFor(() => expect(made.state.get()[0]?.sent.receipts).toHaveLength(3));

    expect(sequence.video).toHaveLength(2);
    expect(sequence.video[1]!.items.map((item) => item.start / F25)).toEqual([0n, 60n, 120n]);
  });

  test("what was undone by hand is not placed again by itself, only when asked for", async () => {
    await send(batches());
    const state = JSON.parse(sequence.properties.get("heygem") ?? "[]") as object[];
    sequence.properties.set("heygem", JSON.stringify(state.map((one) => ({ ...one, receipts: [] })))); // Undo takes the record back too,
    const [first] = sequence.video[1]!.items;
    sequence.video[1]!.items = [first!]; // and here stopped in the middle.
    project.edited("undo");

    const second = batches();
    await second.resume(sequence.id);
    await vi.waitFor(() => expect(second.state.get()[0]?.phase).toBe("settled"));
    expect(second.state.get()[0]?.sent.receipts.map((one) => one.reason ?? one.outcome)).toEqual(["placed", "undone", "undone"]);
    expect(sequence.video.map((track) => track.items.length)).toEqual([3, 1]);

    await second.placeAgain(second.state.get()[0]!);
    expect(sequence.video.map((track) => track.items.length)).toEqual([3, 3]);
  });

  test("removing takes the renders away, says so and is forgotten by the sequence", async () => {
    const made = batches();
    await send(made);
    await made.remove(made.state.get()[0]!);

    expect(sequence.video[1]!.items).toEqual([]);
    expect(made.state.get()).toMatchObject([{ phase: "removed", removal: { removed: 3, missing: 0, emptyTracks: [1] } }]);
    expect(await loadJobs(host, sequence.id)).toEqual([]);
  });
});

describe("finding the bridge", () => {
  test("by the file that it leaves in the user's own folder", () => {
    expect(discoveryPath("win32", "C:\\Users\\a")).toBe("C:\\Users\\a\\AppData\\Local\\HeyGem.Bridge\\bridge.json");
    expect(discoveryPath("darwin", "/Users/a")).toBe("/Users/a/Library/Application Support/HeyGem.Bridge/bridge.json");
  });

  test("only when the file is what the bridge writes", () => {
    expect(parseDiscovery('{"port":7860,"token":"t","pid":1}')).toEqual({ port: 7860, token: "t" });
    for (const text of ["", "{}", '{"port":"7860","token":"t"}', '{"port":0,"token":"t"}', '{"port":7860,"token":""}', "[]"]) expect(parseDiscovery(text), text).toBeNull();
  });
});
