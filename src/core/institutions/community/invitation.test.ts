import { describe, expect, it } from "vitest";
import { named, people, Scene, shown } from "./scene.ts";

const twoSponsors = { "membership.sponsors": 2 };

describe("inviting", () => {
  it("lets a member invite somebody, who joins with a device of their own", () => {
    const scene = Scene.founded();
    const invitation = scene.invites("Mara", "Tomas");
    expect(scene.ask.invitations()).toHaveLength(1);
    expect(scene.joins("Tomas", invitation)).toBeNull();
    expect(scene.ask.personOf(named("Tomas"))).toMatchObject({ member: 2, standing: "member", deviceState: "active" });
    expect(scene.ask.member(2)?.name).toBe(named("name of Tomas"));
    expect(scene.ask.invitations()).toEqual([]);
  });

  it("refuses an invitation by a stranger or a guest", () => {
    const scene = Scene.founded();
    scene.welcomes("Olu", "guest");
    for (const name of ["Eve", "Olu"]) {
      scene.invites(name, "Tomas");
      expect(scene.refusal?.kind).toBe("authority.notEntitled");
    }
  });

  it("is used once", () => {
    const scene = Scene.founded();
    const invitation = scene.invites("Mara", "Tomas");
    scene.joins("Tomas", invitation);
    expect(scene.joins("Eve", invitation, "invitation for Tomas")).toBe("invitation.used");
  });

  it("can be used until it expires, and not at that instant", () => {
    const scene = Scene.founded();
    const invitation = scene.invites("Mara", "Tomas", "member", 7);
    const other = scene.invites("Mara", "Aylin", "member", 7);
    const expiresAt = scene.in({ days: 7 });
    expect(scene.justBefore(expiresAt).joins("Tomas", invitation)).toBeNull();
    expect(scene.at(expiresAt).joins("Aylin", other)).toBe("invitation.expired");
  });

  it("lives no longer than the charter allows, and the refusal names the clause", () => {
    const scene = Scene.founded();
    scene.invites("Mara", "Tomas", "member", 15);
    expect(scene.refusal).toMatchObject({
      kind: "invitation.tooLong",
      clause: "charter.membership.invitationDays",
      madeBy: null,
      data: { days: 14 },
    });
    scene.invites("Mara", "Tomas", "member", 14);
    expect(scene.refusal).toBeNull();
  });

  it("may not end before it begins", () => {
    const scene = Scene.founded();
    scene.invites("Mara", "Tomas", "member", 0);
    expect(scene.refusal?.kind).toBe("invitation.endsInPast");
  });

  it("needs its own key, not only its name", () => {
    const scene = Scene.founded();
    const invitation = scene.invites("Mara", "Tomas");
    expect(scene.joins("Tomas", invitation, "some other key")).toBe("invitation.keyNotShown");
    expect(
      scene.does("Tomas", "member.join", { invitation, name: named("x"), label: null }, [
        shown("device", "invitation for Tomas"),
      ]),
    ).toBe("invitation.keyNotShown");
    expect(scene.joins("Tomas", named("never made"))).toBe("invitation.unknown");
  });

  it("has a key of its own for as long as it is open, so that no key opens two doors", () => {
    const scene = Scene.founded();
    const invitation = scene.invites("Mara", "Tomas");
    const body = {
      key: named("invitation for Tomas"),
      role: "guest",
      expiresAt: scene.in({ days: 1 }),
      note: null,
    };
    expect(scene.does("Mara", "member.invite", body)).toBe("invitation.keyInUse");
    expect(scene.does("Mara", "member.uninvite", { invitation })).toBeNull();
    expect(scene.does("Mara", "member.invite", body)).toBeNull();
  });

  it("cannot take a key that is already somebody's device, nor bring in a device twice", () => {
    const scene = Scene.founded();
    const body = { key: named("Mara"), role: "member", expiresAt: scene.in({ days: 1 }), note: null };
    expect(scene.does("Mara", "member.invite", body)).toBe("invitation.keyInUse");
    const invitation = scene.invites("Mara", "Tomas");
    expect(
      scene.does("Mara", "member.join", { invitation, name: named("x"), label: null }, [
        shown("invitation", "invitation for Tomas"),
      ]),
    ).toBe("device.known");
  });

  it("stops at twenty open invitations of one member", () => {
    const scene = Scene.founded();
    for (let number = 0; number < 20; number += 1) scene.invites("Mara", `guest ${number}`);
    expect(scene.refusal).toBeNull();
    scene.invites("Mara", "one too many");
    expect(scene.refusal?.kind).toBe("invitation.tooMany");
    scene.pass({ days: 7 });
    scene.invites("Mara", "later");
    expect(scene.refusal).toBeNull();
  });

  it("can be taken back by who made it or by a steward, and by nobody else", () => {
    const scene = Scene.founded();
    scene.welcomes("Tomas");
    scene.welcomes("Aylin");
    const invitation = scene.invites("Tomas", "Jon");
    expect(scene.does("Aylin", "member.uninvite", { invitation })).toBe("invitation.notYours");
    expect(scene.does("Tomas", "member.uninvite", { invitation })).toBeNull();
    expect(scene.joins("Jon", invitation)).toBe("invitation.withdrawn");
    const second = scene.invites("Tomas", "Jon");
    expect(scene.does("Mara", "member.uninvite", { invitation: second })).toBeNull();
    expect(scene.does("Mara", "member.uninvite", { invitation: second })).toBe("invitation.withdrawn");
  });
});

