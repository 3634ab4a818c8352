import { pathKey } from "../timeline/track-item";

const NAME = "HeyGem Renders";

/**
 * The folder for renders next to a project, where the bridge may write there; null leaves the place to the bridge.
 * Neither a project that was never saved nor one outside the bridge's media folders has one.
 */
export function rendersFolder(projectPath: string, mediaFolders: readonly string[]): string | null {
  const path = projectPath.replace(/^\\\\\?\\/, "");
  const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  if (cut <= 0) return null;
  const folder = path.slice(0, cut);
  const key = `${pathKey(folder)}/`;
  const open = mediaFolders.map((root) => `${pathKey(root).replace(/\/$/, "")}/`).some((root) => key.startsWith(root) && !key.slice(root.length - 1).includes("/."));
  return open ? `${folder}${path[cut] ?? "/"}${NAME}` : null;
}
