import { writeFile } from "node:fs/promises";
import { expect, vi } from "vitest";
import type { HostAdapter } from "../src/hosts/host";
import type { Receipt } from "../src/import/receipts";
import { Batches, type Batch, type PlacingOptions } from "../src/state/panel/batches";
import { Timeline } from "../src/state/panel/timeline";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import type { Fault } from "../../tests/fakes/premiere/failing";
import { FakeProject, type FakeItem, type FakeSequence } from "../../tests/fakes/premiere/project";
import { F25 } from "./items";
import { TinyBridge } from "./tiny-bridge";

/** What one run left behind. */
export interface Outcome {
  readonly call: string;
  readonly verdict: "as if nothing" | "placed, told apart" | "in the bin" | "not imported" | "error shown" | "nothing sent";
}

export interface Scene {
  readonly project: FakeProject;
  readonly sequence: FakeSequence;
  readonly clips: readonly FakeItem[];
  readonly fault: Fault;
  readonly kept: Map<string, string>;
  readonly open: (over?: Partial<PlacingOptions>) => { readonly batches: Batches; readonly timeline: Timeline };
}

/** Builds a scene with the host of a test; the fault is the host's. */
export function scene(fault: Fault, makeHost: (project: FakeProject, fault: Fault) => HostAdapter): Scene {
  let now = 0;
  const project = new FakeProject();
  project.clock = () => now;
  project.linkedSelection = true;
  const sequence = project.addSequence("Cut", F25, 2, 2);
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
  const voice = project.addMedia({ path: "/m/voice.wav", duration: 900n * F25, frame: F25, video: false, audio: true });
  project.put(sequence.audio[1]!, voice, { start: 0n, end: 900n * F25 });
  const clips = [0, 1].map((i) => {
    const span = { start: BigInt(i * 60) * F25, end: BigInt(i * 60 + 50) * F25 };
    project.put(sequence.audio[0]!, shot, span, BigInt(i * 100) * F25);
    return project.put(sequence.video[0]!, shot, span, BigInt(i * 100) * F25);
  });
  project.put(sequence.video[1]!, shot, { start: 70n * F25, end: 80n * F25 }, 0n, { name: "Lower third" });
  project.select(...clips, sequence.audio[1]!.items[0]!);
  const host = makeHost(project, fault);
  const bridge = new TinyBridge(project);
  const kept = new Map<string, string>();
  const records = { get: async (key: string) => kept.get(key) ?? null, set: async (key: string, value: string) => void kept.set(key, value) };
  const options: PlacingOptions = {
    patience: { totalMs: 1000, stepMs: 200, wait: async (ms) => void (now += ms) },
    label: 3, markers: true, disableOriginals: true, keepUnder: false, ask: false, markerText: (reason) => ({ name: "lost", comments: reason }),
  };
  return { project, sequence, clips, fault, kept, open: (over = {}) => ({ batches: new Batches(host, bridge.client(), records, () => ({ ...options, ...over })), timeline: new Timeline(host) }) };
}

/** Selects, sends and waits; the batch that came of it, if one was sent. */
async function sendAll(made: { batches: Batches; timeline: Timeline }): Promise<Batch | undefined> {
  await made.timeline.read();
  const { sequence, selection, error } = made.timeline.state.get();
  if (!sequence || selection.clips.length === 0) {
    expect(error !== null || selection.skipped.length > 0 || sequence === null, `nothing can be sent, and nothing is said`).toBe(true);
    return undefined;
  }
  await made.batches.send(sequence, selection.clips, DEFAULT_SETTINGS);
  return made.batches.state.get()[0];
}

export const SCENARIOS: readonly (readonly [string, (made: Scene) => Promise<Batch | undefined>])[] = [
  ["render and place", (made) => sendAll(made.open())],
  ["render, close the panel, open it, place", async (made) => {
    await sendAll(made.open({ ask: true }));
    const again = made.open();
    await again.timeline.read();
    await again.batches.resume(made.sequence.id);
    await vi.waitFor(() => expect(again.batches.state.get().every((one) => ["settled", "closed"].includes(one.phase))).toBe(true), { interval: 2 });
    return again.batches.state.get()[0];
  }],
  ["place, then remove", async (made) => {
    const panel = made.open();
    await sendAll(panel);
    const batch = panel.batches.state.get()[0];
    if (batch) await panel.batches.remove(batch);
    return panel.batches.state.get()[0];
  }],
];

