import { describe, expect, it } from "vitest";
import { named, Scene, shown } from "./scene.ts";

describe("a name", () => {
  it("is given and changed by its owner, a guest too, and kept only as the hash of a text", () => {
    const scene = Scene.of(2);
    scene.welcomes("Olu", "guest");
    expect(
      scene.does("Olu", "member.introduce", { name: named("Olu B."), about: named("plays the trumpet") }),
    ).toBeNull();
    expect(scene.ask.member(scene.ordinal("Olu"))).toMatchObject({
      name: named("Olu B."),
      about: named("plays the trumpet"),
    });
  });
});

describe("leaving", () => {
  it("ends membership, offices and devices at once", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    expect(scene.does("Jon", "member.leave", {})).toBeNull();
    expect(scene.kinds()).toEqual(["office.ended", "member.left"]);
    expect(scene.standing("Jon")).toBe("gone");
    expect(scene.ask.personOf(named("Jon"))).toBeNull();
    expect(scene.ask.devicesOf(scene.ordinal("Jon"))).toEqual([]);
    expect(scene.ask.officeHolders()).toEqual([]);
    expect(scene.ask.totals).toEqual({ members: 5, guests: 0, electors: 5 });
    expect(
      scene.does("Jon", "member.invite", {
        key: named("k"),
        role: "member",
        expiresAt: scene.in({ days: 1 }),
        note: null,
      }),
    ).toBe("authority.notEntitled");
  });

  it("lets somebody come back by a new invitation, with a new key", () => {
    const scene = Scene.of(6);
    scene.does("Jon", "member.leave", {});
    const invitation = scene.invites("Mara", "Jon");
    expect(scene.joins("Jon", invitation)).toBe("device.known");
    expect(scene.joins("Jon's new phone", invitation, "invitation for Jon")).toBeNull();
    expect(scene.ask.totals.members).toBe(6);
  });

  it("closes a hearing about who leaves, and the recovery open for them", () => {
    const scene = Scene.of(6);
    scene.does("Mara", "exclusion.propose", { member: scene.id("Jon"), reason: named("r"), sharedPurpose: named("p") });
    scene.does("Lea", "recovery.start", { member: scene.id("Jon"), newKey: named("new") }, [shown("device", "new")]);
    expect(scene.does("Jon", "member.leave", {})).toBeNull();
    expect(scene.kinds()).toEqual(["recovery.ended", "hearing.closed", "member.left"]);
    expect(scene.ask.hearings()).toEqual([]);
    expect(scene.ask.recoveries()).toEqual([]);
    expect(
      scene.does("Mara", "exclusion.propose", {
        member: scene.id("Jon"),
        reason: named("r"),
        sharedPurpose: named("p"),
      }),
    ).toBe("member.ended");
  });

  it("takes the deadlines of who leaves with it", () => {
    const scene = Scene.of(5, { "membership.probationDays": 28 });
    scene.welcomes("Piet");
    scene.does("Piet", "member.takeLeave", { from: scene.in({ days: 2 }), until: scene.in({ days: 9 }) });
    scene.does("Piet", "member.leave", {});
    scene.pass({ days: 100 });
    expect(scene.standing("Piet")).toBe("gone");
    expect(scene.ask.tasksOf(scene.ordinal("Piet"))).toEqual([]);
    expect(scene.ask.electors).toBe(5);
  });
});

