/**
 * How requests to other nodes' witnesses leave this machine: with a time limit and a length limit, since an ally may be slow,
 * broken or no longer an ally.
 */

export type Reply = { readonly status: number; readonly body: string };
/** Null where nobody answered in time. */
export type Exchange = (request: {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}) => Promise<Reply | null>;

const TIMEOUT_MS = 10_000;
/** A checkpoint with a hundred cosignatures. */
const REPLY_BYTES_MAX = 65_536;

/** By the host's own fetch. Redirects are not followed: a witness is where its operator said it is. */
export const overHttp: Exchange = async ({ method, url, body }) => {
  try {
    const response = await fetch(url, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body, headers: { "content-type": "text/plain; charset=utf-8" } }),
    });
    return { status: response.status, body: await textWithin(response, REPLY_BYTES_MAX) };
  } catch {
    return null;
  }
};

const textWithin = async (response: Response, bytesMax: number): Promise<string> => {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const step: { readonly value?: unknown } | undefined = await reader?.read();
    if (!(step?.value instanceof Uint8Array)) return Buffer.concat(chunks).toString("utf8");
    length += step.value.length;
    if (length > bytesMax) throw new RangeError("the reply is too long");
    chunks.push(step.value);
  }
};
