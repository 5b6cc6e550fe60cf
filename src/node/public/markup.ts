/**
 * HTML from templates: whatever is put into one is escaped, unless it is HTML made the same way. So no wording of a
 * community can ever become markup of its page.
 */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | null | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

const textOfContent = (content: Content): string => {
  if (content === null) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOfContent).join("");
  return escapeHtml(String(content));
};

/** A piece of HTML (or XML); null and an empty list leave nothing. Attributes must be in double quotes. */
export const markup = (parts: TemplateStringsArray, ...contents: readonly Content[]): Markup =>
  new Markup(parts.map((part, place) => part + textOfContent(contents[place] ?? null)).join(""));

/** Wording of people: line breaks stay, and it is set in its own direction whatever the page's. */
export const wording = (text: string): Markup => markup`<p class="wording" dir="auto">${text}</p>`;
