import { Mutex } from "async-mutex";
import type { JobRequest } from "../bridge/wire";
import type { HostAdapter } from "../hosts/host";
import type { PanelMemory } from "../hosts/memory";
import { fromStored, toStored } from "../timeline/stored";
import type { Receipt } from "./receipts";
import type { SentClip } from "./resolve";

/** One batch as the sequence remembers it: enough to follow, place and remove it after the panel was closed. */
export interface SentJob {
  /** The bridge's id; empty between deciding to send and the bridge's answer. */
  readonly jobId: string;
  readonly operationId: string;
  readonly sequenceName: string;
  /** The request as it was sent, to be sent again under the same name when the bridge's answer was lost. */
  readonly request: JobRequest;
  readonly clips: readonly SentClip[];
  readonly receipts: readonly Receipt[];
}

const KEPT = 20;

/**
 * The batches of each sequence. The panel's own data holds them, keyed by project and sequence, so that remembering is no undo step and
 * undoing forgets nothing; the sequence holds a second copy for another machine, or for a panel that lost its data.
 */
export class Ledger {
  /** One change at a time: two batches that finish together would each write what the other had not read. */
  private readonly turn = new Mutex();

  constructor(
    private readonly host: HostAdapter,
    private readonly records: PanelMemory,
  ) {}

  /** The batches of a sequence, newest first. What cannot be read counts as none: the files are safe with the bridge. */
  async load(sequenceId: string): Promise<readonly SentJob[]> {
    const own = await this.records.get(keyOf(sequenceId)).catch(() => null);
    return readJobs(own ?? (await this.host.loadState(sequenceId).catch(() => null)));
  }

  /** Puts a batch at the front, in place of what was kept of it before. Answers whether either place keeps it. */
  remember(sequenceId: string, job: SentJob): Promise<boolean> {
    return this.change(sequenceId, (before) => [job, ...before.filter((one) => one.operationId !== job.operationId)].slice(0, KEPT));
  }

  forget(sequenceId: string, operationId: string): Promise<boolean> {
    return this.change(sequenceId, (before) => before.filter((one) => one.operationId !== operationId));
  }

  /** Writes the second copy; an undo step where the host keeps it in the project. Resolves also where it is refused. */
  async copy(sequenceId: string): Promise<void> {
    const text = toStored(await this.load(sequenceId));
    await this.host.saveState(sequenceId, text).catch(() => undefined);
  }

  private change(sequenceId: string, next: (before: readonly SentJob[]) => readonly SentJob[]): Promise<boolean> {
    return this.turn.runExclusive(async () => {
      const text = toStored(next(await this.load(sequenceId)));
      return this.records.set(keyOf(sequenceId), text).then(
        () => true,
        () => this.host.saveState(sequenceId, text).then(() => true, () => false),
      );
    });
  }
}

function keyOf(sequenceId: string): string {
  return `ledger.${sequenceId}`;
}

function readJobs(text: string | null): readonly SentJob[] {
  if (text === null) return [];
  try {
    const parsed: unknown = fromStored(text);
    return Array.isArray(parsed) ? (parsed as SentJob[]).filter((one) => typeof one?.operationId === "string" && Array.isArray(one.clips)) : [];
  } catch {
    return [];
  }
}
