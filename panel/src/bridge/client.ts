import { BridgeMismatch, BridgeProblem, readProblem } from "./errors";
import { PATIENT, withRetry, type RetryPolicy } from "./retry";
import type { Transport } from "./transport";
import type { Capabilities, CaptionsReadRequest, CaptionsReply, CorrectionRequest, FarmView, InviteReply, ItemOrigin, ItemView, JobPage, JobRequest, JobState, JobView, LogPage, MediaFile, Preset, PresetView, PreviewRequest, PreviewView, Report, SetupChange, SetupSettings, SpeakerSearchRequest, SpeakerSearchView, SpeechVoice, TimelineRenderRequest, TimelineReply, TimelineRequest, UploadReply } from "./wire";

const API = "/api/v1";
const CALL_MS = 10_000;
/** How long a long poll asks the bridge to hold on, and what the answer may take on top. */
const HOLD_MS = 20_000;

/** The bridge's API for one signed-in client. Every call that is safe to repeat is repeated after transient failures. */
export class BridgeClient {
  constructor(
    private readonly transport: Transport,
    private readonly token: () => string | null,
    private readonly retry: RetryPolicy = PATIENT,
  ) {}

  /** Whether the bridge answers, without a token. Rejects with BridgeMismatch where something else listens. */
  async health(signal?: AbortSignal): Promise<void> {
    const reply = await this.transport({ method: "GET", path: "/healthz", headers: {}, timeoutMs: 3000, signal });
    if (reply.status !== 200) throw new BridgeMismatch(`/healthz answered ${reply.status}`);
  }

  /** Exchanges a launch code (`session`) or the six digits (`pair`) for a token. Never repeated: a code works once. */
  async redeem(how: "session" | "pair", code: string, client: string): Promise<string> {
    const answer = await this.call<{ readonly token: string }>("POST", `/${how}`, { body: { code, client }, open: true, once: true });
    return answer.token;
  }

  /** Over the LAN address, exchanges the password for a token. Never repeated: each guess costs everybody a second. */
  async login(password: string, client: string): Promise<string> {
    const answer = await this.call<{ readonly token: string }>("POST", "/login", { body: { password, client }, open: true, once: true });
    return answer.token;
  }

  /** Six digits that let a panel in. */
  pairingCode(): Promise<{ readonly code: string; readonly expires: string }> {
    return this.call("POST", "/pairing-code", { once: true });
  }

  /** What the user chose, and how the bridge runs; only on the bridge's own machine. */
  settings(signal?: AbortSignal): Promise<SetupSettings> {
    return this.call("GET", "/settings", { signal });
  }

  /** Changes what the user chose; folders apply from the next start. */
  changeSettings(change: SetupChange): Promise<SetupSettings> {
    return this.call("PUT", "/settings", { body: change, once: true });
  }

  capabilities(signal?: AbortSignal): Promise<Capabilities> {
    return this.call("GET", "/capabilities", { signal });
  }

  /** Safe to repeat: the same key and body give the same job. */
  submit(job: JobRequest, signal?: AbortSignal): Promise<JobView> {
    return this.call("POST", "/jobs", { body: job, signal, timeoutMs: 30_000 });
  }

  job(id: string, signal?: AbortSignal): Promise<JobView> {
    return this.call("GET", `/jobs/${encodeURIComponent(id)}`, { signal });
  }

  /** The job as soon as it is newer than `since`, or as it is after about twenty seconds. Not repeated: the follower does that. */
  jobSince(id: string, since: number, signal?: AbortSignal): Promise<JobView> {
    const path = `/jobs/${encodeURIComponent(id)}?waitMs=${HOLD_MS}&since=${since}`;
    return this.call("GET", path, { signal, timeoutMs: HOLD_MS + CALL_MS, once: true });
  }

  jobs(options: { readonly cursor?: string | null; readonly limit?: number; readonly state?: JobState }, signal?: AbortSignal): Promise<JobPage> {
    const query = [`limit=${options.limit ?? 50}`];
    if (options.cursor) query.push(`cursor=${encodeURIComponent(options.cursor)}`);
    if (options.state) query.push(`state=${options.state}`);
    return this.call("GET", `/jobs?${query.join("&")}`, { signal });
  }

