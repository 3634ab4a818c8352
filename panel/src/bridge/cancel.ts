/** How often a signal without listeners is looked at, milliseconds. */
const LOOK_MS = 100;

/** Whether signals tell of their end. UXP's do not: they know `aborted` and nothing else. */
export function hasListeners(signal: AbortSignal): boolean {
  return typeof (signal as Partial<AbortSignal>).addEventListener === "function";
}

/** Calls back once when the signal says stop, by listener where it has them, else by looking. Returns the way to leave off. */
export function whenAborted(signal: AbortSignal | undefined, stop: () => void): () => void {
  if (!signal) return () => undefined;
  if (hasListeners(signal)) {
    signal.addEventListener("abort", stop);
    return () => signal.removeEventListener("abort", stop);
  }
  const timer = setInterval(() => {
    if (!signal.aborted) return;
    clearInterval(timer);
    stop();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** What a call rejects with when its caller gave up. */
export function aborted(): Error {
  const error = new Error("The caller gave up");
  error.name = "AbortError";
  return error;
}

/** The work's answer, or a rejection as soon as the signal says stop or the time is up. What the work does afterwards is ignored. */
export function within<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal | undefined, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(late())), timeoutMs);
    const leave = whenAborted(signal, () => finish(() => reject(aborted())));
    const finish = (answer: () => void): void => {
      clearTimeout(timer);
      leave();
      answer();
    };
    work.then(
      (value) => finish(() => resolve(value)),
      (thrown: unknown) => finish(() => reject(thrown instanceof Error ? thrown : new Error(String(thrown)))),
    );
  });
}