describe("standing for a new member", () => {
  it("needs as many sponsors as the charter says, the inviter among them", () => {
    const scene = Scene.of(3, twoSponsors);
    const invitation = scene.invites("Mara", "Jon");
    expect(scene.joins("Jon", invitation)).toBe("invitation.needsSponsors");
    expect(scene.refusal).toMatchObject({ clause: "charter.membership.sponsors", data: { have: 1, needed: 2 } });
    expect(scene.does("Mara", "member.sponsor", { invitation })).toBe("invitation.alreadySponsored");
    expect(scene.does("Tomas", "member.sponsor", { invitation })).toBeNull();
    expect(scene.joins("Jon", invitation)).toBeNull();
  });

  it("needs no more sponsors than there are people who could be one", () => {
    const scene = Scene.founded(twoSponsors);
    expect(scene.joins("Tomas", scene.invites("Mara", "Tomas"))).toBeNull();
  });

  it("counts only those who are still members when the new one joins", () => {
    const scene = Scene.of(4, twoSponsors);
    const invitation = scene.invites("Mara", "Lea");
    scene.does("Tomas", "member.sponsor", { invitation });
    scene.does("Tomas", "member.leave", {});
    expect(scene.joins("Lea", invitation)).toBe("invitation.needsSponsors");
  });

  it("does not count a member on probation, who may invite all the same", () => {
    const scene = Scene.of(5, { "membership.probationDays": 28 });
    scene.welcomes("Piet");
    const invitation = scene.invites("Piet", "Ruth");
    expect(scene.refusal).toBeNull();
    expect(scene.does("Piet", "member.sponsor", { invitation })).toBe("authority.notEntitled");
    expect(scene.joins("Ruth", invitation)).toBe("invitation.needsSponsors");
    scene.does("Lea", "member.sponsor", { invitation });
    expect(scene.joins("Ruth", invitation)).toBeNull();
  });

  it("takes at most sixteen sponsors", () => {
    const scene = Scene.of(18);
    const invitation = scene.invites("Mara", "Eve");
    for (const name of people.slice(1, 16)) scene.does(name, "member.sponsor", { invitation });
    expect(scene.refusal).toBeNull();
    expect(scene.does(people[16] ?? "", "member.sponsor", { invitation })).toBe("invitation.enoughSponsors");
  });

  it("says so when an invitation is gone or unknown", () => {
    const scene = Scene.of(3);
    expect(scene.does("Tomas", "member.sponsor", { invitation: named("never") })).toBe("invitation.unknown");
    const invitation = scene.invites("Mara", "Jon");
    scene.pass({ days: 8 });
    expect(scene.does("Tomas", "member.sponsor", { invitation })).toBe("invitation.expired");
    expect(scene.does("Tomas", "member.uninvite", { invitation })).toBe("invitation.expired");
  });
});

describe("probation", () => {
  it("lets a new member speak but not decide until it is over", () => {
    const scene = Scene.of(5, { "membership.probationDays": 28 });
    scene.welcomes("Piet");
    const until = scene.in({ days: 28 });
    const openedAt = scene.now;
    expect(scene.justBefore(until).standing("Piet")).toBe("probation");
    expect(scene.ask.electors).toBe(5);
    expect(scene.at(until).standing("Piet")).toBe("member");
    expect(scene.ask.electors).toBe(6);
    expect(scene.ask.isElector(scene.ordinal("Piet"), openedAt)).toBe(false);
    expect(scene.ask.isElector(scene.ordinal("Piet"), until)).toBe(true);
  });

  it("keeps who joins out of what opened before, and in the same millisecond", () => {
    const scene = Scene.of(2);
    scene.welcomes("Aylin");
    const aylin = scene.ordinal("Aylin");
    expect(scene.ask.isElector(aylin, scene.now)).toBe(false);
    expect(scene.ask.isElector(aylin, scene.in({ ms: 1 }))).toBe(true);
    expect(scene.ask.isElector(scene.ordinal("Mara"), scene.now)).toBe(true);
  });
});
