/** What a CEP panel finds in its window: Adobe's bridge to the application and Node's loader. Both hand on to the runner. */
export interface CepSetup {
  readonly port: number;
  readonly token: string;
  readonly locale: string;
  /** The application that the panel is in; Premiere where it is not said. */
  readonly application?: "AEFT";
}

export interface CepCall {
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface CepReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface RunnerWindow {
  readonly heygemSetup: CepSetup;
  /** Evaluates ExtendScript in the runner's engine. */
  heygemEval(code: string): Promise<string>;
  /** Makes a request as Node does, or null when nobody answers. */
  heygemCall(call: CepCall): Promise<CepReply | null>;
  /** The colour behind the application's panels. */
  heygemColour?: { readonly red: number; readonly green: number; readonly blue: number };
  /** What was started. */
  heygemStarted: string[];
  __adobe_cep__: unknown;
  require(name: string): unknown;
}

interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  setEncoding(name: string): void;
  on(event: string, listener: (chunk: string) => void): void;
}

const runner = window as unknown as RunnerWindow;
const setup = runner.heygemSetup;
runner.heygemStarted = [];

runner.__adobe_cep__ = {
  evalScript: (code: string, done: (answer: string) => void) => void runner.heygemEval(code).then(done),
  getHostEnvironment: () => JSON.stringify({ appId: setup.application ?? "PPRO", appVersion: "24.6.0", appUILocale: setup.locale, appSkinInfo: { panelBackgroundColor: { color: runner.heygemColour ?? { red: 35, green: 35, blue: 35, alpha: 255 } } } }),
  addEventListener: (type: string, listener: () => void) => window.addEventListener(type, listener),
};

/** Enough of `http.request`: one request with its whole body, one reply in one piece, an error or a hang-up. */
function request(options: Omit<CepCall, "body">, answered: (reply: Reply) => void): unknown {
  const failed: ((error: Error) => void)[] = [];
  let over = false;
  const fail = (error: Error): void => {
    if (!over) for (const listener of failed) listener(error);
    over = true;
  };
  const receive = (reply: CepReply): void => {
    if (over) return;
    over = true;
    const listeners: Record<string, (chunk: string) => void> = {};
    answered({ statusCode: reply.status, headers: reply.headers, setEncoding: () => undefined, on: (event, listener) => void (listeners[event] = listener) });
    listeners["data"]?.(reply.text);
    listeners["end"]?.("");
  };
  return {
    on: (_event: "error", listener: (error: Error) => void) => failed.push(listener),
    destroy: fail,
    end: (body?: string) => {
      const { port, path, method, headers } = options;
      void runner.heygemCall({ port, path, method, headers, body: body ?? null }).then((reply) => (reply ? receive(reply) : fail(new Error("connect ECONNREFUSED"))));
    },
  };
}

const modules: Readonly<Record<string, unknown>> = {
  http: { request },
  os: { platform: () => "linux", homedir: () => "/editor" },
  child_process: {
    spawn: (program: string, words: readonly string[]) => {
      runner.heygemStarted.push([program, ...words].join(" "));
      return { once: (event: string, listener: () => void) => void (event === "spawn" && listener()), unref: () => undefined };
    },
  },
  fs: { existsSync: (path: string) => path.startsWith("/editor/"), readFileSync: () => JSON.stringify({ port: setup.port, token: setup.token }) },
};
runner.require = (name) => modules[name];