describe("a leave of absence", () => {
  it("takes who is away out of the electorate, from its first to its last instant", () => {
    const scene = Scene.of(3);
    const [from, until] = [scene.in({ days: 3 }), scene.in({ days: 10 })];
    expect(scene.does("Tomas", "member.takeLeave", { from, until })).toBeNull();
    expect(scene.justBefore(from).standing("Tomas")).toBe("member");
    expect(scene.at(from).standing("Tomas")).toBe("onLeave");
    expect(scene.ask.electors).toBe(2);
    expect(scene.justBefore(until).standing("Tomas")).toBe("onLeave");
    expect(scene.at(until).standing("Tomas")).toBe("member");
    expect(scene.ask.electors).toBe(3);
  });

  it("leaves what opened meanwhile to the others, and what opened before to everybody who was there", () => {
    const scene = Scene.of(3);
    const tomas = scene.ordinal("Tomas");
    const before = scene.now;
    scene.pass({ days: 1 }).does("Tomas", "member.takeLeave", { from: scene.now, until: scene.in({ days: 5 }) });
    expect(scene.standing("Tomas")).toBe("onLeave");
    const meanwhile = scene.pass({ days: 1 }).now;
    expect(scene.ask.isElector(tomas, before)).toBe(false);
    expect(scene.does("Tomas", "member.return", {})).toBeNull();
    expect(scene.ask.isElector(tomas, before)).toBe(true);
    expect(scene.ask.isElector(tomas, meanwhile)).toBe(false);
    expect(scene.ask.isElector(tomas, scene.in({ ms: 1 }))).toBe(true);
  });

  it("after a second absence no longer lets them decide what opened before the end of the first", () => {
    const scene = Scene.of(3);
    const tomas = scene.ordinal("Tomas");
    const opened = [scene.now];
    for (let round = 0; round < 2; round += 1) {
      scene.pass({ days: 1 }).does("Tomas", "member.takeLeave", { from: scene.now, until: scene.in({ days: 1 }) });
      opened.push(scene.pass({ hours: 1 }).now, scene.pass({ days: 1 }).now);
    }
    expect(opened.map((openedAt) => scene.ask.isElector(tomas, openedAt))).toEqual([false, false, true, false, true]);
  });

  it("lets who is away read and speak, but neither decide nor hold power", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    scene.does("Jon", "member.takeLeave", { from: scene.now, until: scene.in({ days: 5 }) });
    expect(scene.holds("Jon", "steward")).toBe(false);
    expect(scene.does("Jon", "member.introduce", { name: named("Jon, away"), about: null })).toBeNull();
    expect(
      scene.does("Jon", "exclusion.propose", {
        member: scene.id("Lea"),
        reason: named("r"),
        sharedPurpose: named("p"),
      }),
    ).toBe("authority.notEntitled");
    scene.pass({ days: 5 });
    expect(scene.holds("Jon", "steward")).toBe(true);
  });

  it("can be taken back before it begins", () => {
    const scene = Scene.of(3);
    const from = scene.in({ days: 3 });
    scene.does("Tomas", "member.takeLeave", { from, until: scene.in({ days: 9 }) });
    expect(scene.does("Tomas", "member.return", {})).toBeNull();
    expect(scene.at(from).standing("Tomas")).toBe("member");
    expect(scene.does("Tomas", "member.return", {})).toBe("leave.none");
  });

  it("is refused when one is planned, when it ends before it begins, and when it is too long or too far off", () => {
    const scene = Scene.of(3);
    const leave = (from: number, until: number): string | null =>
      scene.does("Tomas", "member.takeLeave", { from: scene.in({ days: from }), until: scene.in({ days: until }) });
    expect(leave(3, 3)).toBe("leave.endsBeforeItBegins");
    expect(leave(-9, 0)).toBe("leave.endsBeforeItBegins");
    expect(leave(0, 183)).toBe("leave.tooLong");
    expect(scene.refusal).toMatchObject({ clause: "charter.membership.leaveDaysMaximum", data: { days: 182 } });
    expect(leave(367, 368)).toBe("leave.tooFarAhead");
    expect(leave(366, 366 + 182)).toBeNull();
    expect(leave(1, 2)).toBe("leave.alreadyPlanned");
  });

  it("during probation goes on by itself, and probation too", () => {
    const scene = Scene.of(5, { "membership.probationDays": 28 });
    scene.welcomes("Piet");
    scene.does("Piet", "member.takeLeave", { from: scene.now, until: scene.in({ days: 40 }) });
    scene.pass({ days: 28 });
    expect(scene.standing("Piet")).toBe("onLeave");
    expect(scene.ask.electors).toBe(5);
    const meanwhile = scene.now;
    scene.pass({ days: 12 });
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.ask.isElector(scene.ordinal("Piet"), meanwhile)).toBe(false);
    expect(scene.ask.isElector(scene.ordinal("Piet"), scene.now)).toBe(true);
  });
});

describe("guests", () => {
  const twoSponsors = { "membership.sponsors": 2 };

  it("come by an invitation of one elector, read and speak, and do not count in the electorate", () => {
    const scene = Scene.of(3, twoSponsors);
    expect(scene.joins("Olu", scene.invites("Mara", "Olu", "guest"))).toBeNull();
    expect(scene.standing("Olu")).toBe("guest");
    expect(scene.ask.totals).toEqual({ members: 3, guests: 1, electors: 3 });
    expect(scene.ask.isElector(scene.ordinal("Olu"), scene.in({ days: 1 }))).toBe(false);
  });

  it("are not invited where the charter has no guests", () => {
    const scene = Scene.of(2, { "systems.guests": false });
    scene.invites("Mara", "Olu", "guest");
    expect(scene.refusal).toMatchObject({ kind: "guest.systemOff", clause: "charter.systems.guests" });
  });

  it("leave by themselves when their stay is over, unless it is renewed", () => {
    const scene = Scene.of(3);
    scene.welcomes("Olu", "guest");
    const until = scene.in({ days: 91 });
    expect(scene.pass({ days: 1 }).does("Tomas", "member.renewGuest", { member: scene.id("Olu") })).toBeNull();
    scene.welcomes("Zora", "guest");
    expect(scene.at(until).standing("Olu")).toBe("guest");
    const end = scene.in({ days: 1 });
    expect(scene.justBefore(end).standing("Olu")).toBe("guest");
    expect(scene.at(end).standing("Olu")).toBe("gone");
    expect(scene.ask.totals.guests).toBe(0);
    expect(scene.does("Tomas", "member.renewGuest", { member: scene.id("Olu") })).toBe("member.ended");
    expect(scene.does("Tomas", "member.renewGuest", { member: scene.id("Mara") })).toBe("guest.isMember");
    expect(scene.does("Olu", "member.introduce", { name: named("x"), about: null })).toBe("authority.notEntitled");
  });

  it("become members when enough electors stand for them", () => {
    const scene = Scene.of(5, { ...twoSponsors, "membership.probationDays": 28 });
    scene.welcomes("Olu", "guest");
    const welcome = (name: string): string | null =>
      scene.does(name, "member.welcomeGuest", { member: scene.id("Olu") });
    expect(welcome("Olu")).toBe("authority.notEntitled");
    expect(welcome("Mara")).toBeNull();
    expect(scene.standing("Olu")).toBe("guest");
    expect(welcome("Mara")).toBe("guest.alreadySponsored");
    expect(welcome("Jon")).toBeNull();
    expect(scene.standing("Olu")).toBe("probation");
    expect(welcome("Lea")).toBe("guest.isMember");
    scene.pass({ days: 28 });
    expect(scene.standing("Olu")).toBe("member");
    scene.pass({ days: 91 });
    expect(scene.standing("Olu")).toBe("member");
    expect(scene.ask.totals).toEqual({ members: 6, guests: 0, electors: 6 });
  });

  it("are not known by a name nobody has", () => {
    const scene = Scene.of(2);
    expect(scene.does("Mara", "member.welcomeGuest", { member: named("nobody") })).toBe("member.unknown");
  });
});
