/**
 * Lint rules: typescript-eslint's strictest set, plus the house rules that a linter can see: no `any`, no `as` outside the
 * files listed here, named exports only, every switch over a union exhaustive and without a default.
 */
import { defineConfig } from "eslint/config";
import svelte from "eslint-plugin-svelte";
import tseslint from "typescript-eslint";

/** The only files where a cast may stand. Keep the list short: each line needs its reason. */
const CASTS = [
  "src/core/hash.ts", // hexadecimal of 32 bytes becomes an Id
  "src/core/kernel/schema.ts", // CBOR values become command bodies
  "src/core/kernel/time.ts", // whole numbers become instants
  "src/core/kernel/page.ts", // a slot holds a page or a value; places in range by construction, in the hottest loop
  "src/core/kernel/table.ts", // pages hold values of any type; a table knows which
  "src/core/kernel/pack.ts", // bytes become pages
  "src/core/kernel/snapshot.ts", // bytes become a world
  "src/core/kernel/root.ts", // states of any institution, field by field
  "src/core/kernel/window.ts", // places in range by construction
  "src/core/kernel/run.ts", // institutions of different types behind one interface
  "src/core/log/actReader.ts", // bytes become an act
  "src/web/bridge/post.ts", // an answer leaves the bridge with its question's type
  "src/web/replica/replica.worker.ts", // a message's name picks a function
  "src/core/kernel/wiring.ts", // institutions of different types become one list
  "tests/core/town.ts", // institutions of different types behind one interface
  "src/simulate/mutants/*.ts", // wrong rules reach into states of any institution
  "**/*.test.ts", // tests forge what the types forbid
];

/** Tools that load a configuration take its default export. */
const CONFIGURATIONS = ["*.config.ts", "*.config.js"];

/** The service worker runs in another world than the page beside it, so it has types of its own. */
const PROJECTS = {
  allowDefaultProject: ["src/web/service-worker.ts"],
  defaultProject: "src/web/tsconfig.worker.json",
};

export default defineConfig(
  { ignores: ["dist/", "node_modules/", ".cache/", "coverage/"] },
  {
    files: ["**/*.{ts,js,mjs,svelte}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: PROJECTS, extraFileExtensions: [".svelte"] } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/consistent-indexed-object-style": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // It would turn the casts that are allowed into "!", which is not.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: true },
      ],
      // Empty functions stand for "nothing to do here", which is often the whole meaning.
      "@typescript-eslint/no-empty-function": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name, so that it is found by name." },
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
      ],
    },
  },
  svelte.configs["flat/recommended"],
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  { files: CONFIGURATIONS, rules: { "no-restricted-syntax": "off" } },
  { files: CASTS, rules: { "@typescript-eslint/consistent-type-assertions": "off" } },
  // Untyped JSON is inevitable in scripts that run before anything is installed.
  {
    files: ["bin/*.mjs"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
