/** A promise of an answer is stored before it is given, kept in time, and outlives the process that gave it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nativeVerifier } from "../../../tests/node/hosted.ts";
import { Lone, settled, type Append } from "../../../tests/node/lone.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { openReceipt } from "../../core/log/receipt.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { StoreFailedError } from "../ports/logStore.ts";
import { openLogStore } from "../store/sqliteStore.ts";

let lone: Lone;
beforeEach(async () => {
  lone = await Lone.found();
});
afterEach(() => lone.remove());

describe("an act that cannot be ordered at once", () => {
  const stuck = () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const append =
      (real: Append): Append =>
      async (one) => {
        await gate;
        return real(one);
      };
    return { append, release: () => release() };
  };

  test("gets a signed promise after two seconds, and is recorded", async () => {
    const { append, release } = stuck();
    const community = await lone.open(append);
    const first = lone.submit(community, lone.introduce("first"));
    await settled();
    const late = lone.introduce("late");
    const second = lone.submit(community, late);
    await settled();
    lone.host.clock.pass(2_000);
    release();
    expect(await first).toMatchObject([{ kind: "recorded" }]);
    const [answer] = await second;
    if (answer?.kind !== "promised") throw new Error(`not promised but ${JSON.stringify(answer)}`);
    expect(await openReceipt(answer.note, community.nodeKey, nativeVerifier)).toMatchObject({
      kind: "promised",
      act: late.id,
      by: answer.by,
    });
    await settled();
    expect(await community.answer(late.id)).toMatchObject({ kind: "recorded", receipt: { index: 2 } });
    expect(await community.reader.pending()).toEqual([]);
  });

  test("is refused with a signed reason when its time is up, and may come again", async () => {
    let isFull = false;
    const { append, release } = stuck();
    const full =
      (real: Append): Append =>
      (one) =>
        isFull ? Promise.reject(new StoreFailedError("storing", new Error("disk full"))) : append(real)(one);
    const community = await lone.open(full);
    const first = lone.submit(community, lone.introduce("first"));
    await settled();
    const late = lone.introduce("late");
    const second = lone.submit(community, late);
    await settled();
    lone.host.clock.pass(2_000);
    isFull = true;
    release();
    await first;
    expect(await second).toMatchObject([{ kind: "promised" }]);
    for (let second_ = 0; second_ < 61; second_ += 1) {
      lone.host.clock.pass(1_000);
      await settled();
    }
    const answer = await community.answer(late.id);
    expect(answer).toMatchObject({ kind: "refused", refusal: { kind: "node.delayed" } });
    if (answer?.kind !== "refused" || answer.note === undefined) throw new Error("no note");
    expect(await openReceipt(answer.note, community.nodeKey, nativeVerifier)).toMatchObject({
      kind: "refused",
      act: late.id,
    });
    isFull = false;
    expect(await lone.submit(community, late)).toMatchObject([{ kind: "recorded" }]);
  });

  test("whose time is up on a disk that cannot store even its refusal is left for some seconds", async () => {
    const { append, release } = stuck();
    const full = new StoreFailedError("storing", new Error("disk full"));
    let tries = 0;
    let isFull = false;
    lone.instead = {
      refusePending: () => {
        tries += 1;
        return Promise.reject(full);
      },
    };
    const community = await lone.open((real) => (one) => (isFull ? Promise.reject(full) : append(real)(one)));
    void lone.submit(community, lone.introduce("first"));
    await settled();
    const second = lone.submit(community, lone.introduce("late"));
    await settled();
    lone.host.clock.pass(2_000);
    isFull = true;
    release();
    expect(await second).toMatchObject([{ kind: "promised" }]);
    for (let tenths = 0; tenths < 700; tenths += 1) {
      lone.host.clock.pass(100);
      await settled();
    }
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThan(5);
  });

  test("that the rules refuse waits for some seconds where the disk cannot store the refusal", async () => {
    const { append, release } = stuck();
    let tries = 0;
    lone.instead = {
      refusePending: () => {
        tries += 1;
        return Promise.reject(new StoreFailedError("storing", new Error("disk full")));
      },
    };
    const community = await lone.open(append);
    void lone.submit(community, lone.introduce("first"));
    await settled();
    const { founder, origin } = lone.village;
    const second = lone.submit(
      community,
      founder.write(lone.host.clock.now(), "proposal.withdraw", () => ({ proposal: origin })),
    );
    await settled();
    lone.host.clock.pass(2_000);
    release();
    expect(await second).toMatchObject([{ kind: "promised" }]);
    for (let tenths = 0; tenths < 200; tenths += 1) {
      lone.host.clock.pass(100);
      await settled();
    }
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThan(8);
  });

  test("is taken up again after a crash, with its text", async () => {
    const { append, release } = stuck();
    const community = await lone.open(append);
    void lone.submit(community, lone.introduce("first")).catch(() => undefined);
    await settled();
    const late = lone.introduce("late");
    const store = openLogStore(lone.folder);
    const [[bytes, signature]] = late.acts as [readonly [Uint8Array, Uint8Array]];
    const texts = late.texts.map(([salt, utf8]) => ({ hash: idOf(sha256(Buffer.concat([salt, utf8]))), salt, utf8 }));
    await store.keepPending(
      await store.takeOver(),
      [{ id: late.id, bytes, signature, promise: utf8Of("x"), by: lone.host.clock.now() }],
      texts,
    );
    await store.close();
    release();
    await settled();
    await community.stop();
    const again = await lone.open();
    await settled();
    expect(await again.answer(late.id)).toMatchObject({ kind: "recorded" });
  });
});
