import type { BridgeClient } from "./client";
import { BridgeProblem, isAbort, isTransient } from "./errors";
import { PATIENT, pause, type RetryPolicy } from "./retry";
import type { JobView } from "./wire";

/** What a follower sees: the job as it now is, or that the bridge does not answer at the moment. */
export type Sighting = { readonly kind: "job"; readonly job: JobView } | { readonly kind: "silent" } | { readonly kind: "gone" };

/** An answer holds every clip of its job: for each, the next is asked for so much later. */
const ITEM_MS = 4;
const MOST_REST_MS = 2000;

/**
 * So many jobs are followed by a request that the bridge holds until there is news: a browser opens six connections to it, for all that
 * it shows together. The others are asked for every two seconds.
 */
export const HELD = 2;
const held = new WeakMap<BridgeClient, number>();

export function isFinished(job: Pick<JobView, "state">): boolean {
  return job.state === "completed" || job.state === "failed" || job.state === "cancelled";
}

/**
 * Follows a job until it is finished or forgotten, by long poll. A bridge that dies is waited for as long as the caller likes: the job
 * goes on where it was when the bridge is back. Ends silently when `signal` says stop; other refusals are thrown.
 */
export async function* follow(client: BridgeClient, id: string, signal: AbortSignal, policy: RetryPolicy = PATIENT): AsyncGenerator<Sighting> {
  let since = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const holds = (held.get(client) ?? 0) < HELD;
      const job = await (holds ? hold(client, () => client.jobSince(id, since, signal)) : client.job(id, signal));
      failures = 0;
      const isNew = job.version !== since;
      if (isNew) yield { kind: "job", job };
      since = job.version;
      if (isFinished(job)) return;
      // A bridge that does not hold on must not be asked without a pause.
      const rest = Math.max(isNew ? 0 : policy.firstMs, holds ? 0 : MOST_REST_MS, Math.min(job.items.length * ITEM_MS, MOST_REST_MS));
      if (rest > 0) await policy.wait(rest, signal);
    } catch (thrown) {
      if (isAbort(thrown) || signal.aborted) return;
      if (thrown instanceof BridgeProblem && thrown.code === "job.not_found") {
        yield { kind: "gone" };
        return;
      }
      if (!isTransient(thrown)) throw thrown;
      failures += 1;
      if (failures === 1) yield { kind: "silent" };
      await policy.wait(Math.min(policy.mostMs, policy.firstMs * 2 ** Math.min(failures - 1, 10)), signal).catch(() => undefined);
    }
  }
}

async function hold<T>(client: BridgeClient, ask: () => Promise<T>): Promise<T> {
  held.set(client, (held.get(client) ?? 0) + 1);
  try {
    return await ask();
  } finally {
    held.set(client, (held.get(client) ?? 1) - 1);
  }
}

export { pause };
