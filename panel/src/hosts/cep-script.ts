import { HostError, type Pairing } from "./host";

/** What CEP gives the panel apart from the application. */
export interface CepPlatform {
  readonly label: string;
  /** Runs ExtendScript and resolves to the text it evaluates to. */
  evalScript(code: string): Promise<string>;
  readDiscovery(): Promise<Pairing | null>;
  /** Listens for the messages of ExtendScript. */
  onEvent(type: string, listener: () => void): void;
  /** ExtendScript cannot read a sequence's own properties, so state is kept with the panel. */
  readonly storage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

/** An object of an answer. */
export type Fields = Readonly<Record<string, unknown>>;

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** Calls `heygem.<name>` in the application and resolves to its value. Rejects with HostError in the application's words. */
export async function askScript(platform: CepPlatform, application: string, name: string, args: readonly unknown[]): Promise<unknown> {
  const answer = await platform.evalScript(`heygem.${name}(${args.map(literal).join(",")})`);
  let parsed: Answer;
  try {
    parsed = JSON.parse(answer) as Answer;
  } catch {
    throw new HostError(name, `${application} answered "${answer.slice(0, 120)}"`);
  }
  if (!parsed.ok) throw new HostError(name, parsed.error);
  return parsed.value;
}

/** A JavaScript literal in ASCII, which an ES3 engine reads without JSON. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new HostError("answer", "the application answered no object");
  return value as Fields;
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

export function text(from: Fields, name: string): string {
  return String(from[name] ?? "");
}
