import type { FolderItem, Project, ProjectItem } from "@adobe/premierepro";
import { HostError, type MediaRef } from "../host";
import { idIn, openProject, orElse, ownId, transact, type PremiereModule } from "./module";

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

export async function ensureBin(ppro: PremiereModule, project: Project, path: readonly string[]): Promise<string> {
  for (let depth = 1; depth <= path.length; depth++) {
    if (await walk(ppro, project, path.slice(0, depth))) continue;
    const parent = await walk(ppro, project, path.slice(0, depth - 1));
    const name = path[depth - 1] ?? "";
    if (!parent) throw new HostError("make bin", `the bin above "${name}" is gone`);
    transact(project, `New bin ${name}`, () => [parent.folder.createBinAction(name, false)]);
  }
  const made = await walk(ppro, project, path);
  if (!made?.item) throw new HostError("make bin", `"${path.join("/")}" did not appear`);
  return idIn(project, made.item.getId());
}

/** Files in a bin and below it. */
export async function mediaUnder(ppro: PremiereModule, project: Project, path: readonly string[]): Promise<readonly MediaRef[]> {
  const bin = await walk(ppro, project, path);
  return bin ? collect(ppro, project, bin.folder) : [];
}

async function collect(ppro: PremiereModule, project: Project, folder: FolderItem): Promise<MediaRef[]> {
  const found: MediaRef[] = [];
  for (const item of await folder.getItems()) {
    if (isBin(ppro, item)) found.push(...(await collect(ppro, project, ppro.FolderItem.cast(item))));
    else {
      const path = await orElse<string>(() => ppro.ClipProjectItem.cast(item).getMediaFilePath(), "");
      if (path) found.push({ id: idIn(project, item.getId()), name: item.name, path });
    }
  }
  return found;
}

/** The raw project items with these ids, in one walk. Placing refuses anything that was cast. */
export async function itemsById(ppro: PremiereModule, ids: readonly string[]): Promise<{ project: Project; item: (id: string) => ProjectItem }> {
  const project = await openProject(ppro, ids[0] ?? "");
  const found = new Map<string, ProjectItem>();
  await search(ppro, await project.getRootItem(), new Set(ids.map(ownId)), found);
  return {
    project,
    item: (id) => {
      const item = found.get(ownId(id));
      if (!item) throw new HostError("project item", `no project item ${id}`);
      return item;
    },
  };
}

async function search(ppro: PremiereModule, folder: FolderItem, wanted: ReadonlySet<string>, found: Map<string, ProjectItem>): Promise<void> {
  const items = await folder.getItems();
  for (const item of items) if (wanted.has(item.getId())) found.set(item.getId(), item);
  for (const item of items) {
    if (found.size === wanted.size) return;
    if (isBin(ppro, item)) await search(ppro, ppro.FolderItem.cast(item), wanted, found);
  }
}
