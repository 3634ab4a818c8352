import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ItemView } from "../../bridge/wire";
import { clock } from "../format";
import { useParts, useSay } from "./context";
import { Dialog, IconButton, useTicketed } from "./pieces";

/** Seconds by which the two pictures may drift apart before the original is pulled along. */
const DRIFT = 0.08;

const PICTURE = /\.(png|jpe?g)$/i;

/** Before and after, side by side and in step; the sound is the result's. */
export function Compare({ item, onClose }: { readonly item: ItemView; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const after = useRef<HTMLVideoElement>(null);
  const before = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const [broken, setBroken] = useState(false);
  const afterUrl = useTicketed(`/api/v1/items/${item.id}/video`);
  const lead = item.source.startSeconds;

  useEffect(() => {
    const timer = setInterval(() => {
      const result = after.current;
      const original = before.current;
      if (!result || !original || original.seeking) return;
      if (Math.abs(result.currentTime + lead - original.currentTime) > DRIFT) original.currentTime = result.currentTime + lead;
    }, 250);
    return () => clearInterval(timer);
  }, [lead]);

  const toggle = (): void => {
    if (playing) {
      after.current?.pause();
      before.current?.pause();
    } else {
      void after.current?.play().catch(() => setBroken(true));
      void before.current?.play().catch(() => undefined);
    }
  };
  const seek = (to: number): void => {
    setAt(to);
    if (after.current) after.current.currentTime = to;
    if (before.current) before.current.currentTime = to + lead;
  };

  return (
    <Dialog title={`${t("compare.title")} · ${item.label}`} onClose={onClose} wide>
      <div class="compare">
        <figure>
          <Before item={item} video={before} />
          <figcaption>{t("compare.before")}</figcaption>
        </figure>
        <figure>
          {broken ? <div class="player empty"><p>{t("compare.noPlay")}</p></div> : afterUrl ? (
            <video ref={after} class="player" src={afterUrl} muted={muted} preload="auto"
              onError={() => setBroken(true)} onPlay={() => setPlaying(true)} onPause={() => { setPlaying(false); before.current?.pause(); }}
              onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
              onLoadedMetadata={(event) => setLength(event.currentTarget.duration)} />
          ) : <div class="player empty" />}
          <figcaption>{t("compare.after")}</figcaption>
        </figure>
      </div>
      <div class="transport">
        <IconButton icon={playing ? "pause" : "play"} label={playing ? t("compare.pause") : t("compare.play")} onClick={toggle} disabled={broken || length === 0} />
        <input type="range" min="0" max={length || 1} step="0.01" value={at} aria-label={t("compare.seek")} aria-valuetext={`${clock(at)} / ${clock(length)}`} onInput={(event) => seek(Number(event.currentTarget.value))} />
        <span class="muted small tabular">{clock(at)} / {clock(length)}</span>
        <IconButton icon={muted ? "mute" : "sound"} label={muted ? t("compare.unmute") : t("compare.mute")} onClick={() => setMuted(!muted)} />
      </div>
    </Dialog>
  );
}

/** The original: from this window where it was sent from here, else from the bridge; in words where it cannot be shown. */
function Before({ item, video }: { readonly item: ItemView; readonly video: RefObject<HTMLVideoElement | null> }): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const [broken, setBroken] = useState(false);
  const local = library.originals.get(item.clientRef ?? "") ?? null;
  const remote = useTicketed(local ? null : `/api/v1/items/${item.id}/source`);
  const url = local ?? remote;
  if (broken) return <div class="player empty"><p>{t("compare.noBefore")}</p></div>;
  if (!url) return <div class="player empty" />;
  if (PICTURE.test(item.source.fileName)) return <img class="player" src={url} alt={item.source.fileName} onError={() => setBroken(true)} />;
  return (
    <video ref={video} class="player" src={url} muted preload="auto" onError={() => setBroken(true)}
      onLoadedMetadata={(event) => {
        if (event.currentTarget.videoWidth === 0) setBroken(true);
        else event.currentTarget.currentTime = item.source.startSeconds;
      }} />
  );
}
