import { describe, expect, it } from "vitest";
import { named, Scene, shown } from "./scene.ts";

const LAPTOP = "Mara's laptop";
const removes = (scene: Scene, by: string, device: string): string | null =>
  scene.does(by, "device.remove", { key: named(device) });

describe("devices", () => {
  it("let a member act from several, each with a key of its own", () => {
    const scene = Scene.of(2);
    expect(scene.adds("Mara", LAPTOP)).toBeNull();
    expect(scene.ask.personOf(named(LAPTOP))).toMatchObject({ member: 1, standing: "member" });
    expect(scene.does(LAPTOP, "member.introduce", { name: named("Mara"), about: null })).toBeNull();
    expect(scene.ask.devicesOf(1).map(({ key }) => key)).toEqual([named("Mara"), named(LAPTOP)]);
  });

  it("are added only when the new key has signed", () => {
    const scene = Scene.of(2);
    const body = { key: named(LAPTOP), label: null };
    expect(scene.does("Mara", "device.add", body)).toBe("device.keyNotShown");
    expect(scene.does("Mara", "device.add", body, [shown("device", "another")])).toBe("device.keyNotShown");
    expect(scene.does("Mara", "device.add", body, [shown("invitation", LAPTOP)])).toBe("device.keyNotShown");
  });

  it("are never anybody's twice, also after they were removed", () => {
    const scene = Scene.of(2);
    expect(scene.adds("Mara", "Tomas")).toBe("device.known");
    scene.adds("Mara", LAPTOP);
    removes(scene, "Mara", LAPTOP);
    expect(scene.adds("Mara", LAPTOP)).toBe("device.known");
    expect(scene.adds("Tomas", LAPTOP)).toBe("device.known");
  });

  it("are at most eight for one member", () => {
    const scene = Scene.of(1);
    for (let number = 2; number <= 8; number += 1) expect(scene.adds("Mara", `device ${number}`)).toBeNull();
    expect(scene.adds("Mara", "device 9")).toBe("device.tooMany");
  });

  it("are removed by their owner from any other, and act no more", () => {
    const scene = Scene.of(2);
    scene.adds("Mara", LAPTOP);
    expect(removes(scene, LAPTOP, "Mara")).toBeNull();
    expect(scene.ask.personOf(named("Mara"))).toBeNull();
    expect(scene.ask.device(named("Mara"))).toMatchObject({ status: "removed", label: null });
    expect(scene.does("Mara", "member.introduce", { name: named("x"), about: null })).toBe("authority.notEntitled");
  });

  it("cannot be removed by others, nor unknown ones, nor the last", () => {
    const scene = Scene.of(2);
    expect(removes(scene, "Tomas", "Mara")).toBe("device.notYours");
    expect(removes(scene, "Mara", "unknown")).toBe("device.unknown");
    expect(removes(scene, "Mara", "Mara")).toBe("device.last");
  });
});

describe("a cloned device", () => {
  const flagged = (): Scene => {
    const scene = Scene.of(2);
    scene.adds("Mara", LAPTOP);
    scene.nodeDoes("device.flagCloned", { key: named(LAPTOP) });
    return scene;
  };

  it("is flagged by the node alone, once, and only while it acts", () => {
    const scene = flagged();
    expect(scene.ask.personOf(named(LAPTOP))).toMatchObject({ standing: "member", deviceState: "cloned" });
    expect(scene.nodeDoes("device.flagCloned", { key: named(LAPTOP) })).toBe("device.alreadyFlagged");
    expect(scene.nodeDoes("device.flagCloned", { key: named("unknown") })).toBe("device.unknown");
    expect(scene.does("Tomas", "device.flagCloned", { key: named("Mara") })).toBe("authority.notEntitled");
    removes(scene, "Mara", LAPTOP);
    expect(scene.nodeDoes("device.flagCloned", { key: named(LAPTOP) })).toBe("device.unknown");
  });

  it("neither adds devices nor removes others, but speaks, decides and removes itself", () => {
    const scene = flagged();
    expect(scene.adds(LAPTOP, "the thief's")).toBe("device.cloned");
    expect(removes(scene, LAPTOP, "Mara")).toBe("device.cloned");
    expect(
      scene.does(LAPTOP, "exclusion.propose", {
        member: scene.id("Tomas"),
        reason: named("r"),
        sharedPurpose: named("p"),
      }),
    ).toBeNull();
    expect(removes(scene, LAPTOP, LAPTOP)).toBeNull();
  });
});
