import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { BridgeProblem } from "../../bridge/errors";
import { useParts, useSay } from "./parts/context";
import { Dialog, Thrown } from "./parts/pieces";

/** Shown where this browser is not known to the bridge. */
export function SignIn(): JSX.Element {
  const { t } = useSay();
  const { client, session } = useParts();
  const [digits, setDigits] = useState("");
  const [bad, setBad] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const go = async (): Promise<void> => {
    setThrown(null);
    try {
      await session.redeemDigits(client, digits);
    } catch (caught) {
      if (caught instanceof BridgeProblem && caught.code === "auth.code_refused") setBad(true);
      else setThrown(caught);
    }
  };
  return (
    <main class="signin">
      <h1>{t("signin.title")}</h1>
      <p class="lead">{t("signin.what")}</p>
      <p>{t("signin.text")}</p>
      <form onSubmit={(event) => { event.preventDefault(); void go(); }}>
        <label class="field">
          <span>{t("signin.code")}</span>
          <input type="text" inputMode="numeric" autocomplete="one-time-code" maxLength={6} value={digits}
            onInput={(event) => { setDigits(event.currentTarget.value.replace(/\D/g, "")); setBad(false); }} />
        </label>
        <button type="submit" class="button primary" disabled={digits.length !== 6}>{t("signin.go")}</button>
        <Thrown thrown={thrown} onDismiss={() => setThrown(null)} />
        {bad ? <p role="alert" class="bad">{t("signin.bad")}</p> : null}
      </form>
    </main>
  );
}

/** Six digits for the panel in Premiere. */
export function PairDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [code, setCode] = useState("······");
  const [thrown, setThrown] = useState<unknown>(null);
  useEffect(() => {
    client.pairingCode().then((found) => setCode(found.code), setThrown);
  }, [client]);
  return (
    <Dialog title={t("pair.title")} onClose={onClose}>
      <Thrown thrown={thrown} onDismiss={() => setThrown(null)} />
      <p class="pair-code" aria-live="polite">{code}</p>
      <p>{t("pair.text")}</p>
    </Dialog>
  );
}
