import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";

/** Adds media by path: the bridge reads it where it lies, so nothing is copied. Paths that `onPaths` gives back were refused and stay, to be mended. */
export function PathField(props: { label: string; many: boolean; onPaths: (paths: string[]) => Promise<readonly string[]> | void }): JSX.Element {
  const { t } = useSay();
  const { session } = useParts();
  const folders = useStore(session.state).capabilities?.mediaFolders ?? [];
  const [text, setText] = useState("");
  const add = async (): Promise<void> => {
    const paths = text.split("\n").map((line) => line.trim().replace(/^"(.*)"$/, "$1")).filter((line) => line !== "");
    if (paths.length === 0) return;
    setText("");
    const refused = (await props.onPaths(props.many ? paths : paths.slice(0, 1))) ?? [];
    if (refused.length > 0) setText((now) => [...refused, ...(now === "" ? [] : [now])].join("\n"));
  };
  return (
    <details class="path">
      <summary>{t("path.toggle")}</summary>
      <div class="path-row">
        {props.many ? (
          <textarea rows={3} aria-label={props.label} placeholder={t("path.placeholder")} value={text} spellcheck={false}
            onInput={(event) => setText(event.currentTarget.value)} />
        ) : (
          <input type="text" aria-label={props.label} placeholder={t("path.placeholder")} value={text} spellcheck={false}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === "Enter") void add(); }} />
        )}
        <button type="button" class="button" onClick={() => void add()} disabled={text.trim() === ""}>{t("path.add")}</button>
      </div>
      {folders.length > 0 ? <p class="help">{t("path.folders", { folders: folders.join(", ") })}</p> : null}
    </details>
  );
}
