import { expect, test } from "vitest";
import { rendersFolder } from "../src/request/output-folder";

test.each([
  ["/film/eva/cut/film.prproj", ["/film/eva"], "/film/eva/cut/HeyGem Renders"],
  ["C:\\film\\eva\\cut\\film.prproj", ["C:\\Film\\Eva", "D:\\"], "C:\\film\\eva\\cut\\HeyGem Renders"],
  ["\\\\?\\D:\\cut\\film.prproj", ["D:\\"], "D:\\cut\\HeyGem Renders"],
  ["/Volumes/Raid/film.prproj", ["/film/eva", "/Volumes"], "/Volumes/Raid/HeyGem Renders"],
  ["/srv/film.prproj", ["/film/eva"], null],
  ["/film/evander/film.prproj", ["/film/eva"], null],
  ["/film/eva/.hidden/film.prproj", ["/film/eva"], null],
  ["film.prproj", ["/film/eva"], null],
  ["", ["/film/eva"], null],
  ["/film/eva/film.prproj", [], null],
])("renders of %s go to %s when media may lie in %j", (project, roots, folder) => {
  expect(rendersFolder(project, roots)).toBe(folder);
});
