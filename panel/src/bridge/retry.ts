import { aborted, whenAborted } from "./cancel";
import { BridgeProblem, isTransient } from "./errors";

export interface RetryPolicy {
  /** Tries in all; Infinity goes on until the signal says stop. */
  readonly tries: number;
  readonly firstMs: number;
  readonly mostMs: number;
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** 0..1, spreads clients that failed together. */
  readonly random: () => number;
}

export const PATIENT: RetryPolicy = { tries: 4, firstMs: 300, mostMs: 5000, wait: pause, random: Math.random };

/** Calls again after transient failures, waiting twice as long each time, or as long as the bridge asks. Only for repeatable calls. */
export async function withRetry<T>(policy: RetryPolicy, signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (thrown) {
      if (!isTransient(thrown) || attempt >= policy.tries || signal?.aborted) throw thrown;
      const asked = thrown instanceof BridgeProblem && thrown.retryAfter !== null ? thrown.retryAfter * 1000 : 0;
      const backOff = Math.min(policy.mostMs, policy.firstMs * 2 ** (attempt - 1)) * (0.75 + policy.random() / 2);
      await policy.wait(Math.max(asked, backOff), signal);
    }
  }
}

/** Waits, or rejects with AbortError as soon as the signal says so. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(aborted());
      return;
    }
    const timer = setTimeout(() => {
      leave();
      resolve();
    }, ms);
    const leave = whenAborted(signal, () => {
      clearTimeout(timer);
      reject(aborted());
    });
  });
}
