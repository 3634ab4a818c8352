import { Mutex } from "async-mutex";
import type { BridgeClient } from "../../bridge/client";
import { BridgeProblem, BridgeUnreachable, isAbort } from "../../bridge/errors";
import { follow, isFinished } from "../../bridge/follow";
import type { JobView } from "../../bridge/wire";
import type { HostAdapter, SequenceInfo } from "../../hosts/host";
import { importRenders, type FinishedRender, type ImportOptions } from "../../import/import";
import { Ledger, type SentJob } from "../../import/ledger";
import { removeRenders, type Removal } from "../../import/remove";
import { newOperationId } from "../../request/operation-id";
import { rendersFolder } from "../../request/output-folder";
import { sentClip, timelineRequest, type TimelineOptions } from "../../request/timeline-request";
import type { ClipSelection } from "../../timeline/select";
import { Store } from "../store";
import type { PanelMemory } from "../../hosts/memory";
import { PlacedLog } from "./placed";

export interface Batch {
  readonly sequenceId: string;
  readonly sent: SentJob;
  /** As the bridge last told it; null before its first word. */
  readonly job: JobView | null;
  readonly phase: "sending" | "rendering" | "waiting" | "asking" | "closed" | "placing" | "settled" | "lost" | "removed";
  /** How many undo steps the last placing took. */
  readonly undoSteps: number;
  /** What was taken off the timeline, once the editor asked for that. */
  readonly removal: Removal | null;
  /** Whether no place keeps it: a panel that is closed before it is done will not know of it. */
  readonly unremembered: boolean;
  readonly error: unknown;
}

/** What the editor wants done with finished renders. */
export interface PlacingOptions extends Omit<ImportOptions, "undone"> {
  /** Whether renders wait for a press of a button before they are placed. */
  readonly ask: boolean;
}

/** Why a drawn stretch is worth a look; the other reasons are kept ranges already. */
const DRAWN = ["partly_covered", "far_turned", "blurred"];

const FRESH = { job: null, undoSteps: 0, removal: null, unremembered: false, error: null } as const;

/** Every batch of the sequence in front, from sending to verified placement. */
export class Batches {
  readonly state = new Store<readonly Batch[]>([]);
  private readonly running = new Map<string, AbortController>();
  /**
   * One batch at a time edits the project. Sequences share their bins, their undo history and the host's
   * objects, which die with every edit; so one turn serves all of them.
   */
  private readonly turn = new Mutex();
  private readonly ledger: Ledger;
  private readonly placedLog: PlacedLog;

  constructor(
    private readonly host: HostAdapter,
    private readonly client: BridgeClient,
    records: PanelMemory,
    private readonly options: () => PlacingOptions,
    /** Folders that the bridge may use; none while it has not said. */
    private readonly mediaFolders: () => readonly string[] = () => [],
  ) {
    this.ledger = new Ledger(host, records);
    this.placedLog = new PlacedLog(records);
  }

  /** Takes up what the sequence remembers: sends again what was not acknowledged, follows what is not done, places what is not placed. */
  async resume(sequenceId: string): Promise<void> {
    const kept = await this.ledger.load(sequenceId);
    for (const sent of kept) {
      if (this.state.get().some((one) => one.sent.operationId === sent.operationId)) continue;
      this.put({ ...FRESH, sequenceId, sent, phase: "rendering" });
      void this.run(sequenceId, sent);
    }
  }

  async send(sequence: SequenceInfo, clips: readonly ClipSelection[], options: TimelineOptions): Promise<void> {
    const operationId = newOperationId();
    const request = timelineRequest(operationId, sequence.name, clips, options, rendersFolder(sequence.projectPath, this.mediaFolders()));
    const sent: SentJob = { jobId: "", operationId, sequenceName: sequence.name, clips: clips.map(sentClip), request, receipts: [] };
    this.put({ ...FRESH, sequenceId: sequence.id, sent, phase: "sending" });
    await this.remember(sequence.id, sent);
    await this.run(sequence.id, sent);
  }

