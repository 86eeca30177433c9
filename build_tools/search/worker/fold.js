/* One form for characters that mean the same. A UTF-16 unit becomes one UTF-16 unit, so that offsets
 * into the folded text are offsets into the text. */
(function (engine) {
  "use strict";

  const { HAN } = engine;
  const LONGEST_QUERY = 1000;
  const MOST_KNOWN = 20000;

  const ALIKE = new Map();
  for (const [chars, one] of [
    ["“”„‟«»「」『』〝〞﹁﹂﹃﹄", '"'],
    ["‘’‚‛`′", "'"],
    ["‐‑‒–—―−─━﹣", "-"],
    ["•‧・･⋅", "·"],
    ["〜", "~"],
  ]) {
    for (const char of chars) ALIKE.set(char, one);
  }

  function lightChar(char) {
    if (/\s/.test(char)) return " ";
    let folded = char.normalize("NFKC").toLowerCase();
    if (folded.length !== char.length) folded = char.toLowerCase();
    if (folded.length !== char.length) folded = char;
    return ALIKE.get(folded) || folded;
  }

  const SOME_HAN = new RegExp(`[${HAN}]`, "u");
  const hasHan = (text) => SOME_HAN.test(text);

  const lightChars = new Map();

  function knownLight(char) {
    let folded = lightChars.get(char);
    if (folded === undefined) {
      folded = lightChar(char);
      if (lightChars.size < MOST_KNOWN) lightChars.set(char, folded);
    }
    return folded;
  }

  /* Lower case, ordinary width, one form of each quotation mark and dash. Small letters, figures
   * and most Han characters are so already. */
  const light = (text) => text.replace(/[^ !#-&(-@[-_a-z{-~\n\u3400-\u9fff]/gu, knownLight);

  /* A light text with one form of each Han character. */
  const full = (text, { table, others }) => text.replace(others, (char) => table.get(char));

  /* Large figures as they are written short in English: the text has 30.8 billion for 30.8bn. */
  const SHORT = { mn: "million", bn: "billion", tn: "trillion", trn: "trillion" };
  const SHORT_FIGURE = /(\d) ?(mn|bn|tr?n)(?![a-z\d])/g;

  /* The folded words of a query. */
  function normalise(query) {
    const text = String(query)
      .slice(0, LONGEST_QUERY)
      .replace(/[\ud800-\udfff]/gu, " ") // halves of characters
      .replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "")
      .replace(/[\u0000-\u001f\u007f]/g, " ")
      .normalize("NFC");
    const written = light(text).replace(SHORT_FIGURE, (found, digit, unit) => `${digit} ${SHORT[unit]}`);
    return written.split(" ").filter(Boolean);
  }

  Object.assign(engine, { hasHan, light, full, normalise });
})(self.publicationSearch);
