/** The node speaks the language of whoever asks; what programs read stays as it is. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { ApiHost, cborOf } from "../../../tests/node/apiHost.ts";
import { LANGUAGES } from "../../words/languages.ts";
import { voiceFor } from "./words.ts";

let api: ApiHost;
beforeEach(() => {
  api = new ApiHost();
});
afterEach(() => api.close());

type Problem = { readonly type: string; readonly title: string; readonly detail: string; readonly status: number };
const problemIn = async (accepted: string): Promise<Problem> => {
  const answer = await api.ask("/api/nothing", { headers: { "accept-language": accepted } });
  expect(answer.headers.get("vary")).toContain("accept-language");
  expect(answer.headers.get("content-language")).toBe(voiceFor(accepted).language);
  return (await answer.json()) as Problem;
};

it("a problem is said in each language that is offered", async () => {
  const titles = await Promise.all(LANGUAGES.map(async ({ tag }) => (await problemIn(`${tag};q=0.9, fr`)).title));
  expect(titles).toEqual(["There is nothing here", "Aquí no hay nada", "لا شيء هنا"]);
  const [english, spanish] = [await problemIn("en"), await problemIn("es")];
  expect(spanish).toMatchObject({ type: english.type, status: english.status });
});

it("a refusal is said in the caller's language, and is the same datum in all", async () => {
  const village = await api.found();
  const token = await api.tokenOf(village.origin, village.founder);
  const refusedIn = async (accepted: string) => {
    const cbor = cborOf(village.founder.write(api.host.clock.now(), "member.return", {}));
    const headers = { "accept-language": accepted };
    const answer = await api.ask(`/api/communities/${village.origin}/acts`, { cbor, token, headers });
    const { results } = (await answer.json()) as { results: readonly { problem: Problem & { refusal: unknown } }[] };
    return results[0]?.problem ?? expect.fail("a refusal");
  };
  const [english, spanish, arabic] = [await refusedIn("en"), await refusedIn("es-AR"), await refusedIn("ar")];
  expect([english.title, english.detail]).toEqual(["The act was refused", "You are not on leave. Nothing to do."]);
  expect([spanish.title, spanish.detail]).toEqual([
    "El acto fue rechazado",
    "No estás de licencia. No hay nada que hacer.",
  ]);
  expect(arabic.detail).toMatch(/^\P{Script=Latin}+$/u);
  expect(spanish.refusal).toEqual(english.refusal);
  expect(arabic.refusal).toEqual(english.refusal);
});

it("what stands at /problems is in the reader's language too, word for word of the types", async () => {
  const page = async (accepted: string) =>
    (await api.ask("/problems", { headers: { "accept-language": accepted } })).text();
  const types = (text: string) => text.match(/^#\S+ \(\d+\)$/gm);
  expect(types(await page("ar"))).toEqual(types(await page("en")));
  expect(await page("es")).toContain("El nodo falló");
});