  async cancel(batch: Batch, itemId?: string): Promise<void> {
    await this.act(batch, async () => {
      if (itemId !== undefined) await this.client.cancelItem(itemId);
      else if (batch.sent.jobId) await this.client.cancelJob(batch.sent.jobId);
    });
  }

  async retry(batch: Batch): Promise<void> {
    await this.act(batch, async () => {
      const job = await this.client.retryJob(batch.sent.jobId);
      this.change(batch.sent.operationId, { job, phase: "rendering" });
      void this.run(batch.sequenceId, batch.sent);
    });
  }

  /** Shows a finished file in the host's source monitor. */
  async preview(batch: Batch, path: string): Promise<void> {
    await this.act(batch, () => this.host.preview(path));
  }

  /** Takes our renders off the timeline. The sequence forgets the batch; what was done is shown until the editor has read it. */
  async remove(batch: Batch): Promise<void> {
    await this.act(batch, async () => {
      const removal = await this.turn.runExclusive(async () => {
        const made = await removeRenders(this.host, batch.sequenceId, batch.sent.receipts);
        await this.ledger.forget(batch.sequenceId, batch.sent.operationId);
        await this.ledger.copy(batch.sequenceId);
        return made;
      });
      this.change(batch.sent.operationId, { phase: "removed", removal, undoSteps: 0, sent: { ...batch.sent, receipts: [] } });
    });
  }

  async forget(batch: Batch): Promise<void> {
    this.running.get(batch.sent.operationId)?.abort();
    await this.ledger.forget(batch.sequenceId, batch.sent.operationId);
    this.state.set((before) => before.filter((one) => one.sent.operationId !== batch.sent.operationId));
  }

  /** The bridge is back, or knows us again: goes on with what stopped for want of it. */
  wake(): void {
    for (const batch of this.state.get()) {
      if (waits(batch.error)) void this.goOn(batch, false);
    }
  }

  /** A project may have been opened: places what waited for that. */
  async reopened(): Promise<void> {
    for (const batch of this.state.get()) {
      if (batch.phase === "closed" && (await this.host.isOpen(batch.sequenceId).catch(() => false))) void this.goOn(batch, false);
    }
  }

  /** Tries again what failed on the way to the bridge or into the project, and places what waited to be asked for. */
  async again(batch: Batch): Promise<void> {
    await this.goOn(batch, true);
  }

  /** Lays renders again that were placed once and undone. */
  async placeAgain(batch: Batch): Promise<void> {
    await this.act(batch, () => this.placedLog.forget(batch.sent.operationId));
    await this.again(batch);
  }

  private async goOn(batch: Batch, asked: boolean): Promise<void> {
    this.change(batch.sent.operationId, { error: null });
    await this.run(batch.sequenceId, batch.sent, asked);
  }

  private async run(sequenceId: string, given: SentJob, asked = false): Promise<void> {
    const { operationId } = given;
    if (this.running.has(operationId)) return;
    const abort = new AbortController();
    this.running.set(operationId, abort);
    let sent = given;
    try {
      if (sent.jobId === "") {
        const job = await this.client.submit(sent.request, abort.signal);
        sent = { ...sent, jobId: job.id };
        this.change(operationId, { sent, job, phase: "rendering" });
        await this.remember(sequenceId, sent);
      }
      for await (const sighting of follow(this.client, sent.jobId, abort.signal)) {
        if (sighting.kind === "gone") this.change(operationId, { phase: sent.receipts.length > 0 ? "settled" : "lost" });
        if (sighting.kind === "silent") this.change(operationId, { phase: "waiting" });
        if (sighting.kind === "job") {
          this.change(operationId, { job: sighting.job, phase: "rendering" });
          if (isFinished(sighting.job)) await this.finish(sequenceId, sent, sighting.job, asked);
        }
      }
    } catch (thrown) {
      if (isAbort(thrown)) return;
      const refused = thrown instanceof BridgeProblem && !waits(thrown) && sent.jobId === "";
      this.change(operationId, { error: thrown, phase: waits(thrown) ? "waiting" : "settled" });
      if (refused) await this.ledger.forget(sequenceId, operationId);
    } finally {
      this.running.delete(operationId);
    }
  }

