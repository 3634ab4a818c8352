import { aborted, hasListeners, within } from "./cancel";
import { BridgeUnreachable, isAbort } from "./errors";

export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
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

/** Over `fetch`; `base` is an origin, or empty for the page's own. A host whose signals have no listeners gets none to deal with. */
export function fetchTransport(base: string, send: typeof fetch = (...args) => fetch(...args)): Transport {
  return (request) =>
    answered(request, async (onStop) => {
      const abort = new AbortController();
      const signal = hasListeners(abort.signal) ? { signal: abort.signal } : {};
      onStop(() => abort.abort());
      const reply = await send(base + request.path, {
        method: request.method,
        headers: { ...request.headers },
        ...signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      return { status: reply.status, text: await reply.text(), header: (name) => reply.headers.get(name) };
    });
}

/** Over `XMLHttpRequest`, which some hosts let through where they refuse `fetch`. */
export function xhrTransport(base: string, make: () => XMLHttpRequest = () => new XMLHttpRequest()): Transport {
  return (request) =>
    answered(request, (onStop) =>
      new Promise((resolve, reject) => {
        const xhr = make();
        onStop(() => xhr.abort());
        xhr.open(request.method, base + request.path, true);
        for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
        xhr.onload = () => resolve({ status: xhr.status, text: xhr.responseText, header: (name) => xhr.getResponseHeader(name) });
        xhr.onerror = () => reject(new Error(`XMLHttpRequest failed, status ${xhr.status} ${xhr.statusText}`.trim()));
        xhr.onabort = () => reject(new Error("XMLHttpRequest was aborted"));
        xhr.send(request.body ?? null);
      }));
}

/** Gives the work its time and its way to stop, and says in the transport's own words why no answer came. */
export async function answered(request: TransportRequest, work: (onStop: (stop: () => void) => void) => Promise<TransportReply>): Promise<TransportReply> {
  if (request.signal?.aborted) throw aborted();
  let stop = (): void => undefined;
  try {
    const reply = work((given) => {
      stop = given;
    });
    return await within(reply, request.timeoutMs, request.signal, () => new BridgeUnreachable(`no answer in ${request.timeoutMs} ms`));
  } catch (thrown) {
    stop();
    if (request.signal?.aborted) throw isAbort(thrown) ? thrown : aborted();
    throw thrown instanceof BridgeUnreachable ? thrown : new BridgeUnreachable(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
  }
}
