/** The part of Electron that the plugin's main process uses. The published typings come with all of Electron. */
export interface Electron {
  readonly app: {
    whenReady(): Promise<void>;
    on(event: "window-all-closed" | "will-quit", listener: () => void): void;
    quit(): void;
    getLocale(): string;
  };
  readonly BrowserWindow: new (options: WindowOptions) => ElectronWindow;
  readonly ipcMain: { handle(channel: string, listener: (event: unknown, text: unknown) => Promise<string>): void };
  readonly dialog: {
    showOpenDialog(options: { readonly properties: readonly string[]; readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[] }): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  };
  readonly shell: {
    /** Resolves to nothing, or to why it did not open. */
    openPath(path: string): Promise<string>;
  };
  readonly clipboard: { writeText(text: string): void };
}

export interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly title: string;
  readonly backgroundColor: string;
  readonly autoHideMenuBar: boolean;
  readonly webPreferences: { readonly preload: string; readonly contextIsolation: true; readonly sandbox: true; readonly nodeIntegration: false };
}

export interface ElectronWindow {
  loadFile(path: string): Promise<void>;
  readonly webContents: {
    setWindowOpenHandler(handler: () => { readonly action: "deny" }): void;
    on(event: "will-navigate", listener: (event: { preventDefault(): void }) => void): void;
  };
}

/** What Electron gives a preload script. */
export interface ElectronRenderer {
  readonly contextBridge: { exposeInMainWorld(name: string, calls: Readonly<Record<string, unknown>>): void };
  readonly ipcRenderer: { invoke(channel: string, text: string): Promise<string> };
}

/** Blackmagic's module, which comes with Resolve and belongs to the version of it that is installed. */
export interface WorkflowIntegration {
  InitializePromise(pluginId: string): Promise<boolean>;
  GetResolvePromise(): Promise<unknown>;
  /** After how many seconds a call that does not come back fails. */
  SetAPITimeout?(seconds: number): unknown;
  CleanUp(): unknown;
}

/** The one channel between window and main process. */
export const CHANNEL = "heygem";
