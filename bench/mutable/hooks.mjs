/** A loader that gives everybody the mutable table in place of the kernel's, so that nothing in the kernel knows of it. */
const KERNELS = "/src/core/kernel/table.ts";
const mutable = new URL("table.ts", import.meta.url).href;

/** @type {import("node:module").ResolveHook} */
export const resolve = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  return resolved.url.endsWith(KERNELS) ? { ...resolved, url: mutable } : resolved;
};