  cancelJob(id: string): Promise<JobView> {
    return this.call("POST", `/jobs/${encodeURIComponent(id)}/cancel`, {});
  }

  cancelItem(id: string): Promise<ItemView> {
    return this.call("POST", `/items/${encodeURIComponent(id)}/cancel`, {});
  }

  /** What a finished render measured. */
  report(itemId: string): Promise<Report> {
    return this.call("GET", `/items/${encodeURIComponent(itemId)}/report`, {});
  }

  /** What a clip was rendered from and with, as the request that asks for the same again. */
  origin(itemId: string): Promise<ItemOrigin> {
    return this.call("GET", `/items/${encodeURIComponent(itemId)}/origin`, {});
  }

  /** Shows a result in the file manager of the bridge's machine; false where that has no screen or is not this one. */
  async show(itemId: string): Promise<boolean> {
    return (await this.call<{ readonly shown: boolean }>("POST", `/items/${encodeURIComponent(itemId)}/show`, { once: true })).shown;
  }

  /** Who can speak on the bridge's machine. */
  async voices(): Promise<readonly SpeechVoice[]> {
    return (await this.call<{ readonly voices: readonly SpeechVoice[] }>("GET", "/voices", { timeoutMs: 30_000 })).voices;
  }

  /** The farm and its workers; `broker` is null where the bridge has none. */
  farm(signal?: AbortSignal): Promise<FarmView> {
    return this.call("GET", "/farm", { signal });
  }

  /** Makes a key for workers, in place of one of the same name. */
  inviteWorker(name: string): Promise<InviteReply> {
    return this.call("POST", "/farm/keys", { body: { name }, once: true });
  }

  /** Withdraws a key; its workers get nothing more. */
  withdrawKey(name: string): Promise<void> {
    return this.call("DELETE", `/farm/keys/${encodeURIComponent(name)}`, {});
  }

  /** Takes a worker out of work after what it is at. */
  restWorker(name: string): Promise<void> {
    return this.call("POST", `/farm/workers/${encodeURIComponent(name)}/rest`, {});
  }

  /** Lets a worker work again. */
  resumeWorker(name: string): Promise<void> {
    return this.call("POST", `/farm/workers/${encodeURIComponent(name)}/resume`, {});
  }

  /** The named settings, which the panel, the page and the command line share. */
  async presets(): Promise<readonly PresetView[]> {
    return (await this.call<{ readonly presets: readonly PresetView[] }>("GET", "/presets", {})).presets;
  }

  /** Keeps settings under a name, in place of those that have it. */
  savePreset(name: string, settings: Preset): Promise<PresetView> {
    return this.call("PUT", `/presets/${encodeURIComponent(name)}`, { body: settings });
  }

  /** Forgets a preset. */
  removePreset(name: string): Promise<void> {
    return this.call("DELETE", `/presets/${encodeURIComponent(name)}`, {});
  }

  /** What captions hold; with a language every cue is spoken to find out how it lies, which takes a while. */
  readCaptions(request: CaptionsReadRequest): Promise<CaptionsReply> {
    return this.call("POST", "/captions", { body: request, timeoutMs: 300_000 });
  }

  /** Has a range of a finished result made anew. Safe to repeat: the same key and body give the same job. */
  correct(itemId: string, request: CorrectionRequest): Promise<JobView> {
    return this.call("POST", `/items/${encodeURIComponent(itemId)}/corrections`, { body: request, timeoutMs: 30_000 });
  }

  /** What a timeline file holds: the clips that can be rendered, and the others with their reason. */
  readTimeline(request: TimelineRequest): Promise<TimelineReply> {
    return this.call("POST", "/timelines", { body: request, timeoutMs: 120_000 });
  }

  /** Renders clips of a timeline. Safe to repeat: the same key and body give the same job. */
  renderTimeline(request: TimelineRenderRequest): Promise<JobView> {
    return this.call("POST", "/timelines/renders", { body: request, timeoutMs: 120_000 });
  }

