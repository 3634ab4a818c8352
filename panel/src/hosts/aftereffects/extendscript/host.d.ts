/** What After Effects has and its published typings leave out or say otherwise. */
interface FolderMaker {
  addFolder(name: string): FolderItem;
}
