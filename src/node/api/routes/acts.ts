/**
 * Handing in acts, and asking what became of one (docs/formats/submission.md). The surprising rule: a refused act is an
 * answer like any other, so the request succeeds and each act has its own result; only the node's own trouble fails it.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { base64Of } from "../../../core/log/base64.ts";
import { decodeAct, isMalformed } from "../../../core/log/act.ts";
import { kinds } from "../../../core/registry.ts";
import { readSubmission } from "../../../core/wire/submission.ts";
import { ACTS_PER_SUBMISSION_MAX, TEXTS_PER_SUBMISSION_MAX } from "../../limits/limits.ts";
import type { Answer, Submission } from "../../sequencer/submission.ts";
import { participants } from "../caller.ts";
import {
  answers,
  communityParam,
  idFrom,
  idShape,
  instantShape,
  otherwise,
  problemShape,
  takesCbor,
  withSession,
} from "../describe.ts";
import type { Api, Ask } from "../parts.ts";
import { problemDetails, ProblemError } from "../problem.ts";
import { voiceOf, type NodeVoice } from "../words.ts";

export const receiptShape = z
  .object({ id: idShape, index: z.int().nonnegative(), at: instantShape })
  .openapi("Receipt");
const noteShape = z.string().openapi({ description: "A signed note in base 64 (docs/formats/receipt.md)" });
export const resultShape = z
  .union([
    z.object({ kind: z.literal("recorded"), receipt: receiptShape }),
    z.object({ kind: z.literal("refused"), id: idShape, problem: problemShape, note: noteShape.optional() }),
    z.object({ kind: z.literal("promised"), id: idShape, by: instantShape, note: noteShape }),
  ])
  .openapi("Result", { description: "What became of one act" });
type Result = z.infer<typeof resultShape>;

const submitRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/acts",
  summary: "Hand in signed acts with the texts they name",
  security: [{}, ...withSession],
  request: { params: communityParam, body: takesCbor },
  responses: {
    200: answers("One result for each act, in order", z.object({ results: z.array(resultShape) })),
    ...otherwise,
  },
});

const actParam = communityParam.extend({ act: idShape.openapi({ param: { name: "act", in: "path" } }) });
const answerRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/acts/{act}",
  summary: "What became of an act",
  request: { params: actParam },
  responses: { 200: answers("Its result", resultShape), ...otherwise },
});

/** What became of an act, in the words of whoever handed it in. */
export const resultOf = (answer: Answer, voice: NodeVoice): Result => {
  switch (answer.kind) {
    case "recorded":
      return { kind: "recorded", receipt: answer.receipt };
    case "refused": {
      const problem = problemDetails("act-refused", voice, undefined, answer.refusal);
      const note = answer.note === undefined ? {} : { note: base64Of(answer.note) };
      return { kind: "refused", id: answer.id, problem: mutable(problem), ...note };
    }
    case "promised":
      return { kind: "promised", id: answer.id, by: answer.by, note: base64Of(answer.note) };
  }
};

/** The refusal as the description has it. */
const mutable = ({ refusal, ...problem }: ReturnType<typeof problemDetails>) =>
  refusal === undefined ? problem : { ...problem, refusal: { ...refusal, data: { ...refusal.data } } };

/** The submission in the request's body, within its limits. */
export const submissionIn = async (c: Ask): Promise<Submission> => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim();
  if (type !== "application/cbor") throw new ProblemError("unsupported-type", { detail: { key: "detail.cbor" } });
  const read = readSubmission(new Uint8Array(await c.req.arrayBuffer()));
  if ("expected" in read)
    throw new ProblemError("bad-request", {
      detail: { key: "detail.expected", values: { what: read.expected } },
    });
  if (read.acts.length > ACTS_PER_SUBMISSION_MAX || read.texts.length > TEXTS_PER_SUBMISSION_MAX) {
    const values = { acts: ACTS_PER_SUBMISSION_MAX, texts: TEXTS_PER_SUBMISSION_MAX };
    throw new ProblemError("too-large", { detail: { key: "detail.atMost", values } });
  }
  return read;
};

/** Whether anybody's device, or someone excluded, may do acts of this kind: then no session is asked for. */
const needsNoSession = (bytes: Uint8Array): boolean => {
  const act = decodeAct(bytes);
  if (isMalformed(act)) return true; // the refusal says so, and tells nothing
  const who = kinds.get(act.command.kind)?.act.who ?? [];
  return who.some(({ kind }) => kind === "anyDevice" || kind === "former");
};

export const addActRoutes = (api: Api): void => {
  api.openapi(submitRoute, async (c) => {
    const submission = await submissionIn(c);
    const [caller, community] = [c.get("caller"), c.get("community")];
    if (!participants[caller.kind] && !submission.acts.every(([bytes]) => needsNoSession(bytes)))
      throw new ProblemError(caller.kind === "stranger" ? "not-signed-in" : "not-entitled");
    c.get("charge")(Math.max(0, submission.acts.length - 1));
    const results = await community.submit(submission, caller.device ?? caller.network);
    return c.json({ results: results.map((result) => resultOf(result, voiceOf(c))) }, 200, {
      "cache-control": "no-store",
    });
  });
  api.openapi(answerRoute, async (c) => {
    const answer = await c.get("community").answer(idFrom(c.req.valid("param").act));
    if (answer === null) throw new ProblemError("not-found");
    return c.json(resultOf(answer, voiceOf(c)), 200, { "cache-control": "no-store" });
  });
};
