import { BridgeUnreachable } from "./errors";
import { answered, type Transport, type TransportReply, type TransportRequest } from "./transport";

/** The token of the moment; both ways here carry it with every request, also with those that need none over HTTP. */
export type Key = () => string | null;

const SUBPROTOCOL = "heygem";
const LOOK_MS = 150;
/** How soon a bridge that is there takes up a file. */
const TAKEN_MS = 2500;

interface Carried {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Over a WebSocket, which some hosts let through where they refuse `fetch` and `XMLHttpRequest`. One socket a request. */
export function socketTransport(port: number, key: Key, make: (url: string, protocols: string[]) => WebSocket = (url, protocols) => new WebSocket(url, protocols)): Transport {
  return (request) =>
    answered(request, (onStop) =>
      new Promise((resolve, reject) => {
        const socket = make(`ws://127.0.0.1:${port}/api/v1/socket`, [SUBPROTOCOL, needed(key)]);
        onStop(() => socket.close());
        socket.onopen = () => socket.send(JSON.stringify(call(request)));
        socket.onmessage = ({ data }: { readonly data: unknown }) => {
          resolve(read(String(data)));
          socket.close();
        };
        socket.onerror = () => reject(new Error("WebSocket failed"));
        socket.onclose = ({ code, reason }: { readonly code: number; readonly reason: string }) => reject(new Error(`WebSocket closed, code ${code} ${reason}`.trim()));
      }));
}

/** Files in the bridge's mailbox, by name. `read` gives null where there is none. */
export interface MailboxFiles {
  write(name: string, text: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  read(name: string): Promise<string | null>;
  remove(name: string): Promise<void>;
}

/** By files in the bridge's data folder, for a host that lets nothing onto the network. `name` makes 32 hexadecimal digits. */
export function mailboxTransport(files: MailboxFiles, key: Key, name: () => string, wait: (ms: number) => Promise<void> = pause): Transport {
  return (request) =>
    answered(request, async (onStop) => {
      const id = name();
      let stopped = false;
      onStop(() => {
        stopped = true;
      });
      const token = needed(key);
      await files.write(`${id}.part`, JSON.stringify({ token, ...call(request) }));
      await files.rename(`${id}.part`, `${id}.request`);
      for (let waited = 0; !stopped; waited += LOOK_MS) {
        await wait(LOOK_MS);
        const text = await files.read(`${id}.answer`);
        if (text !== null) {
          await files.remove(`${id}.answer`).catch(() => undefined); // The bridge sweeps what stays.
          return read(text);
        }
        if (waited > TAKEN_MS && (await files.read(`${id}.request`)) !== null) break;
      }
      await files.remove(`${id}.request`).catch(() => undefined); // Taken up in this moment, or gone with its folder.
      throw new Error("nobody takes up files in the mailbox");
    });
}

function call({ method, path, body }: TransportRequest): { readonly method: string; readonly path: string; readonly body?: string } {
  return { method, path, ...(body === undefined ? {} : { body }) };
}

function needed(key: Key): string {
  const token = key();
  if (token === null) throw new BridgeUnreachable("this way needs the key of bridge.json or of a pairing");
  return token;
}

function read(text: string): TransportReply {
  const { status, headers, text: body } = JSON.parse(text) as Carried;
  return { status, text: body, header: (name) => headers[name] ?? null };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
