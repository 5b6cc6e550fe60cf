/**
 * A long list comes onto the screen in pieces: what a screen has room for first, the rest a moment later, so that a tap is
 * answered at once however many there are. Must be called while a component is set up.
 */
const FIRST = 16;
const STEP = 48;
const PAUSE_MS = 40;

export const gradually = <T>(all: () => readonly T[]): { readonly shown: readonly T[] } => {
  let count = $state(FIRST);
  $effect(() => {
    if (count >= all().length) return;
    const timer = setTimeout(() => (count += STEP), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const shown = $derived(all().slice(0, count));
  return {
    get shown() {
      return shown;
    },
  };
};
