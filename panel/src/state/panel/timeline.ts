import { ownMedia } from "../../import/bins";
import { spotFor } from "../../import/tracks";
import { HostError, type ClipLook, type HostAdapter, type SequenceInfo } from "../../hosts/host";
import { selectClips, soundsOf, type ClipSelection, type Selection } from "../../timeline/select";
import { piecesUnder, wholeClip } from "../../timeline/speaking";
import { pathKey, type TrackItem } from "../../timeline/track-item";
import { filesOf, readTranscript, wordsOf, type SpokenWords, type Transcript } from "../../timeline/transcript";
import type { VoiceChoice, VoicePiece, VoiceReason } from "../../timeline/voice";
import { Store } from "../store";

/** What lies on and above a clip, read before anything is sent. */
export interface Around extends ClipLook {
  /** What its render would cover, because nothing else is free. */
  readonly covers: readonly string[];
}

export interface TimelineState {
  readonly sequence: SequenceInfo | null;
  readonly selection: Selection;
  /** By the ref of the clip. */
  readonly around: ReadonlyMap<string, Around>;
  readonly voice: VoiceChoice;
  readonly handles: number;
  /** What the voices of clips say, by the ref of the clip, where that is wanted and the host has it written down. */
  readonly words: ReadonlyMap<string, SpokenWords>;
  /** How many audio tracks there are to choose from. */
  readonly audioTracks: number;
  readonly error: unknown;
}

const NOTHING: Selection = { clips: [], skipped: [] };

/** What is selected in the host and what would be sent of it. */
export class Timeline {
  readonly state = new Store<TimelineState>({ sequence: null, selection: NOTHING, around: new Map(), words: new Map(), voice: { from: "selection" }, handles: 0, audioTracks: 0, error: null });
  private reads = 0;

  /** `voicePieces` tells whether the bridge of the moment takes a voice in pieces, `wantsWords` whether transcripts are read. */
  constructor(
    private readonly host: HostAdapter,
    private readonly voicePieces: () => boolean = () => false,
    private readonly wantsWords: () => boolean = () => false,
  ) {}

  setVoice(voice: VoiceChoice): Promise<void> {
    this.state.patch({ voice });
    return this.read();
  }

  setHandles(handles: number): Promise<void> {
    this.state.patch({ handles: Math.max(0, Math.min(250, Math.trunc(handles) || 0)) });
    return this.read();
  }

  /** Reads sequence and selection afresh. Of several reads at once only the last counts. */
  async read(): Promise<void> {
    const read = ++this.reads;
    try {
      const sequence = await this.host.activeSequence();
      const selection = sequence ? await this.select(sequence) : NOTHING;
      const around = sequence ? await this.lookAround(sequence, selection) : new Map<string, Around>();
      const words = await this.readWords(selection);
      if (read === this.reads) this.state.patch({ sequence, selection, around, words, audioTracks: sequence?.audioTracks ?? 0, error: null });
    } catch (thrown) {
      if (read === this.reads) this.state.patch({ selection: NOTHING, error: HostError.from("read selection", thrown) });
    }
  }

  /** A clip from its first frame to its last, whatever part of it the one voice reaches. */
  whole(clip: ClipSelection): ClipSelection {
    const { sequence, handles } = this.state.get();
    return sequence ? wholeClip(clip, handles, sequence.frame) : clip;
  }

  /** The pieces of several voices under a whole clip as the timeline now is, or why there are none; null stands for the chosen voice. */
  async piecesUnder(whole: ClipSelection, choices: readonly (VoiceChoice | null)[]): Promise<readonly (readonly VoicePiece[] | VoiceReason)[]> {
    const { sequence, voice } = this.state.get();
    if (!sequence) return [];
    const selected = await this.host.selection();
    const items = await this.host.items(sequence.id);
    const video = selected.filter((item) => item.kind === "video");
    return choices.map((choice) => {
      const wanted = choice ?? voice;
      const audio = (wanted.from === "track" ? items : selected).filter((item) => item.kind === "audio");
      return piecesUnder(whole, wanted, soundsOf(video, { audio, voicePieces: true }));
    });
  }

  /** A host that fails to give a transcript out has none. */
  private async readWords({ clips }: Selection): Promise<ReadonlyMap<string, SpokenWords>> {
    const files = [...new Set(clips.flatMap((one) => filesOf(one.voice)))];
    if (!this.host.transcripts || !this.wantsWords() || files.length === 0) return new Map();
    const texts = await this.host.transcripts.read(files).catch((): readonly null[] => []);
    const transcripts = new Map(files.flatMap((file, index): [string, Transcript][] => {
      const transcript = readTranscript(texts[index] ?? "");
      return transcript ? [[file, transcript]] : [];
    }));
    return new Map(clips.flatMap((one): [string, SpokenWords][] => {
      const words = wordsOf(one.voice, transcripts);
      return words ? [[one.ref, words]] : [];
    }));
  }

  /** A host that tells nothing of it sends all the same: what it would have told is then told after placing. */
  private async lookAround(sequence: SequenceInfo, { clips }: Selection): Promise<ReadonlyMap<string, Around>> {
    if (clips.length === 0) return new Map();
    const refs = clips.map(({ original: { trackIndex, start, end }, path }) => ({ trackIndex, start, end, path }));
    const looks = await this.host.looks(sequence.id, refs).catch((): readonly ClipLook[] => []);
    if (this.host.copies) return new Map(clips.map((one, index) => [one.ref, { effects: [], transition: false, ...looks[index], covers: [] }]));
    const items: TrackItem[] = [];
    const lowest = Math.min(...clips.map((one) => one.original.trackIndex));
    for (let track = lowest + 1; track < sequence.videoTracks; track++) items.push(...(await this.host.trackItems(sequence.id, track).catch(() => [])));
    const ours = new Set((await ownMedia(this.host, sequence.id).catch(() => [])).map((one) => pathKey(one.path)));
    const stand = { items, ours, originals: clips.map((one) => one.original) };
    return new Map(clips.map((one, index) => {
      if (this.host.takes && one.span.start === one.original.start && one.span.end === one.original.end) return [one.ref, { effects: [], transition: false, ...looks[index], covers: [] }];
      const covers = spotFor(stand, one.original.trackIndex, one.span).covers.map((item) => `V${item.trackIndex + 1} ${item.name}`);
      return [one.ref, { effects: [], transition: false, ...looks[index], covers }];
    }));
  }

  private async select(sequence: SequenceInfo): Promise<Selection> {
    const { voice, handles } = this.state.get();
    const items = await this.host.selection();
    const audio: readonly TrackItem[] = voice.from === "track" ? await this.host.items(sequence.id) : items;
    const own = new Set((await ownMedia(this.host, sequence.id)).map((one) => pathKey(one.path)));
    return selectClips(items.filter((item) => item.kind === "video"), {
      voice, handles, voicePieces: this.voicePieces(), sequenceFrame: sequence.frame, audio: audio.filter((item) => item.kind === "audio"), isOwnRender: (path) => own.has(pathKey(path)),
    });
  }
}
