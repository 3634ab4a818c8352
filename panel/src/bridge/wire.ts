import type { components } from "./api";

/** What crosses the wire, by the names the panel uses. The shapes are generated from the bridge's own document: see `npm run types`. */
type Schemas = components["schemas"];

export type ItemState = Schemas["ItemState"];
export type JobState = Schemas["JobState"];
export type RenderStage = Schemas["RenderStage"];
export type OutputFormat = Schemas["OutputFormat"];
export type PointRequest = Schemas["PointRequest"];
export type MediaRequest = Schemas["MediaRequest"];
export type SoundRequest = Schemas["SoundRequest"];
export type ItemRequest = Schemas["ItemRequest"];
export type JobRequest = Schemas["JobRequest"];

export type PieceRequest = Schemas["PieceRequest"];
export type VoiceRequest = Schemas["VoiceRequest"];

export type SetupSettings = Schemas["SettingsReply"];
export type SetupChange = Schemas["SettingsRequest"];
export type FarmView = Schemas["FarmView"];
export type WorkerView = Schemas["WorkerView"];
export type InviteReply = Schemas["InviteReply"];
export type ProgressView = Schemas["ProgressView"];
export type OutputView = Schemas["OutputView"];
export type ErrorView = Schemas["ErrorView"];
export type KeptRange = Schemas["KeptRange"];
export type ItemView = Schemas["ItemView"];
export type JobView = Schemas["JobView"];
export type JobPage = Schemas["JobPage"];
export type HealthCheck = Schemas["HealthCheck"];
export type Capabilities = Schemas["CapabilitiesReply"];
export type LogRecord = Schemas["LogRecord"];
export type LogPage = Schemas["LogReply"];
export type UploadReply = Schemas["UploadReply"];
export type PictureBox = Schemas["PictureBox"];
export type ItemOrigin = Schemas["ItemOriginView"];
export type CaptionsReply = Schemas["CaptionsReply"];
export type CaptionsReadRequest = Schemas["CaptionsReadRequest"];
export type SpeechRequest = Schemas["SpeechRequest"];
export type SpeechVoice = Schemas["VoiceView"];
export type CorrectionRequest = Schemas["CorrectionRequest"];
export type TimelineRequest = Schemas["TimelineRequest"];
export type TimelineReply = Schemas["TimelineReply"];
export type TimelineRenderRequest = Schemas["TimelineRenderRequest"];
export type MediaRoot = Schemas["MediaRootRequest"];
export type Preset = Schemas["Preset"];
export type PresetView = Schemas["PresetView"];
export type PreviewRequest = Schemas["PreviewRequest"];
export type PreviewView = Schemas["PreviewView"];
export type SpeakerSearchView = Schemas["SpeakerSearchView"];
export type SpeakerSearchRequest = Schemas["SpeakerSearchRequest"];
export type SpokenVoiceRequest = Schemas["SpokenVoiceRequest"];
export type MediaFile = Schemas["MediaReply"];
export type Report = Schemas["RenderReport"];
export type ReportWord = Schemas["ReportWord"];

/** Whether the bridge lays a voice of several pieces on one time line. Older ones say nothing about it. */
export function takesPieces(capabilities: Capabilities | null): boolean {
  return capabilities?.voicePieces === true;
}
