import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { FakeProject, type FakeSequence } from "../../tests/fakes/premiere/project";
import type { PanelMemory } from "../src/hosts/memory";
import { Batches, type Batch, type PlacingOptions } from "../src/state/panel/batches";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { Timeline } from "../src/state/panel/timeline";
import { en } from "../src/strings/en";
import { panelEn } from "../src/strings/panel-en";
import { panelZh } from "../src/strings/panel-zh";
import { zh } from "../src/strings/zh";
import { speaker } from "../src/ui/i18n";
import { batchWords, rowWords } from "../src/ui/panel/words";
import { F25 } from "./items";
import { TinyBridge } from "./tiny-bridge";

/** What goes wrong around a batch, each to its end: what the editor reads in the row, and that nothing of the timeline has changed unread. */
describe("a batch in trouble ends in a sentence that says what to do", () => {
  let project: FakeProject;
  let sequence: FakeSequence;
  let host: FakeHost;
  let bridge: TinyBridge;
  let now = 0;
  let kept = new Map<string, string>();
  let own = "";
  const memory: PanelMemory = { get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value) };
  const options: PlacingOptions = {
    patience: { totalMs: 2000, stepMs: 100, wait: async (ms) => void (now += ms) },
    label: 3, markers: true, disableOriginals: false, keepUnder: false, ask: false, markerText: (reason) => ({ name: "lost", comments: reason }),
  };
  const open = (): Batches => new Batches(host, bridge.client(), memory, () => options);
  const send = async (made: Batches): Promise<Batch> => {
    const timeline = new Timeline(host);
    await timeline.setVoice({ from: "track", trackIndex: 0 });
    const { sequence: info, selection } = timeline.state.get();
    if (!info) throw new Error("no sequence");
    await made.send(info, selection.clips, DEFAULT_SETTINGS);
    return made.state.get()[0]!;
  };
  /** What the rows say, in both languages. */
  const rows = (batch: Batch, chinese = false): string[] => {
    const [t, table] = chinese ? [speaker(panelZh), { ...zh, ...panelZh }] as const : [speaker(panelEn), { ...en, ...panelEn }] as const;
    const lines = batch.sent.clips.flatMap((clip) => rowWords(batch.job?.items.find((one) => one.clientRef === clip.ref) ?? null, batch.sent.receipts.find((one) => one.ref === clip.ref) ?? null, t, table).map((line) => line.text));
    return [batchWords(batch, t), ...lines];
  };
  const expectRows = (batch: Batch, ...keys: readonly (keyof typeof panelEn | keyof typeof en)[]): void => {
    for (const key of keys) {
      const said = [{ ...en, ...panelEn }[key], { ...zh, ...panelZh }[key]];
      for (const [index, lines] of [rows(batch), rows(batch, true)].entries()) {
        const shape = said[index]!.split(/\{\w+\}/).filter((part) => part.trim() !== "");
        expect(lines.some((line) => shape.every((part) => line.includes(part))), `${key}: ${lines.join(" | ")}`).toBe(true);
      }
    }
  };
  const snapshot = (): string => project.snapshot(sequence, "/r/");

  beforeEach(() => {
    vi.useRealTimers();
    now = 0;
    kept = new Map();
    project = new FakeProject();
    project.clock = () => now;
    sequence = project.addSequence("Cut", F25, 1, 1);
    const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
    const voice = project.addMedia({ path: "/m/voice.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
    project.put(sequence.audio[0]!, voice, { start: 0n, end: 900n * F25 });
    project.select(...[0, 1].map((i) => project.put(sequence.video[0]!, shot, { start: BigInt(i * 60) * F25, end: BigInt(i * 60 + 50) * F25 }, BigInt(i * 100) * F25)));
    host = new FakeHost(project);
    bridge = new TinyBridge(project);
    own = snapshot();
  });

  test.each(["the panel is closed", "Premiere quits"])("%s while the bridge renders: the panel goes on where it was", async (what) => {
    bridge.down = true;
    vi.useFakeTimers();
    const first = open();
    void send(first);
    await vi.advanceTimersByTimeAsync(1000);
    expectRows(first.state.get()[0]!, "batch.waiting");
    vi.useRealTimers();
    bridge.down = false;
    if (what === "Premiere quits") sequence.properties.clear(); // What was not saved with the project is gone; the panel's own record is not.

    const second = open();
    await second.resume(sequence.id);
    await vi.waitFor(() => expect(second.state.get()[0]?.phase).toBe("settled"));
    expectRows(second.state.get()[0]!, "batch.done", "item.placed");
    expect(snapshot()).toBe(own);
  });

  test("the bridge is killed: the batch waits, says so, and goes on", async () => {
    bridge.down = true;
    vi.useFakeTimers();
    const made = open();
    void send(made);
    await vi.advanceTimersByTimeAsync(1000);
    expectRows(made.state.get()[0]!, "batch.waiting");
    expect(sequence.video).toHaveLength(1);
    bridge.down = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expectRows(made.state.get()[0]!, "batch.done");
    expect(snapshot()).toBe(own);
  });

  test("the disk is full: the clip says so, and the other is placed", async () => {
    bridge.failing.add("c2");
    bridge.failure = "disk.full";
    const batch = await send(open());
    expectRows(batch, "error.disk.full", "error.disk.full.next", "item.placed");
    expect(snapshot()).toBe(own);
  });

  test("a clip that waits for room on the disk says what it waits for", async () => {
    const batch = await send(open());
    const waiting: Batch = { ...batch, job: { ...batch.job!, items: batch.job!.items.map((item) => ({ ...item, state: "queued", error: { code: "disk.full", message: "m", hint: "h" } })) } };
    expectRows(waiting, "item.held");
  });

  test("the project is moved and its media relinked elsewhere: the render stays in the bin, and the row says what brings it out", async () => {
    bridge.pass = async () => {
      if (bridge.submitted.length > 0) for (const media of project.bins().flatMap((bin) => bin.media)) if (media.name === "shot.mp4") media.path = "/elsewhere/shot.mp4";
    };
    const batch = await send(open());
    expect(batch.sent.receipts.map((one) => one.outcome)).toEqual(["imported_only", "imported_only"]);
    expectRows(batch, "import.original_gone", "item.imported");
    expect(sequence.video).toHaveLength(1);
  });

  test("the sequence is deleted: nothing is placed anywhere", async () => {
    const other = project.addSequence("Other", F25, 1, 1);
    bridge.pass = async () => {
      if (bridge.submitted.length > 0 && project.sequences.includes(sequence)) project.sequences.splice(project.sequences.indexOf(sequence), 1);
    };
    const batch = await send(open());
    expectRows(batch, "import.sequence_gone");
    expect(other.video.flatMap((track) => track.items)).toEqual([]);
  });

  test("media is offline: the clip is not sent, and says why", async () => {
    for (const item of sequence.video[0]!.items) item.media.offline = true;
    const timeline = new Timeline(host);
    await timeline.setVoice({ from: "track", trackIndex: 0 });
    const { skipped, clips } = timeline.state.get().selection;
    expect([clips.length, ...skipped.map((one) => panelEn[`skip.${one.reason}`])]).toEqual([0, panelEn["skip.offline"], panelEn["skip.offline"]]);
  });

  test.each([["ensureBin", "import.host_error"], ["importFiles", "import.host_error"], ["placeOnNewTrack", "import.track_not_made"]] as const)("the project is read-only, told by %s: nothing lies on the timeline, and the row says what to do", async (call, reason) => {
    vi.spyOn(host, call).mockRejectedValue(new Error("The project is read-only"));
    const batch = await send(open());
    expect(batch.phase).toBe("settled");
    expectRows(batch, "batch.done", reason);
    expect(batch.sent.receipts.map((one) => `import.${one.reason}`)).toEqual([reason, reason]);
    expect(snapshot()).toBe(own);
    expect(sequence.video).toHaveLength(1);
  });
});
