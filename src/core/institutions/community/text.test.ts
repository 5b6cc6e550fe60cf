import { describe, expect, it } from "vitest";
import { named, Scene } from "./scene.ts";

describe("erasing a text", () => {
  const erase = (scene: Scene, name: string, reason: string, hashes = [named("a post")]): string | null =>
    scene.does(name, "text.erase", { hashes, reason });

  it("is open to every member and guest for texts of their own, which admission checks", () => {
    const scene = Scene.of(6);
    scene.welcomes("Olu", "guest");
    expect(erase(scene, "Olu", "author")).toBeNull();
    expect(scene.events).toEqual([{ kind: "text.erased", hashes: [named("a post")], reason: "author" }]);
  });

  it("is open to a moderator where safety or the law asks for it", () => {
    const scene = Scene.of(6);
    expect(erase(scene, "Jon", "safeguarding")).toBe("text.needsModerator");
    expect(erase(scene, "Jon", "law")).toBe("text.needsModerator");
    scene.appoints("Jon", "facilitator");
    expect(erase(scene, "Jon", "safeguarding")).toBeNull();
    expect(erase(scene, "Jon", "law")).toBeNull();
  });

  it("names at least one text, and strangers erase none", () => {
    const scene = Scene.of(2);
    expect(erase(scene, "Mara", "author", [])).toBe("text.none");
    expect(erase(scene, "Eve", "author")).toBe("authority.notEntitled");
  });
});
