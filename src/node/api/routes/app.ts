/** The web app: its files, and the app itself at every other address, since it finds its own way by the address. */
import type { Api, ApiParts } from "../parts.ts";
import { ProblemError } from "../problem.ts";

export const addAppRoutes = (api: Api, { web }: ApiParts): void => {
  api.get("/*", (c) => {
    const file = web.answer({
      path: c.req.path,
      acceptEncoding: c.req.header("accept-encoding") ?? "",
      ifNoneMatch: c.req.header("if-none-match"),
    });
    if (file === null) throw new ProblemError("not-found");
    return file.body === null ? c.body(null, 304, file.headers) : c.body(file.body, 200, file.headers);
  });
};
