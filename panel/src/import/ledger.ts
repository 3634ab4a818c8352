import type { JobRequest } from "../bridge/wire";
import type { HostAdapter } from "../hosts/host";
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

/** Reads the batches kept with a sequence, newest first. What cannot be read counts as none: the files are safe with the bridge. */
export async function loadJobs(host: HostAdapter, sequenceId: string): Promise<readonly SentJob[]> {
  const text = await host.loadState(sequenceId);
  if (text === null) return [];
  try {
    const parsed: unknown = JSON.parse(text, revive);
    return Array.isArray(parsed) ? (parsed as SentJob[]).filter((one) => typeof one?.operationId === "string" && Array.isArray(one.clips)) : [];
  } catch {
    return [];
  }
}

/** Puts a batch at the front, in place of what was kept of it before. */
export async function rememberJob(host: HostAdapter, sequenceId: string, job: SentJob): Promise<void> {
  const others = (await loadJobs(host, sequenceId)).filter((one) => one.operationId !== job.operationId);
  await host.saveState(sequenceId, JSON.stringify([job, ...others].slice(0, KEPT), replace));
}

export async function forgetJob(host: HostAdapter, sequenceId: string, operationId: string): Promise<void> {
  const others = (await loadJobs(host, sequenceId)).filter((one) => one.operationId !== operationId);
  await host.saveState(sequenceId, JSON.stringify(others, replace));
}

/** JSON has no whole numbers of this size: ticks travel as marked text. */
function replace(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? { $ticks: value.toString() } : value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value === "object" && value !== null && "$ticks" in value && typeof value.$ticks === "string") return BigInt(value.$ticks);
  return value;
}
