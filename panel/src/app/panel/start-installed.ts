import type { PanelNode } from "./node-transport";

/** Where the installer puts the program, best first. `home` is the user's own folder. */
export function usualPlaces(platform: string, home: string): readonly string[] {
  if (platform.startsWith("win")) return [`${home}\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe`];
  const app = "HeyGem Bridge.app/Contents/Resources/program/heygem";
  if (platform === "darwin") return [`${home}/Applications/${app}`, `/Applications/${app}`];
  return [`${home}/.local/share/heygem-bridge-program/heygem`, "/usr/bin/heygem"];
}

/** The folder in what Windows' `reg query` prints of the installer's own record. */
export function folderOf(printed: string): string | null {
  return /^\s*Folder\s+REG_SZ\s+(.+?)\s*$/m.exec(printed)?.[1] ?? null;
}

/** The installed program; null where none is found. */
export async function installedProgram(node: PanelNode): Promise<string | null> {
  const os = node("os");
  const { existsSync } = node("fs");
  const found = usualPlaces(os.platform(), os.homedir()).find((path) => existsSync(path));
  if (found !== undefined || !os.platform().startsWith("win")) return found ?? null;
  const printed = await new Promise<string>((resolve) => {
    node("child_process").execFile("reg", ["query", "HKCU\\Software\\HeyGem Bridge", "/v", "Folder"], { windowsHide: true }, (error, text) => resolve(error ? "" : String(text)));
  });
  const folder = folderOf(printed);
  return folder !== null && existsSync(`${folder}\\heygem.exe`) ? `${folder}\\heygem.exe` : null;
}

/** Starts the installed bridge on its own, so that it outlives the application. Rejects where it is not installed or cannot be run. */
export async function startInstalled(node: PanelNode): Promise<void> {
  const program = await installedProgram(node);
  if (program === null) throw new Error("HeyGem Bridge is not installed in any of the usual places");
  await new Promise<void>((resolve, reject) => {
    const child = node("child_process").spawn(program, ["start"], { detached: true, stdio: "ignore", windowsHide: true });
    child.once("error", reject);
    child.once("spawn", () => resolve());
    child.unref();
    setTimeout(resolve, 2000); // Node before 15 has no such event; an error would have come by now.
  });
}