  private async remember(sequenceId: string, sent: SentJob): Promise<void> {
    this.change(sent.operationId, { unremembered: !(await this.ledger.remember(sequenceId, sent)) });
  }

  /** What has a receipt is done, placed or not, until the editor asks again: else every opening would try anew, and leave its mark. */
  private async finish(sequenceId: string, sent: SentJob, job: JobView, asked: boolean): Promise<void> {
    const done = sent.receipts.filter((one) => one.outcome === "placed" || !asked);
    const renders = job.items.flatMap((item): FinishedRender[] => {
      const path = item.output?.path;
      if (item.state !== "completed" || !path || !item.clientRef || done.some((one) => one.ref === item.clientRef && one.path === path)) return [];
      return [{ ref: item.clientRef, path, frames: null, keptRanges: [...item.keptRanges, ...(item.moments ?? []).filter((moment) => DRAWN.includes(moment.reason))] }];
    });
    if (renders.length === 0) this.change(sent.operationId, { phase: "settled" });
    else if (this.options().ask && !asked) this.change(sent.operationId, { phase: "asking" });
    else if (!(await this.host.isOpen(sequenceId))) this.change(sent.operationId, { phase: "closed" });
    else {
      this.change(sent.operationId, { phase: "placing" });
      const withFrames = await Promise.all(renders.map((one) => this.counted(one, job)));
      await this.turn.runExclusive(() => this.place(sequenceId, sent, withFrames));
      this.change(sent.operationId, { phase: "settled" });
    }
  }

  private async place(sequenceId: string, sent: SentJob, renders: readonly FinishedRender[]): Promise<void> {
    const options: ImportOptions = { ...this.options(), undone: await this.placedLog.of(sent.operationId) };
    const report = await importRenders(this.host, { sequenceId, sequenceName: sent.sequenceName, clips: sent.clips }, renders, options);
    const fresh = new Set(report.receipts.map((one) => one.ref));
    const done: SentJob = { ...sent, receipts: [...sent.receipts.filter((one) => !fresh.has(one.ref)), ...report.receipts] };
    this.change(sent.operationId, { sent: done });
    await this.placedLog.add(sent.operationId, report.receipts.flatMap((one) => (one.outcome === "placed" ? [one.ref] : [])));
    await this.remember(sequenceId, done);
    await this.ledger.copy(sequenceId);
    this.change(sent.operationId, { undoSteps: this.host.edits - report.editsBefore });
  }

  /** The report tells how many frames the file really has: a voice that ended early makes fewer. */
  private async counted(render: FinishedRender, job: JobView): Promise<FinishedRender> {
    const item = job.items.find((one) => one.clientRef === render.ref);
    if (!item) return render;
    const report = await this.client.report(item.id).catch(() => null);
    return report ? { ...render, frames: BigInt(report.frames) } : render;
  }

  private async act(batch: Batch, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.change(batch.sent.operationId, { error: thrown });
    }
  }

  private put(batch: Batch): void {
    this.state.set((before) => [batch, ...before]);
  }

  private change(operationId: string, part: Partial<Batch>): void {
    this.state.set((before) => before.map((one) => (one.sent.operationId === operationId ? { ...one, ...part } : one)));
  }
}

/** Whether the trouble ends by itself once the bridge is there and knows the panel. */
function waits(thrown: unknown): boolean {
  return thrown instanceof BridgeUnreachable || (thrown instanceof BridgeProblem && thrown.status === 401);
}
