import type { JSX } from "preact";
import type { ReportWord } from "../../../bridge/wire";
import { useSay } from "../parts/context";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The words of a result: red where they may be others, with a dotted side where they may begin or end elsewhere. A click plays from a word and takes it as the range; with Shift the range grows to it. */
export function Words({ words, range, onPick }: { readonly words: readonly ReportWord[]; readonly range: Range; readonly onPick: (range: Range, play: number) => void }): JSX.Element {
  const { t } = useSay();
  const pick = (word: ReportWord, grow: boolean): void => {
    const from = grow && range.to > range.from ? Math.min(range.from, word.start) : word.start;
    const to = grow && range.to > range.from ? Math.max(range.to, word.end) : word.end;
    onPick({ from, to }, word.start);
  };
  return (
    <div class="words" role="group" aria-label={t("words.label")}>
      {words.map((word, index) => word.fit === "unheard"
        ? <s key={index} title={t("words.unheard")}>{word.text}</s>
        : <button key={index} type="button" class={`word ${word.fit}${word.startUnsure ? " open-start" : ""}${word.endUnsure ? " open-end" : ""}`} aria-pressed={word.start < range.to && word.end > range.from}
            title={word.fit === "unsure" ? t("words.unsure") : word.startUnsure || word.endUnsure ? t("words.edge") : undefined} onClick={(event) => pick(word, event.shiftKey)}>{word.text}</button>)}
    </div>
  );
}
