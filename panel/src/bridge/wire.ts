export type ItemState = "queued" | "running" | "completed" | "failed" | "cancelled";
export type JobState = ItemState;
export type RenderStage = "probe" | "faces" | "voice" | "draw" | "publish";

export interface PointRequest {
  ticks?: string | null;
  frame?: number | null;
  rate?: string | null;
}
export interface MediaRequest {
  path?: string | null;
  uploadId?: string | null;
  in?: PointRequest | null;
  out?: PointRequest | null;
}
export interface ItemRequest {
  clip: MediaRequest;
  audio: MediaRequest;
  label?: string | null;
  clientRef?: string | null;
  face?: string | null;
}
export interface JobRequest {
  idempotencyKey: string;
  items: ItemRequest[];
  title?: string | null;
  engine?: string;
  format?: string;
  noAudio?: boolean;
  fit?: string;
  intensity?: number;
  offsetMs?: number;
  voiceStyle?: string;
  besideSource?: boolean;
}
export interface ProgressView {
  stage: RenderStage;
  framesDone: number;
  framesTotal: number;
  framesPerSecond: number;
  fraction: number;
  secondsLeft: number | null;
}
export interface OutputView {
  path: string;
  fileName: string;
  bytes: number;
  sha256: string;
}
export interface ErrorView {
  code: string;
  message: string;
  hint: string;
}
export interface KeptRange {
  start: number;
  end: number;
  reason: string;
}
export interface ItemView {
  id: string;
  jobId: string;
  position: number;
  label: string;
  clientRef: string | null;
  state: ItemState;
  attempt: number;
  version: number;
  cancelling: boolean;
  startedAt: string | null;
  finishedAt: string | null;
  progress: ProgressView | null;
  output: OutputView | null;
  error: ErrorView | null;
  warnings: string[];
  keptRanges: KeptRange[];
}
export interface JobView {
  id: string;
  title: string | null;
  state: JobState;
  createdAt: string;
  version: number;
  counts: { total: number; queued: number; running: number; completed: number; failed: number; cancelled: number };
  fraction: number;
  secondsLeft: number | null;
  message: string;
  items: ItemView[];
}
export interface JobPage {
  jobs: JobView[];
  nextCursor: string | null;
}
export interface HealthCheck {
  name: string;
  ok: boolean;
  detail: string;
  code: string | null;
  hint: string | null;
}
export interface Capabilities {
  version: string;
  engines: string[];
  formats: string[];
  checks: HealthCheck[];
  mediaFolders: string[];
  outputFolder: string;
  limits: { maxUploadBytes: number; queueCap: number; parallelism: number; maxItems: number };
}
export interface LogRecord {
  number: number;
  time: string;
  level: string;
  source: string;
  event: number;
  message: string;
  error: string | null;
}
export interface LogPage {
  records: LogRecord[];
  next: number;
}
export interface UploadReply {
  uploadId: string;
  name: string;
  bytes: number;
}
