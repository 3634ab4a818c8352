import { aborted } from "../bridge/cancel";
import { BridgeUnreachable, readProblem } from "../bridge/errors";
import type { SpeechRequest, UploadReply } from "../bridge/wire";
import { FileLost } from "./file-lost";

/** What a browser gives the page that other hosts do not: files, uploads with progress, pictures of clips, memory of settings. */
export interface BrowserHost {
  upload(file: File, token: string, progress: (fraction: number) => void, signal: AbortSignal): Promise<UploadReply>;
  /** A text as it is spoken, as an object URL. */
  hear(request: SpeechRequest, token: string): Promise<string>;
  /** Resolves where an address gives a file; its bytes are left for the browser's own download. Rejects with the bridge's reason. */
  reach(url: string): Promise<void>;
  /** A small picture of a clip as an object URL, or null where the browser cannot decode it. */
  thumbnail(file: File): Promise<string | null>;
  /** How long a film or a sound is, seconds; null where the browser cannot tell. */
  length(file: File): Promise<number | null>;
  remember(key: string, value: string | null): void;
  recall(key: string): string | null;
}

export const browserHost: BrowserHost = { upload, hear, reach, thumbnail, length, remember, recall };

const THUMB_WIDTH = 320;
const THUMB_MS = 8000;
/** An upload that moves no byte for so long is given up: the bridge behind it hangs or is gone. */
const STALL_MS = 20_000;

/** Streams a file to the bridge. `fetch` tells no progress, hence XMLHttpRequest. */
function upload(file: File, token: string, progress: (fraction: number) => void, signal: AbortSignal): Promise<UploadReply> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(aborted());
      return;
    }
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    const moved = watchdog(STALL_MS, () => {
      reject(new BridgeUnreachable("the upload stood still"));
      request.abort();
    });
    signal.addEventListener("abort", stop);
    request.open("POST", `/api/v1/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      moved.again();
      progress(event.total > 0 ? event.loaded / event.total : 0);
    };
    request.onload = () => {
      if (request.status >= 400) reject(readProblem(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      else resolve(JSON.parse(request.responseText) as UploadReply);
    };
    request.onerror = () => void isReadable(file).then((there) => reject(there ? new BridgeUnreachable("the upload was cut off") : new FileLost(file.name)));
    request.onabort = () => reject(aborted());
    request.onloadend = () => {
      moved.end();
      signal.removeEventListener("abort", stop);
    };
    request.send(file);
  });
}

/** A browser gives no byte of a file that changed since it was chosen; an upload of it ends as if nobody had answered. */
function isReadable(file: File): Promise<boolean> {
  return file.slice(0, 1).arrayBuffer().then(() => true, () => false);
}

/** The answer is sound, which the client of the API, made for JSON, does not carry. */
async function hear(request: SpeechRequest, token: string): Promise<string> {
  const reply = await fetch("/api/v1/speech", { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: JSON.stringify(request) })
    .catch(() => { throw new BridgeUnreachable("no answer"); });
  if (!reply.ok) throw readProblem(reply.status, await reply.text(), reply.headers.get("Retry-After"));
  return URL.createObjectURL(await reply.blob());
}

async function reach(url: string): Promise<void> {
  const enough = new AbortController();
  const reply = await fetch(url, { signal: enough.signal }).catch(() => { throw new BridgeUnreachable("no answer"); });
  if (!reply.ok) throw readProblem(reply.status, await reply.text(), reply.headers.get("Retry-After"));
  enough.abort();
}

/** Calls `late` when `again` was not called for `ms`. */
function watchdog(ms: number, late: () => void): { again(): void; end(): void } {
  let timer = setTimeout(late, ms);
  const end = (): void => clearTimeout(timer);
  return {
    end,
    again: () => {
      end();
      timer = setTimeout(late, ms);
    },
  };
}

async function thumbnail(file: File): Promise<string | null> {
  const url = URL.createObjectURL(file);
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  video.src = url;
  try {
    await event(video, "loadeddata");
    video.currentTime = Math.min(0.5, (video.duration || 1) / 2);
    await event(video, "seeked");
    if (video.videoWidth === 0) return null;
    const canvas = document.createElement("canvas");
    canvas.width = THUMB_WIDTH;
    canvas.height = Math.max(1, Math.round((THUMB_WIDTH * video.videoHeight) / video.videoWidth));
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    return picture ? URL.createObjectURL(picture) : null;
  } catch {
    return null;
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}

async function length(file: File): Promise<number | null> {
  const url = URL.createObjectURL(file);
  const video = document.createElement("video");
  video.preload = "metadata";
  video.src = url;
  try {
    await event(video, "loadedmetadata");
    return Number.isFinite(video.duration) && video.duration > 0 ? video.duration : null;
  } catch {
    return null;
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}

function event(video: HTMLVideoElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), THUMB_MS);
    const done = (act: () => void) => () => {
      clearTimeout(timer);
      act();
    };
    video.addEventListener(name, done(resolve), { once: true });
    video.addEventListener("error", done(() => reject(new Error("cannot decode"))), { once: true });
  });
}

function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still works; it only forgets.
  }
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