  /** Renders a stretch to be looked at. Safe to repeat: the same key and body give the same preview. */
  beginPreview(request: PreviewRequest, signal?: AbortSignal): Promise<PreviewView> {
    return this.call("POST", "/previews", { body: request, signal, timeoutMs: 30_000 });
  }

  /** The preview as soon as it is newer than `since`, or as it is after about twenty seconds. */
  previewSince(id: string, since: number, signal?: AbortSignal): Promise<PreviewView> {
    return this.call("GET", `/previews/${encodeURIComponent(id)}?waitMs=${HOLD_MS}&since=${since}`, { signal, timeoutMs: HOLD_MS + CALL_MS });
  }

  /** Stops and forgets a preview. */
  cancelPreview(id: string): Promise<void> {
    return this.call("DELETE", `/previews/${encodeURIComponent(id)}`, {});
  }

  /** Looks for who speaks when in a clip. Safe to repeat: the same clip and range give the same search. */
  findSpeakers(request: SpeakerSearchRequest, signal?: AbortSignal): Promise<SpeakerSearchView> {
    return this.call("POST", "/speakers", { body: request, signal, timeoutMs: 30_000 });
  }

  /** The search as soon as it is newer than `since`, or as it is after about twenty seconds. */
  speakersSince(id: string, since: number, signal?: AbortSignal): Promise<SpeakerSearchView> {
    return this.call("GET", `/speakers/${encodeURIComponent(id)}?waitMs=${HOLD_MS}&since=${since}`, { signal, timeoutMs: HOLD_MS + CALL_MS });
  }

  /** Keeps the picture of one of the people that were found as an upload, to be named in a job. */
  keepSpeakerPicture(id: string, number: number): Promise<UploadReply> {
    return this.call("POST", `/speakers/${encodeURIComponent(id)}/faces/${number}/upload`, {});
  }

  /** Stops and forgets a search. */
  cancelSpeakers(id: string): Promise<void> {
    return this.call("DELETE", `/speakers/${encodeURIComponent(id)}`, {});
  }

  /** Whether a path may be named in a job. Rejects with the reason where not. */
  media(path: string): Promise<MediaFile> {
    return this.call("GET", `/media?path=${encodeURIComponent(path)}`, {});
  }

  /** Renders what failed again; and what was cancelled, where that is asked. */
  retryJob(id: string, cancelled = false): Promise<JobView> {
    return this.call("POST", `/jobs/${encodeURIComponent(id)}/retry${cancelled ? "?cancelled=true" : ""}`, {});
  }

  async deleteJob(id: string, results: boolean): Promise<void> {
    try {
      await this.call("DELETE", `/jobs/${encodeURIComponent(id)}?results=${results}`, {});
    } catch (thrown) {
      if (!(thrown instanceof BridgeProblem && thrown.code === "job.not_found")) throw thrown;
    }
  }

  log(after: number, signal?: AbortSignal): Promise<LogPage> {
    return this.call("GET", `/log?after=${after}`, { signal });
  }

  /** A short-lived key to one address, for elements that cannot send a token. `path` is from `/api/v1` on. */
  ticket(path: string): Promise<{ readonly ticket: string; readonly expires: string }> {
    return this.call("POST", "/tickets", { body: { path } });
  }

  private async call<T>(
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    options: { body?: unknown; signal?: AbortSignal | undefined; timeoutMs?: number; once?: boolean; open?: boolean },
  ): Promise<T> {
    const send = async (): Promise<T> => {
      const headers: Record<string, string> = { Accept: "application/json" };
      const token = this.token();
      if (token && !options.open) headers.Authorization = `Bearer ${token}`;
      if (options.body !== undefined) headers["Content-Type"] = "application/json";
      const reply = await this.transport({
        method, headers, path: API + path, timeoutMs: options.timeoutMs ?? CALL_MS, signal: options.signal,
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      if (reply.status >= 400) throw readProblem(reply.status, reply.text, reply.header("Retry-After"));
      if (reply.text === "") return undefined as T;
      try {
        return JSON.parse(reply.text) as T;
      } catch {
        throw new BridgeMismatch(`${path} answered something that is not JSON`);
      }
    };
    return options.once ? send() : withRetry(this.retry, options.signal, send);
  }
}
