import { ownMedia } from "../import/bins";
import { HostError, type HostAdapter, type SequenceInfo } from "../hosts/host";
import { selectClips, type Selection } from "../timeline/select";
import { pathKey, type TrackItem } from "../timeline/track-item";
import type { VoiceChoice } from "../timeline/voice";
import { Store } from "../ui/store";

export interface TimelineState {
  readonly sequence: SequenceInfo | null;
  readonly selection: Selection;
  readonly voice: VoiceChoice;
  readonly handles: number;
  /** How many audio tracks there are to choose from. */
  readonly audioTracks: number;
  readonly error: unknown;
}

const NOTHING: Selection = { clips: [], skipped: [] };

/** What is selected in the host and what would be sent of it. */
export class Timeline {
  readonly state = new Store<TimelineState>({ sequence: null, selection: NOTHING, voice: { from: "selection" }, handles: 0, audioTracks: 0, error: null });
  private reads = 0;

  /** `voicePieces` tells whether the bridge of the moment takes a voice in pieces. */
  constructor(
    private readonly host: HostAdapter,
    private readonly voicePieces: () => boolean = () => false,
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
      if (read === this.reads) this.state.patch({ sequence, selection, audioTracks: sequence?.audioTracks ?? 0, error: null });
    } catch (thrown) {
      if (read === this.reads) this.state.patch({ selection: NOTHING, error: HostError.from("read selection", thrown) });
    }
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
