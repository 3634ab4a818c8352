import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isAbort } from "../../../bridge/errors";
import { pause } from "../../../bridge/retry";
import type { FarmView, InviteReply, WorkerView } from "../../../bridge/wire";
import { useParts, useSay } from "../parts/context";
import { Dialog, Thrown } from "../parts/pieces";

const EVERY_MS = 1500;

/** The workers of a farm: what each does, and who may come. */
export function FarmDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [farm, setFarm] = useState<FarmView | null>(null);
  const [thrown, setThrown] = useState<unknown>(null);
  useEffect(() => {
    const abort = new AbortController();
    const read = async (): Promise<void> => {
      while (!abort.signal.aborted) {
        await client.farm(abort.signal).then(setFarm, (caught: unknown) => { if (!isAbort(caught)) setThrown(caught); });
        await pause(EVERY_MS, abort.signal).catch(() => undefined);
      }
    };
    void read();
    return () => abort.abort();
  }, [client]);
  const change = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
      setFarm(await client.farm());
      setThrown(null);
    } catch (caught) {
      setThrown(caught);
    }
  };
  return (
    <Dialog title={t("farm.title")} onClose={onClose} wide>
      <Thrown thrown={thrown} onDismiss={() => setThrown(null)} />
      {farm ? (
        <>
          <p class={farm.connected ? "muted" : "bad"} role="status">{t(farm.connected ? "farm.connected" : "farm.lost", { broker: farm.broker ?? "" })} {t("farm.segments", { drawing: farm.drawing, waiting: farm.waiting + farm.sent })}</p>
          {farm.workers.length === 0 ? <p>{t("farm.none")}</p> : <Workers workers={farm.workers} onChange={(work) => void change(work)} />}
          <Keys keys={farm.keys} broker={farm.broker ?? ""} onChange={(work) => void change(work)} />
        </>
      ) : null}
    </Dialog>
  );
}

function Workers({ workers, onChange }: { readonly workers: readonly WorkerView[]; readonly onChange: (work: Promise<void>) => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  return (
    <div class="workers">
      <table>
        <thead><tr><th>{t("farm.worker")}</th><th>{t("farm.state")}</th><th>{t("farm.doing")}</th><th class="number">{t("farm.speed")}</th><th class="number">{t("farm.brought")}</th><th class="number">{t("farm.failures")}</th><th /></tr></thead>
        <tbody>
          {workers.map((one) => (
            <tr key={one.name}>
              <th scope="row">{one.name}</th>
              <td><span class={`state ${one.state}`}>{t(`farm.${one.state}`)}</span>{one.reason ? <p class="muted small">{one.reason}</p> : null}</td>
              <td>{one.doing.map((part) => <p key={`${part.clip} ${part.segment}`}>{t("farm.part", { clip: part.clip, segment: part.segment + 1, frames: part.frames })}</p>)}</td>
              <td class="number">{one.framesPerSecond > 0 ? one.framesPerSecond.toFixed(1) : ""}</td>
              <td class="number">{one.segments}</td>
              <td class="number">{one.failures}</td>
              <td>{one.state === "resting" || one.state === "setAside"
                ? <button type="button" class="button" aria-label={t("farm.resumeLabel", { name: one.name })} onClick={() => onChange(client.resumeWorker(one.name))}>{t("farm.resume")}</button>
                : <button type="button" class="button" aria-label={t("farm.restLabel", { name: one.name })} onClick={() => onChange(client.restWorker(one.name))}>{t("farm.rest")}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Keys(props: { readonly keys: readonly string[]; readonly broker: string; readonly onChange: (work: Promise<void>) => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [name, setName] = useState("");
  const [made, setMade] = useState<InviteReply | null>(null);
  const [copied, setCopied] = useState(false);
  const line = made ? `heygem work --farm ${made.broker} --key ${made.key}` : "";
  const invite = async (): Promise<void> => {
    setMade(await client.inviteWorker(name.trim()));
    setCopied(false);
    setName("");
  };
  return (
    <section class="settings" aria-label={t("farm.keys")}>
      <h3>{t("farm.keys")}</h3>
      {props.keys.map((key) => (
        <div key={key} class="log-tools"><span>{key}</span><button type="button" class="button" aria-label={t("farm.withdrawLabel", { name: key })} onClick={() => props.onChange(client.withdrawKey(key))}>{t("farm.withdraw")}</button></div>
      ))}
      <form onSubmit={(event) => { event.preventDefault(); props.onChange(invite()); }}>
        <label>{t("farm.keyName")}<input type="text" value={name} maxLength={60} required onInput={(event) => setName(event.currentTarget.value)} /></label>
        <div class="log-tools"><button type="submit" class="button">{t("farm.invite")}</button></div>
      </form>
      {made ? (
        <div class="invitation">
          <p>{t("farm.line")}</p>
          <code>{line}</code>
          {"clipboard" in navigator ? <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(line).then(() => setCopied(true))}>{copied ? t("farm.copied") : t("farm.copy")}</button> : null}
        </div>
      ) : null}
    </section>
  );
}
