/** What Premiere has and its published ExtendScript typings leave out. */
interface FootageRate {
  readonly frameRate: number;
}

interface ProjectItem {
  getFootageInterpretation?(): FootageRate;
  isMulticamClip?(): boolean;
  isOffline?(): boolean;
}

interface QeSequence {
  addTracks(video: number, afterVideo: number, audio: number, audioType: number, afterAudio: number, submix: number, submixType: number): void;
}

/** A message to the panel, there once `PlugPlugExternalObject` is loaded. */
declare class CSXSEvent {
  type: string;
  data: string;
  dispatch(): void;
}

declare const qe: { readonly project: { getActiveSequence(): QeSequence | null } };
