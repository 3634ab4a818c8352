import type { FolderItem, Project, ProjectItem } from "@adobe/premierepro";
import { HostError, type MediaRef } from "../host";
import { openProject, orElse, transact, type PremiereModule } from "./module";

/** The bin at `path` below the root, or null. `item` is the raw project item that import wants, null for the root. */
async function walk(ppro: PremiereModule, project: Project, path: readonly string[]): Promise<{ folder: FolderItem; item: ProjectItem | null } | null> {
  let at: { folder: FolderItem; item: ProjectItem | null } = { folder: await project.getRootItem(), item: null };
  for (const name of path) {
    const item = (await at.folder.getItems()).find((one) => one.name === name && isBin(ppro, one));
    if (!item) return null;
    at = { folder: ppro.FolderItem.cast(item), item };
  }
  return at;
}

function isBin(ppro: PremiereModule, item: ProjectItem): boolean {
  return item.type === ppro.ProjectItem.TYPE_BIN;
}

export async function ensureBin(ppro: PremiereModule, path: readonly string[]): Promise<string> {
  const project = await openProject(ppro);
  for (let depth = 1; depth <= path.length; depth++) {
    if (await walk(ppro, project, path.slice(0, depth))) continue;
    const parent = await walk(ppro, project, path.slice(0, depth - 1));
    const name = path[depth - 1] ?? "";
    if (!parent) throw new HostError("make bin", `the bin above "${name}" is gone`);
    transact(project, `New bin ${name}`, () => [parent.folder.createBinAction(name, false)]);
  }
  const made = await walk(ppro, project, path);
  if (!made?.item) throw new HostError("make bin", `"${path.join("/")}" did not appear`);
  return made.item.getId();
}

/** Files in a bin and below it. */
export async function mediaUnder(ppro: PremiereModule, path: readonly string[]): Promise<readonly MediaRef[]> {
  const bin = await walk(ppro, await openProject(ppro), path);
  return bin ? collect(ppro, bin.folder) : [];
}

async function collect(ppro: PremiereModule, folder: FolderItem): Promise<MediaRef[]> {
  const found: MediaRef[] = [];
  for (const item of await folder.getItems()) {
    if (isBin(ppro, item)) found.push(...(await collect(ppro, ppro.FolderItem.cast(item))));
    else {
      const path = await orElse<string>(() => ppro.ClipProjectItem.cast(item).getMediaFilePath(), "");
      if (path) found.push({ id: item.getId(), name: item.name, path });
    }
  }
  return found;
}

/** The raw project item with this id. Placing refuses anything that was cast. */
export async function itemById(ppro: PremiereModule, id: string): Promise<ProjectItem> {
  const found = await search(ppro, await (await openProject(ppro)).getRootItem(), id);
  if (!found) throw new HostError("project item", `no project item ${id}`);
  return found;
}

async function search(ppro: PremiereModule, folder: FolderItem, id: string): Promise<ProjectItem | null> {
  const items = await folder.getItems();
  const here = items.find((item) => item.getId() === id);
  if (here) return here;
  for (const item of items) {
    if (!isBin(ppro, item)) continue;
    const below = await search(ppro, ppro.FolderItem.cast(item), id);
    if (below) return below;
  }
  return null;
}
