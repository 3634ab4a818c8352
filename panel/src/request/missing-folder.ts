/** The folder that all of some files lie in, as their timeline names it; empty where they are named without one or share none. */
export function sharedFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split(/(?<=[\\/])/).slice(0, -1));
  const first = folders[0] ?? [];
  let count = first.length;
  for (const other of folders) while (count > 0 && first.slice(0, count).join("") !== other.slice(0, count).join("")) count -= 1;
  const shared = first.slice(0, count).join("");
  return shared.length > 1 ? shared.replace(/[\\/]$/, "") : "";
}
