/** What the bridge says when it refuses: `application/problem+json`. A code this panel does not know is shown as it is. */
export class BridgeProblem extends Error {
  override readonly name = "BridgeProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly hint: string,
    readonly requestId: string,
    /** Seconds the bridge asks to wait, or null. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }
}

/** Nobody answers: the bridge is not running, went away, or took longer than the call allows. */
export class BridgeUnreachable extends Error {
  override readonly name = "BridgeUnreachable";
}

/** Something answers that is not the bridge, or speaks another version of its API. */
export class BridgeMismatch extends Error {
  override readonly name = "BridgeMismatch";
}

/** Somebody gave up waiting on purpose. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "AbortError";
}

/** Whether the same call may be made again and do better. Only for calls that are safe to repeat. */
export function isTransient(thrown: unknown): boolean {
  if (thrown instanceof BridgeUnreachable) return true;
  return thrown instanceof BridgeProblem && [429, 502, 503, 504].includes(thrown.status);
}

/** Reads a refusal; an answer without the bridge's own shape still tells its status. */
export function readProblem(status: number, text: string, retryAfter: string | null): BridgeProblem {
  let body: Readonly<Record<string, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) body = parsed as Readonly<Record<string, unknown>>;
  } catch {
    // The status alone has to do.
  }
  const read = (name: string): string => (typeof body[name] === "string" ? body[name] : "");
  const seconds = retryAfter !== null && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : null;
  return new BridgeProblem(status, read("code") || `http.${status}`, read("detail") || read("title"), read("hint"), read("requestId"), seconds);
}
