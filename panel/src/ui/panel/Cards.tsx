import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { OWN_VERSION } from "../../bridge/version";
import { useStore } from "../../state/store";
import { on } from "../events";
import { Button, Card, Failure, usePanel, usePanelSay, valueOf } from "./parts";

/** The one thing that stands between the editor and a render, if there is one, and how to get past it. */
export function BridgeCard(): JSX.Element | null {
  const { t } = usePanelSay();
  const { connection } = usePanel();
  const { bridge, detail, update, capabilities } = useStore(connection.state);
  switch (bridge) {
    case "ready":
    case "looking":
      return null;
    case "silent":
      return (
        <Card kind="warn" title={t("card.silent.title")}>
          <StartBridge />
          <div class="text">{t("card.silent.text")}</div>
          <div class="command">{t("card.silent.command")}</div>
          <div class="command">{t("card.silent.command.mac")}</div>
          <div class="text">{t("card.silent.next")}</div>
          {detail ? <div class="fine">{detail}</div> : null}
        </Card>
      );
    case "refused":
      return (
        <Card kind="bad" title={t("card.refused.title")}>
          <div class="text">{t("card.refused.text")}</div>
          <div class="fine">{detail}</div>
        </Card>
      );
    case "mismatch":
      return (
        <Card kind="bad" title={t("card.mismatch.title")}>
          <div class="text">{update ? t(`card.mismatch.${update}`, { own: OWN_VERSION, bridge: capabilities?.version ?? "?" }) : t("card.mismatch.text")}</div>
          {detail ? <div class="fine">{detail}</div> : null}
          <div class="text">{t("card.mismatch.safe")}</div>
        </Card>
      );
    case "unpaired":
      return <PairCard />;
  }
}

/** Asks for the bridge; the card stays until it answers. */
function StartBridge(): JSX.Element {
  const { t } = usePanelSay();
  const { startBridge } = usePanel();
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState("");
  const start = (): void => {
    setRefused("");
    setAsked(true);
    startBridge().catch((thrown: unknown) => {
      setAsked(false);
      setRefused(thrown instanceof Error ? thrown.message : String(thrown));
    });
  };
  return (
    <div>
      <Button kind="primary" onPress={start}>{t("card.start")}</Button>
      {asked ? <div class="fine">{t("card.start.asked")}</div> : null}
      {refused ? <div class="fine warn-text">{t("card.start.refused", { reason: refused })}</div> : null}
    </div>
  );
}

/** The steps of starting that failed. */
export function FaultCards(): JSX.Element {
  const { t } = usePanelSay();
  const { faults } = usePanel();
  return (
    <div>
      {useStore(faults).map((one) => (
        <Card key={one.step} kind="bad" title={t(`fault.${one.step}`)}>
          <div class="text">{t("fault.next")}</div>
          <div class="fine">{one.step}: {one.detail}</div>
        </Card>
      ))}
    </div>
  );
}

function PairCard(): JSX.Element {
  const { t } = usePanelSay();
  const { connection } = usePanel();
  const [digits, setDigits] = useState("");
  const [port, setPort] = useState(String(connection.state.get().port));
  const [error, setError] = useState<unknown>(null);
  const number = Number(port);
  const ready = /^\d{6}$/.test(digits) && Number.isInteger(number) && number > 0 && number < 65536;
  const go = (): void => {
    setError(null);
    connection.pair(number, digits).catch(setError);
  };
  return (
    <Card kind="plain" title={t("card.unpaired.title")}>
      <div class="text">{t("card.unpaired.text")}</div>
      <div class="row">
        <div class="grow"><div class="label">{t("card.unpaired.digits")}</div><input type="text" class="input digits" aria-label={t("card.unpaired.digits")} value={digits} {...on("input", (event) => setDigits(valueOf(event)))} /></div>
        <div class="port"><div class="label">{t("card.unpaired.port")}</div><input type="text" class="input" aria-label={t("card.unpaired.port")} value={port} {...on("input", (event) => setPort(valueOf(event)))} /></div>
      </div>
      <Button kind="primary" disabled={!ready} onPress={go}>{t("card.unpaired.go")}</Button>
      <Failure thrown={error} />
    </Card>
  );
}
