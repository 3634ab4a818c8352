import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PreviewView } from "../../bridge/wire";
import { newOperationId } from "../../request/operation-id";
import { timelineRequest } from "../../request/timeline-request";
import { useStore } from "../../state/store";
import { VoiceMissing } from "../../state/panel/speakers";
import { stretchOf, TryOut } from "../../state/try-out";
import type { ClipSelection } from "../../timeline/select";
import { percent } from "../format";
import { MissingVoice } from "./SpeakersView";
import { Button, Meter, Refusal, useAddress, usePanel, usePanelSay } from "./parts";

/** Two seconds of the first selected clip, at the playhead where that stands in it, shown here. Nothing is placed. */
export function TryView(): JSX.Element {
  const { t } = usePanelSay();
  const { connection, host, settings, speakers, timeline } = usePanel();
  const trial = useMemo(() => new TryOut(connection.client), [connection]);
  const { phase, preview, error } = useStore(trial.state);
  const { selection } = useStore(timeline.state);
  const { bridge } = useStore(connection.state);
  useEffect(() => () => trial.stop(), [trial]);
  const start = (): void =>
    void trial.start(async () => {
      await timeline.read();
      const { sequence, selection } = timeline.state.get();
      const { clips: [clip], voices } = await speakers.asked(selection.clips.slice(0, 1));
      if (!sequence || !clip) return null;
      const playhead = host.playhead ? await host.playhead().catch(() => null) : null;
      return { job: timelineRequest(newOperationId(), clip.original.name, [clip], { ...settings.get(), voices }), from: playhead === null ? null : within(clip, playhead) };
    });
  return (
    <div class="try">
      {phase === "working" ? (
        <div>
          <div class="row"><div class="grow fine">{preview?.progress ? t(`stage.${preview.progress.stage}`) : t("try.waiting")}</div><Button kind="small" onPress={() => trial.stop()}>{t("try.stop")}</Button></div>
          <Meter percent={percent(preview?.progress?.fraction ?? 0)} />
        </div>
      ) : <Button disabled={selection.clips.length === 0 || bridge !== "ready"} onPress={start}>{t("try.go")}</Button>}
      {error instanceof VoiceMissing ? <MissingVoice missing={error} /> : <Refusal thrown={error} />}
      {phase === "done" && preview ? <Player key={preview.id} preview={preview} onClose={() => trial.stop()} /> : null}
    </div>
  );
}

function Player({ preview, onClose }: { readonly preview: PreviewView; readonly onClose: () => void }): JSX.Element {
  const { t } = usePanelSay();
  const { host } = usePanel();
  const [source, setSource] = useState(false);
  const kind = source ? "source" : "video";
  const url = useAddress(`/api/v1/previews/${preview.id}/${kind}`);
  const stretch = stretchOf(preview);
  return (
    <div class="card plain">
      {url ? <video class="try-video" src={url} controls autoplay loop /> : null}
      {stretch ? <div class="fine">{t("try.stretch", { from: stretch.from.toFixed(1), to: stretch.to.toFixed(1) })}</div> : null}
      <div class="row wrap">
        <Button kind="small" onPress={() => setSource(!source)}>{t(source ? "try.after" : "try.before")}</Button>
        {preview.path ? <Button kind="small" onPress={() => void host.preview(preview.path ?? "").catch(() => undefined)}>{t("try.monitor")}</Button> : null}
        <Button kind="small" onPress={onClose}>{t("try.close")}</Button>
      </div>
    </div>
  );
}

/** Where the playhead stands in what would be rendered of a clip, as the bridge takes it; null where it stands elsewhere. */
export function within({ original, range, frame }: Pick<ClipSelection, "original" | "range" | "frame">, playhead: bigint): { readonly ticks: string } | null {
  const at = original.inPoint + (playhead - original.start) - range.inFrame * frame;
  return at >= 0n && at < (range.outFrame - range.inFrame) * frame ? { ticks: at.toString() } : null;
}
