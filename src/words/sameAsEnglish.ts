/** Keys whose words are rightly the same as in English, by language, each looked at by somebody who speaks it. */
export const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {
  // The product's name.
  ar: ["app.name"],
  // The product's name, and "no", which is "no".
  es: ["app.name", "app.pageTitle", "word.no", "total.no", "answer.no", "value.no"],
};
