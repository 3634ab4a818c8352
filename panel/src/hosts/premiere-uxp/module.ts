import type { Action, premierepro, Project } from "@adobe/premierepro";
import { HostError } from "../host";

/** The part of Premiere's module that the panel uses. */
export type PremiereModule = Pick<
  premierepro,
  | "Project"
  | "Guid"
  | "ProjectItem"
  | "ClipProjectItem"
  | "FolderItem"
  | "SequenceEditor"
  | "TickTime"
  | "TrackItemSelection"
  | "VideoClipTrackItem"
  | "VideoFilterFactory"
  | "Markers"
  | "Properties"
  | "EventManager"
  | "SourceMonitor"
  | "Constants"
> & Partial<Pick<premierepro, "Transcript">>;

let done = 0;

/** How many undo steps were made here: there is one Premiere. */
export function undoSteps(): number {
  return done;
}

/**
 * One undo step. Actions are made inside the lock, as Premiere 26.3 demands, by a callback that must not wait for anything.
 * Premiere reports failure by throwing or by answering false; both become HostError.
 */
export function transact(project: Project, undo: string, make: () => readonly Action[]): void {
  let carried = false;
  let thrown: unknown;
  project.lockedAccess(() => {
    try {
      carried = project.executeTransaction((compound) => {
        for (const action of make()) compound.addAction(action);
      }, undo);
    } catch (error) {
      thrown = error;
    }
  });
  if (thrown !== undefined) throw HostError.from(undo, thrown);
  if (!carried) throw new HostError(undo, "Premiere did not carry out the change");
  done += 1;
}

/** The project in front. Rejects where none is open. */
export async function frontProject(ppro: PremiereModule): Promise<Project> {
  const project = await ppro.Project.getActiveProject();
  if (!project) throw new HostError("project", "no project is open");
  return project;
}

/** Ids as the panel keeps them: which project, then which sequence or item of it. */
export function idIn(project: Project, own: string): string {
  return `${project.guid.toString()}/${own}`;
}

/** The part of an id that Premiere itself gave. */
export function ownId(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}

/** The open project that an id is of, or null. Never the one in front by mere chance. */
export async function projectOf(ppro: PremiereModule, id: string): Promise<Project | null> {
  const guid = id.slice(0, Math.max(0, id.indexOf("/")));
  if (guid === "") return null;
  const front = await orElse<Project | null>(() => ppro.Project.getActiveProject(), null);
  if (front?.guid.toString() === guid) return front;
  const found = await orElse<Project | null>(async () => ppro.Project.getProject(ppro.Guid.fromString(guid)), null);
  return found && found.guid.toString() === guid ? found : null;
}

/** As `projectOf`, where it must be open. */
export async function openProject(ppro: PremiereModule, id: string): Promise<Project> {
  const project = await projectOf(ppro, id);
  if (!project) throw new HostError("project", "its project is not open");
  return project;
}

/** A call that some kinds of project item refuse: the fallback stands for the refusal. */
export async function orElse<T>(call: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await call();
  } catch {
    return fallback;
  }
}
