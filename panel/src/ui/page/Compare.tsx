import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ItemView } from "../../bridge/wire";
import { clock } from "../format";
import { useParts, useSay } from "./context";
import { Dialog, IconButton, useTicketed } from "./pieces";

/** Seconds by which the two pictures may drift apart before the original is pulled along. */
const DRIFT = 0.08;

/** Before and after, side by side and in step; the sound is the result's. */
export function Compare({ item, onClose }: { readonly item: ItemView; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const before = useRef<HTMLVideoElement>(null);
  const after = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const [broken, setBroken] = useState(false);
  const afterUrl = useTicketed(`/api/v1/items/${item.id}/video`);
  const beforeUrl = library.originals.get(item.clientRef ?? "") ?? null;

  useEffect(() => {
    const timer = setInterval(() => {
      const lead = after.current;
      const follower = before.current;
      if (lead && follower && Math.abs(lead.currentTime - follower.currentTime) > DRIFT && !follower.seeking) follower.currentTime = lead.currentTime;
    }, 250);
    return () => clearInterval(timer);
  }, []);

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
    for (const video of [before.current, after.current]) if (video) video.currentTime = to;
  };

  return (
    <Dialog title={`${t("compare.title")} · ${item.label}`} onClose={onClose} wide>
      <div class="compare">
        <figure>
          {beforeUrl ? <video ref={before} class="player" src={beforeUrl} muted preload="auto" /> : <div class="player empty"><p>{t("compare.noBefore")}</p></div>}
          <figcaption>{t("compare.before")}</figcaption>
        </figure>
        <figure>
          {broken ? <div class="player empty"><p>{t("compare.noPlay")}</p></div> : afterUrl ? (
            <video ref={after} class="player" src={afterUrl} muted={muted} preload="auto"
              onError={() => setBroken(true)} onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)}
              onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
              onLoadedMetadata={(event) => setLength(event.currentTarget.duration)} />
          ) : <div class="player empty" />}
          <figcaption>{t("compare.after")}</figcaption>
        </figure>
      </div>
      <div class="transport">
        <IconButton icon={playing ? "pause" : "play"} label={playing ? t("compare.pause") : t("compare.play")} onClick={toggle} disabled={broken} />
        <input type="range" min="0" max={length || 1} step="0.01" value={at} aria-label={t("compare.seek")} onInput={(event) => seek(Number(event.currentTarget.value))} />
        <span class="muted small tabular">{clock(at)} / {clock(length)}</span>
        <IconButton icon={muted ? "mute" : "sound"} label={muted ? t("compare.unmute") : t("compare.mute")} onClick={() => setMuted(!muted)} />
      </div>
    </Dialog>
  );
}
