import type { MediaRequest } from "../../bridge/wire";
import { newOperationId } from "../../request/operation-id";

/** A voice or a clip that was picked and not yet rendered. */
export interface Pick {
  readonly key: string;
  readonly name: string;
  /** Either a file of the browser or a path that the bridge reads in place. */
  readonly file: File | null;
  readonly path: string | null;
  /** Object URL for playing it here; null for a path. */
  readonly url: string | null;
  readonly thumb: string | null;
  /** Whether this browser has tried to make a picture of it and could not. */
  readonly unseen: boolean;
  readonly uploadId: string | null;
  /** Length in seconds, where this browser can tell. */
  readonly seconds: number | null;
  /** Where it was named by an earlier render: the part of the file that was used. */
  readonly part: MediaPart | null;
}

/** The part of a file that is used. */
export type MediaPart = Omit<MediaRequest, "path" | "uploadId">;

const BARE = { file: null, path: null, url: null, thumb: null, unseen: false, uploadId: null, seconds: null, part: null } as const;

export function pick(given: File | string): Pick {
  const key = newOperationId();
  if (typeof given === "string") {
    return { ...BARE, key, name: nameIn(given), path: given };
  }
  return { ...BARE, key, name: given.name, file: given, url: URL.createObjectURL(given) };
}

export function nameIn(path: string): string {
  return path.split(/[\\/]/).pop() || path;
}

/** A file as an earlier render named it. */
export function named(name: string, { path, uploadId, in: start, out }: MediaRequest): Pick {
  return { ...BARE, key: newOperationId(), name, path: path ?? null, uploadId: uploadId ?? null, part: { ...(start ? { in: start } : {}), ...(out ? { out } : {}) } };
}

export function release(one: Pick | null): void {
  if (one?.url) URL.revokeObjectURL(one.url);
  if (one?.thumb) URL.revokeObjectURL(one.thumb);
}
