import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TimelineReply } from "../../../bridge/wire";
import { sharedFolder } from "../../../request/missing-folder";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { IconButton } from "../parts/pieces";

const SHOWN = 5;

/** Files that the bridge does not find, and a way to say where they are. */
export function MissingMedia({ reply }: { readonly reply: TimelineReply }): JSX.Element | null {
  const { t } = useSay();
  const { timeline } = useParts();
  const { roots, reading } = useStore(timeline.state);
  const { missing } = reply;
  const shared = sharedFolder(missing.map((one) => one.path));
  const [from, setFrom] = useState(shared);
  const [to, setTo] = useState("");
  useEffect(() => setFrom(shared), [shared]);
  if (missing.length === 0 && roots.length === 0) return null;
  const look = async (): Promise<void> => {
    const taken = await timeline.addRoot(from.trim(), to.trim().replace(/^"(.*)"$/, "$1"));
    if (taken) setTo("");
  };
  return (
    <section class="block">
      {roots.length > 0 ? (
        <ul class="roots small">
          {roots.map((root, index) => (
            <li key={index}>
              <span>{root.from ? t("timeline.root.line", { from: root.from, to: root.to }) : t("timeline.root.line.names", { to: root.to })}</span>
              <IconButton icon="close" label={t("timeline.root.remove", { to: root.to })} onClick={() => void timeline.removeRoot(index)} quiet />
            </li>
          ))}
        </ul>
      ) : null}
      {missing.length > 0 ? (
        <div class="note warn" role="status">
          <Icon name="warn" />
          <div class="note-text">
            <strong>{t("timeline.missing", { n: missing.length })}</strong>
            <p>{t("timeline.missing.text")}</p>
            <ul class="missing small">
              {missing.slice(0, SHOWN).map((one) => <li key={one.path}>{one.outside ? t("timeline.missing.outside", { path: one.path }) : one.path}</li>)}
              {missing.length > SHOWN ? <li>{t("timeline.missing.others", { n: missing.length - SHOWN })}</li> : null}
            </ul>
            <form class="root-form" onSubmit={(event) => { event.preventDefault(); void look(); }}>
              <label class="field"><span>{t("timeline.root.from")}</span><input type="text" class="root-from" value={from} placeholder={t("timeline.root.names")} spellcheck={false} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
              <label class="field"><span>{t("timeline.root.to")}</span><input type="text" class="root-to" value={to} spellcheck={false} onInput={(event) => setTo(event.currentTarget.value)} /></label>
              <button type="submit" class="button" disabled={to.trim() === "" || reading}>{t("timeline.root.go")}</button>
            </form>
          </div>
        </div>
      ) : null}
    </section>
  );
}
