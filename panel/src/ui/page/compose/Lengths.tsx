import type { JSX } from "preact";
import type { Draft } from "../../../state/page/draft";
import type { RenderOptions } from "../../../request/options";
import { useStore, type Store } from "../../../state/store";
import { useSay } from "../parts/context";

/** Seconds by which voice and clip may differ without a word: nobody sees it. */
const NEAR = 0.3;
const REMEDIES = ["loop", "pingPong", "hold"] as const;

/** Tells before rendering where the result will end, and offers the remedy. */
export function Lengths({ draft, options }: { readonly draft: Draft; readonly options: Store<RenderOptions> }): JSX.Element | null {
  const { t } = useSay();
  const { voice, clips } = useStore(draft.state);
  const { fit } = useStore(options);
  const spoken = voice?.seconds ?? null;
  if (fit !== "cut" || spoken === null) return null;
  const known = clips.flatMap((one) => (one.seconds === null ? [] : [one.seconds]));
  const shorter = known.filter((one) => one < spoken - NEAR);
  const [only] = known;
  const say = (seconds: number): string => t("time.seconds", { n: seconds.toFixed(1) });
  if (shorter.length === 0) {
    if (known.length !== 1 || only === undefined || only < spoken + NEAR) return null;
    return <p class="muted small">{t("length.clipLonger", { clip: say(only), voice: say(spoken) })}</p>;
  }
  return (
    <div class="note warn lengths" role="status">
      <div class="note-text">
        <p>{clips.length === 1 ? t("length.voiceLonger", { voice: say(spoken), clip: say(shorter[0] ?? 0) }) : t("length.someShorter", { n: shorter.length, voice: say(spoken) })}</p>
        <div class="remedies" role="group" aria-label={t("length.remedy")}>{REMEDIES.map((one) => <button key={one} type="button" class="button small" onClick={() => options.patch({ fit: one })}>{t(`fit.${one}`)}</button>)}</div>
      </div>
    </div>
  );
}
