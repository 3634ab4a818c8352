import { BridgeMismatch, BridgeProblem, BridgeUnreachable } from "../bridge/errors";
import type { ErrorView } from "../bridge/wire";
import { FileLost } from "../hosts/file-lost";
import { HostError } from "../hosts/host";
import { PathRefused } from "../request/path-refused";
import type { Language } from "../strings/language";
import type { Say } from "./i18n";

/** An error as it is shown: what happened, what to do, and how to find it in a log. */
export interface ShownError {
  readonly title: string;
  /** The bridge's or the host's own sentence, naming the file or value; may be empty. */
  readonly detail: string;
  readonly next: string;
  readonly code: string;
  readonly requestId: string;
  /** Whether the table has its own text for the code. */
  readonly known: boolean;
}

/** Whether the detail only repeats, in English, what the page has said in its own language: then it steps aside. */
export function isAside(error: ShownError, language: Language): boolean {
  return error.known && language !== "en";
}

/** The table has a text for each code this version knows (`error.<code>`) and its next step (`error.<code>.next`). */
export function describeError(thrown: unknown, table: Readonly<Record<string, string>>): ShownError {
  if (thrown instanceof PathRefused) return refusedPath(thrown, table);
  if (thrown instanceof FileLost) return lostFile(thrown, table);
  if (thrown instanceof BridgeProblem) return describeCode(thrown.code, thrown.message, thrown.hint, thrown.requestId, table);
  if (thrown instanceof BridgeUnreachable) return { ...own("unreachable", table), detail: "" };
  if (thrown instanceof BridgeMismatch) return { ...own("mismatch", table), detail: thrown.message };
  if (thrown instanceof HostError) return { ...own("host", table), detail: thrown.message };
  return { ...own("internal", table), detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** The path is what the editor typed: it stands in the title, and the bridge's field names stay away. */
function refusedPath({ path, reason }: PathRefused, table: Readonly<Record<string, string>>): ShownError {
  const shown = describeError(reason, table);
  return { ...shown, title: `${shown.title} ${path}`, detail: "" };
}

function lostFile({ file }: FileLost, table: Readonly<Record<string, string>>): ShownError {
  const shown = own("file_lost", table);
  return { ...shown, title: `${shown.title} ${file}` };
}

export function describeItemError(error: ErrorView, table: Readonly<Record<string, string>>): ShownError {
  return describeCode(error.code, error.message, error.hint, "", table);
}

/** A code from a newer bridge keeps the bridge's own words. */
function describeCode(code: string, words: string, hint: string, requestId: string, table: Readonly<Record<string, string>>): ShownError {
  const detail = withoutUploadFolder(words);
  const title = table[`error.${code}`];
  if (title === undefined) return { title: table["error.unknown"] ?? code, detail, next: hint, code, requestId, known: false };
  return { title, detail, next: table[`error.${code}.next`] ?? hint, code, requestId, known: true };
}

function own(code: string, table: Readonly<Record<string, string>>): ShownError {
  return { title: table[`error.${code}`] ?? code, detail: "", next: table[`error.${code}.next`] ?? "", code, requestId: "", known: true };
}

export type ErrorSay = Say<"error.next" | "error.report">;

/** Where an upload is kept says nothing to anybody: its name does. */
function withoutUploadFolder(text: string): string {
  return text.replace(/[^\s'"]*[\\/]uploads[\\/][0-9a-f]{32}[\\/]/g, "");
}
