import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BridgeProblem } from "../../bridge/errors";
import { useParts, useSay } from "./parts/context";

type Trouble = "signin.password_bad" | "signin.busy";

/** Shown to a browser on another machine: only there the page comes encrypted. The password is sent once and kept nowhere. */
export function LanSignIn(): JSX.Element {
  const { t } = useSay();
  const { client, session } = useParts();
  const [password, setPassword] = useState("");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asking, setAsking] = useState(false);
  const go = async (): Promise<void> => {
    setAsking(true);
    setTrouble(null);
    try {
      await session.redeemPassword(client, password);
    } catch (thrown) {
      setTrouble(thrown instanceof BridgeProblem && thrown.code === "auth.code_refused" ? "signin.password_bad" : "signin.busy");
    } finally {
      setAsking(false);
    }
  };
  return (
    <main class="signin">
      <h1>{t("signin.go")}</h1>
      <p>{t("signin.lan_text")}</p>
      <form onSubmit={(event) => { event.preventDefault(); void go(); }}>
        <label class="field">
          <span>{t("signin.password")}</span>
          <input type="password" autocomplete="current-password" maxLength={200} value={password}
            onInput={(event) => { setPassword(event.currentTarget.value); setTrouble(null); }} />
        </label>
        <button type="submit" class="button primary" disabled={asking || password.length === 0}>{t("signin.go")}</button>
        {trouble ? <p role="alert" class="bad">{t(trouble)}</p> : null}
      </form>
    </main>
  );
}
