import type { Transport, TransportReply, TransportRequest } from "../../bridge/transport";
import type { PanelMemory } from "../../hosts/memory";
import type { Ask } from "../../hosts/remote";
import { fromStored, toStored } from "../../timeline/stored";

/** What the main process does for the window apart from Resolve. */
export interface Services {
  readonly label: string;
  readonly locale: string;
  readonly memory: PanelMemory;
  readonly records: PanelMemory;
  readonly transport: (port: number) => Transport;
  readonly startBridge: () => Promise<void>;
  readonly copy: (text: string) => void;
}

/** The window's side of them. */
export interface RemoteServices extends Omit<Services, "transport" | "copy"> {
  readonly transport: (port: number) => Transport;
  readonly copy: (text: string) => Promise<void>;
}

/** An answer's headers that the panel reads. */
const HEADERS = ["Retry-After"];

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };
type PlainReply = Omit<TransportReply, "header"> & { readonly headers: Readonly<Record<string, string | null>> };

/** Answers what a window asks, of Resolve by `host`, of all else by itself. Never rejects. */
export function serveWindow(services: Services, host: Ask): Ask {
  return async (question) => {
    try {
      const { to, args } = fromStored(question) as { readonly to: string; readonly args: readonly unknown[] };
      if (to === "host") return await host(String(args[0]));
      return toStored({ ok: true, value: (await answer(services, to, args)) ?? null } satisfies Answer);
    } catch (thrown) {
      return toStored({ ok: false, error: thrown instanceof Error ? thrown.message : String(thrown) } satisfies Answer);
    }
  };
}

async function answer({ label, locale, memory, records, transport, startBridge, copy }: Services, to: string, args: readonly unknown[]): Promise<unknown> {
  const [first, second] = args;
  switch (to) {
    case "about":
      return { label, locale };
    case "memory.get":
      return memory.get(String(first));
    case "memory.set":
      return memory.set(String(first), String(second));
    case "records.get":
      return records.get(String(first));
    case "records.set":
      return records.set(String(first), String(second));
    case "start":
      return startBridge();
    case "copy":
      return copy(String(first));
    case "send": {
      const reply = await transport(Number(first))({ ...(second as TransportRequest), signal: undefined });
      return { status: reply.status, text: reply.text, headers: Object.fromEntries(HEADERS.map((name) => [name.toLowerCase(), reply.header(name)])) } satisfies PlainReply;
    }
    default:
      throw new Error(`there is no "${to}"`);
  }
}

/** A question's words for Resolve's side. */
export function askHost(ask: Ask): Ask {
  return (question) => ask(toStored({ to: "host", args: [question] }));
}

/** The main process as the window has it. `answered` keeps time and the signal, which cannot go with a question. */
export async function remoteServices(ask: Ask, answered: (request: TransportRequest, work: () => Promise<TransportReply>) => Promise<TransportReply>): Promise<RemoteServices> {
  const call = async <T>(to: string, ...args: readonly unknown[]): Promise<T> => {
    const told = fromStored(await ask(toStored({ to, args }))) as Answer;
    if (!told.ok) throw new Error(told.error);
    return told.value as T;
  };
  const memory = (name: string): PanelMemory => ({ get: (key) => call(`${name}.get`, key), set: (key, value) => call(`${name}.set`, key, value) });
  const about = await call<{ readonly label: string; readonly locale: string }>("about");
  return {
    ...about, memory: memory("memory"), records: memory("records"), startBridge: () => call("start"), copy: (text) => call("copy", text),
    transport: (port) => (request) =>
      answered(request, async () => {
        const { signal: _signal, ...plain } = request;
        const { status, text, headers } = await call<PlainReply>("send", port, plain);
        return { status, text, header: (name) => headers[name.toLowerCase()] ?? null };
      }),
  };
}
