import { beforeEach, describe, expect, test, vi } from "vitest";
import { BridgeProblem, BridgeUnreachable } from "../src/bridge/errors";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { FakeProject, type FakeSequence } from "../../tests/fakes/premiere/project";
import { Ledger } from "../src/import/ledger";
import { Batches, type PlacingOptions } from "../src/state/panel/batches";
import { discoveryPath, parseDiscovery } from "../src/state/panel/discovery";
import type { PanelMemory } from "../src/hosts/memory";
import { Timeline } from "../src/state/panel/timeline";
import { DEFAULT_SETTINGS, readSettings, within } from "../src/state/panel/settings";
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
  let options: PlacingOptions;
  const plain: PlacingOptions = {
    patience: { totalMs: 2000, stepMs: 100, wait: async (ms) => void (now += ms) },
    label: 3, markers: true, disableOriginals: false, keepUnder: false, ask: false, markerText: (reason) => ({ name: "lost", comments: reason }),
  };
  const batches = (): Batches => new Batches(host, bridge.client(), memory, () => options);
  const send = async (made: Batches): Promise<void> => {
    const timeline = new Timeline(host);
    await timeline.setVoice({ from: "track", trackIndex: 0 });
    const { sequence: info, selection } = timeline.state.get();
    if (!info) throw new Error("no sequence");
    await made.send(info, selection.clips, DEFAULT_SETTINGS);
  };

  beforeEach(() => {
    options = plain;
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
    expect((await new Ledger(host, memory).load(sequence.id))[0]?.receipts).toHaveLength(3);
    expect(bridge.submitted[0]).toMatchObject({ noAudio: true, fit: "cut", besideSource: false, items: [{ face: "auto" }, { face: "auto" }, { face: "auto" }] });
  });

  test("renders go next to the project where the bridge may write there", async () => {
    const open = (roots: readonly string[]): Batches => new Batches(host, bridge.client(), memory, () => options, () => roots);
    await send(open(["/film"]));
    await send(open(["/elsewhere"]));

    expect(bridge.submitted.map((one) => one.outputFolder)).toEqual(["/film/HeyGem Renders", undefined]);
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
    expect(await new Ledger(host, memory).load(sequence.id)).toHaveLength(1);
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
    expect(await new Ledger(host, memory).load(sequence.id)).toEqual([]);
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
    kept.delete(`ledger.${sequence.id}`); // The panel's own record is gone, and undo has
    const state = JSON.parse(sequence.properties.get("heygem") ?? "[]") as object[];
    sequence.properties.set("heygem", JSON.stringify(state.map((one) => ({ ...one, receipts: [] })))); // taken the second copy back too,
    const [first] = sequence.video[1]!.items;
    sequence.video[1]!.items = [first!]; // and here stopped in the middle.
    project.edited("undo");

    const second = batches();
    await second.resume(sequence.id);
    await vi.waitFor(() => expect(second.state.get()[0]?.phase).toBe("settled"));
    expect(second.state.get()[0]?.sent.receipts.map((one) => one.reason ?? one.outcome).sort()).toEqual(["placed", "undone", "undone"]);
    expect(sequence.video.map((track) => track.items.length)).toEqual([3, 1]);

    await second.placeAgain(second.state.get()[0]!);
    expect(sequence.video.map((track) => track.items.length)).toEqual([3, 3]);
  });

  test("what was not placed is not tried again at every opening, only when asked for", async () => {
    project.snapItem = (span) => ({ start: span.start, end: span.end + 2n * F25 }); // A host that lays everything too long,
    const trim = vi.spyOn(host, "trim").mockRejectedValue(new Error("refused")); // and trims nothing.
    await send(batches());
    const tracks = sequence.video.length;
    for (let opening = 0; opening < 3; opening++) {
      const again = batches();
      await again.resume(sequence.id);
      await vi.waitFor(() => expect(again.state.get()[0]?.phase).toBe("settled"));
      expect(again.state.get()[0]?.sent.receipts.map((one) => one.reason)).toEqual(["mismatch", "mismatch", "mismatch"]);
    }
    expect(sequence.video).toHaveLength(tracks);

    project.snapItem = (span) => span;
    trim.mockRestore();
    const last = batches();
    await last.resume(sequence.id);
    await vi.waitFor(() => expect(last.state.get()[0]?.phase).toBe("settled"));
    await last.placeAgain(last.state.get()[0]!);
    expect(last.state.get()[0]?.sent.receipts.map((one) => one.outcome)).toEqual(["placed", "placed", "placed"]);
  });

  test("a batch that no place can keep is sent all the same, and says so", async () => {
    const full = { get: async () => null, set: async () => Promise.reject(new Error("disk full")) };
    vi.spyOn(host, "saveState").mockRejectedValue(new Error("read-only project"));
    const made = new Batches(host, bridge.client(), full, () => options);
    await send(made);

    expect(made.state.get()[0]).toMatchObject({ phase: "settled", unremembered: true, error: null });
    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("renders wait to be asked for where the editor wants that", async () => {
    options = { ...plain, ask: true };
    const made = batches();
    await send(made);
    expect(made.state.get()[0]?.phase).toBe("asking");
    expect(sequence.video).toHaveLength(1);

    await made.again(made.state.get()[0]!);
    expect(made.state.get()[0]?.phase).toBe("settled");
    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("a batch whose project was closed waits for it", async () => {
    const made = batches();
    bridge.pass = async () => void (project.open = bridge.submitted.length === 0);
    await send(made);
    expect(made.state.get()[0]?.phase).toBe("closed");

    await made.reopened();
    expect(made.state.get()[0]?.phase).toBe("closed");
    bridge.pass = async () => undefined;
    project.open = true;
    await made.reopened();
    await vi.waitFor(() => expect(made.state.get()[0]?.phase).toBe("settled"));
    expect(sequence.video[1]!.items).toHaveLength(3);
  });

  test("sending is no undo step; what placing took is told to the step", async () => {
    options = { ...plain, ask: true };
    const made = batches();
    await send(made);
    expect(project.undo).toEqual([]);

    await made.again(made.state.get()[0]!);
    expect(made.state.get()[0]?.undoSteps).toBe(project.undo.length);
  });

  test("removing takes the renders away, says so and is forgotten by the sequence", async () => {
    const made = batches();
    await send(made);
    await made.remove(made.state.get()[0]!);

    expect(sequence.video[1]!.items).toEqual([]);
    expect(made.state.get()).toMatchObject([{ phase: "removed", removal: { removed: 3, missing: 0, emptyTracks: [1] } }]);
    expect(await new Ledger(host, memory).load(sequence.id)).toEqual([]);
  });
});

describe("settings", () => {
  test("are read back as they were, and out of what is not them comes the default", () => {
    const chosen = { ...DEFAULT_SETTINGS, intensity: 0.8, offsetMs: -40, face: "left", beside: true, ask: true, keepUnder: true } as const;
    expect(readSettings(JSON.stringify(chosen))).toEqual(chosen);
    expect(readSettings(JSON.stringify({ intensity: 9, offsetMs: "x", face: "third" }))).toEqual(DEFAULT_SETTINGS);
    expect([within("80", 0, 150), within("", 0, 150), within("151", 0, 150), within("a", 0, 1)]).toEqual([80, undefined, undefined, undefined]);
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
