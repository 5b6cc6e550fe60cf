/** What the community calls things, in each of its languages: every screen says these words before its own. */
import { charter } from "../../../core/registry.ts";
import type { OwnWording } from "../../../words/speaker.ts";
import type { Reading } from "../reading.ts";

export const ownWords = (reading: Reading): readonly OwnWording[] =>
  reading
    .ask(charter)
    .ownWords()
    .flatMap(({ term, language, wording }) => {
      const said = reading.text(wording);
      return said === null ? [] : [{ term, language, wording: said }];
    });
