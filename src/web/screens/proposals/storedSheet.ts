/**
 * Where a sheet of the desk is kept: in this browser's own storage, by community and drawer, until it is sent or emptied.
 * What is read back is checked by who reads it, since anything may have written there.
 */
export type StoredSheet = {
  /** What was written last; null when there is nothing that can be read. */
  read(): unknown;
  /** Null empties the drawer. */
  write(value: unknown): void;
};

export const storedSheet = (name: string): StoredSheet => ({
  read: () => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
      return stored;
    } catch {
      return null;
    }
  },
  write: (value) => {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is closed or full: the sheet lasts as long as the page.
    }
  },
});

/** Empties every drawer of a community that this device forgets. */
export const emptyDesk = (community: string): void => {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`folkmoot.desk.${community}.`));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // Storage is closed: then nothing was kept either.
  }
};
