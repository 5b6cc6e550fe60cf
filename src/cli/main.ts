/**
 * The command line's entry: `main` takes the arguments after the program's name and answers the exit code. It never calls
 * process.exit itself, so that tests can run a command in-process.
 */
import packageFile from "../../package.json" with { type: "json" };

const HELP = `folkmoot ${packageFile.version}

Usage: folkmoot --help | --version
`;

const EXIT_USAGE = 2;

export const main = (argv: readonly string[]): Promise<number> => {
  const [option] = argv;
  if (option === "--help") process.stdout.write(HELP);
  else if (option === "--version") process.stdout.write(`${packageFile.version}\n`);
  else process.stderr.write(HELP);
  return Promise.resolve(option === "--help" || option === "--version" ? 0 : EXIT_USAGE);
};