const renders = (made: Scene): FakeItem[] => made.sequence.video.flatMap((track) => track.items.filter((item) => item.media.path?.startsWith("/r/")));
const isThere = (made: Scene, receipt: Receipt): boolean =>
  !!made.sequence.video[receipt.trackIndex ?? -1]?.items.some((item) => item.media.path === receipt.path && item.start === receipt.span?.start && item.end === receipt.span.end);

function judge(batch: Batch | undefined): Outcome["verdict"] {
  if (!batch) return "nothing sent";
  if (batch.error !== null) return "error shown";
  const outcomes = new Set(batch.sent.receipts.map((one) => one.outcome));
  if (outcomes.has("failed")) return "not imported";
  if (outcomes.has("imported_only")) return "in the bin";
  return batch.sent.receipts.some((one) => one.detail !== undefined) || batch.unremembered ? "placed, told apart" : "as if nothing";
}

export interface Rules {
  /** Which calls are tried; all where it says nothing. */
  readonly wanted?: (call: string, at: number) => boolean;
  /** Whether the host has no transactions: what is taken away is taken away one by one, and what an error shown leaves half done is done by asking again. */
  readonly stepwise?: boolean;
}

/** Plays a scenario once for each of the calls to fail, and holds each outcome to the rules. Answers them. */
export async function sweep(name: string, play: (made: Scene) => Promise<Batch | undefined>, make: (at: number) => Scene, own: (made: Scene) => string, rules: Rules = {}): Promise<readonly Outcome[]> {
  const whole = make(-1);
  await play(whole);
  const total = whole.fault.calls.length;
  expect(total).toBeGreaterThan(100);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < total; at++) {
    if (rules.wanted && !rules.wanted(whole.fault.calls[at] ?? "", at)) continue;
    const made = make(at);
    const before = own(made);
    const batch = await play(made).catch((thrown: unknown) => {
      throw new Error(`${at} ${made.fault.calls[at]}: ${String(thrown)}`);
    });
    const call = made.fault.calls[at] ?? "(not reached)";
    const where = `${at} ${call}`;

    expect(own(made), where).toBe(before);
    if (batch) {
      expect(["settled", "removed"], where).toContain(batch.phase);
      for (const receipt of batch.sent.receipts) expect(receipt.outcome !== "placed" || batch.phase === "removed" || (rules.stepwise && batch.error !== null) || isThere(made, receipt), `${where}: ${receipt.ref} is called placed`).toBe(true);
      if (batch.phase === "settled") {
        expect(batch.sent.receipts.length > 0 || batch.error !== null, `${where}: nothing is said`).toBe(true);
        const told = new Set(batch.sent.receipts.filter((one) => one.trackIndex !== undefined).map((one) => one.path));
        for (const item of renders(made)) expect(told.has(item.media.path ?? "") || batch.error !== null, `${where}: a render lies there that nobody tells of`).toBe(true);
        expect([...made.kept.entries()].some(([key, text]) => key.startsWith("ledger.") && text.includes(batch.sent.operationId)), `${where}: forgotten`).toBe(true);
      }
    }
    outcomes.push({ call, verdict: judge(batch) });
  }
  const table = new Map<string, number>();
  for (const one of outcomes) table.set(one.verdict, (table.get(one.verdict) ?? 0) + 1);
  const lines = [`${name}: ${total} calls`, ...[...table].map(([verdict, count]) => `  ${count} ${verdict}`), ...outcomes.filter((one) => one.verdict !== "as if nothing").map((one) => `    ${one.verdict}: ${one.call}`)];
  if (process.env.FAILURE_TABLE) await writeFile(`${process.env.FAILURE_TABLE}-${name.replace(/\W+/g, "-")}.txt`, `${lines.join("\n")}\n`);
  return outcomes;
}
