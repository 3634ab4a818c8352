import type { JSX } from "preact";
import type { SequenceInfo } from "../../hosts/host";
import type { Around } from "../../state/panel/timeline";
import type { ClipSelection } from "../../timeline/select";
import { timecode } from "../../timeline/ticks";
import type { TrackItem } from "../../timeline/track-item";
import { useStore } from "../../state/store";
import { SpeakersView } from "./SpeakersView";
import { Button, Card, Failure, usePanel, usePanelSay } from "./parts";

/** What is selected: what will be rendered, and why the rest will not. */
export function SelectionView(): JSX.Element {
  const { t } = usePanelSay();
  const { settings, timeline } = usePanel();
  const { disableOriginals } = useStore(settings);
  const { sequence, selection, around, error } = useStore(timeline.state);
  if (!sequence) {
    return (
      <Card kind="plain" title={t("none.title")}>
        <div class="text">{t("none.text")}</div>
        <Failure thrown={error} />
      </Card>
    );
  }
  const { clips, skipped } = selection;
  return (
    <div class="section">
      <div class="section-head">
        <div class="section-title">{t("select.title")}</div>
        <Button kind="small" onPress={() => void timeline.read()}>{t("select.refresh")}</Button>
      </div>
      <Failure thrown={error} />
      {clips.length + skipped.length === 0 ? <div class="text muted">{t("select.none")}</div> : null}
      {clips.length > 0 ? <div class="good-text">{t("select.ready", { n: clips.length })}</div> : null}
      {clips.map((clip) => (
        <div key={clip.ref} class="clip">
          <div class="clip-line">
            <div class="clip-name">{clip.original.name}</div>
            <div class="code">{placeOf(clip.original, t)} {timecode(clip.span.start + sequence.zeroPoint, sequence)}</div>
          </div>
          <div class="fine" data-voice={clip.voice.path}>{voiceText(clip, sequence, t)}</div>
          {aroundTexts(around.get(clip.ref), t).map((text) => <div key={text} class="fine warn-text">{text}</div>)}
          {around.get(clip.ref)?.through && !disableOriginals ? <div class="fine warn-text">{t("around.through")}</div> : null}
          {clip.notes.map((note) => <div key={note} class="fine">{t(`note.${note}`)}</div>)}
          <SpeakersView clip={clip} />
        </div>
      ))}
      {skipped.length > 0 ? <div class="warn-text">{t("select.skipped", { n: skipped.length })}</div> : null}
      {skipped.map(({ original, reason }) => (
        <div key={`${original.trackIndex}-${original.start}`} class="clip">
          <div class="clip-line">
            <div class="clip-name muted">{original.name}</div>
            <div class="code">{placeOf(original, t)} {timecode(original.start + sequence.zeroPoint, sequence)}</div>
          </div>
          <div class="fine" data-reason={reason}>{t(`skip.${reason}`)}</div>
        </div>
      ))}
    </div>
  );
}

/** The track that a clip lies on, as its editor names it. */
function placeOf({ trackIndex, layer }: TrackItem, t: ReturnType<typeof usePanelSay>["t"]): string {
  return layer === undefined ? `V${trackIndex + 1}` : t("select.layer", { n: layer });
}

/** Which voice the clip will speak, from which track, in how many pieces, and over what part of the clip. */
function voiceText(clip: ClipSelection, sequence: SequenceInfo, t: ReturnType<typeof usePanelSay>["t"]): string {
  const { name, trackIndex, layer, pieces } = clip.voice;
  const track = layer === undefined ? `A${(trackIndex ?? 0) + 1}` : t("select.layer", { n: layer });
  const parts = [trackIndex === null ? t("voice.row", { name }) : t("voice.row.track", { name, track })];
  if (pieces.length > 1) parts.push(t("voice.row.pieces", { n: pieces.length }));
  const covered = clip.span.start === clip.original.start && clip.span.end === clip.original.end;
  const at = (ticks: bigint): string => timecode(ticks + sequence.zeroPoint, sequence);
  if (!covered) parts.push(t("voice.row.part", { from: at(clip.span.start), to: at(clip.span.end) }));
  return parts.join(" · ");
}

/** What the render will not have of itself, or will hide. */
function aroundTexts(around: Around | undefined, t: ReturnType<typeof usePanelSay>["t"]): string[] {
  if (!around) return [];
  return [
    ...(around.effects.length > 0 ? [t("around.effects", { names: around.effects.join(", ") })] : []),
    ...(around.transition ? [t("around.transition")] : []),
    ...(around.covers.length > 0 ? [t("around.covers", { names: around.covers.join(", ") })] : []),
  ];
}
