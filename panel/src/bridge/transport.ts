import { BridgeUnreachable, isAbort } from "./errors";

export interface TransportRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query, from `/` on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long an answer may take, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface TransportReply {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | null;
}

/** One request and its whole answer. Rejects with BridgeUnreachable when none comes, with AbortError when the caller gave up. */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** Over `fetch`; `base` is an origin, or empty for the page's own. */
export function fetchTransport(base: string, send: typeof fetch = (...args) => fetch(...args)): Transport {
  return async (request) => {
    const abort = new AbortController();
    const giveUp = (): void => abort.abort();
    const timer = setTimeout(giveUp, request.timeoutMs);
    request.signal?.addEventListener("abort", giveUp);
    if (request.signal?.aborted) giveUp();
    try {
      const reply = await send(base + request.path, {
        method: request.method,
        headers: { ...request.headers },
        signal: abort.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      return { status: reply.status, text: await reply.text(), header: (name) => reply.headers.get(name) };
    } catch (thrown) {
      if (request.signal?.aborted) throw isAbort(thrown) ? thrown : aborted();
      throw new BridgeUnreachable(thrown instanceof Error ? thrown.message : String(thrown));
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", giveUp);
    }
  };
}

export function aborted(): Error {
  const error = new Error("The caller gave up");
  error.name = "AbortError";
  return error;
}
