/* Text as the filters of lists compare it: what a reader types need not have the report's capitals,
   wide forms, tone marks, quotation marks and dashes, nor its commas in large figures. */
window.folded = (() => {
  "use strict";

  const QUOTES = /["'‘’‚‛`´′“”„‟«»「」『』〝〞]/g;
  const DASHES = /[‐‑‒–—―−─━]/g;
  const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;

  /* Before NFKD, which makes a blank and an accent of "´". */
  return (text) => text.replace(QUOTES, "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(QUOTES, "").replace(DASHES, "-").replace(THOUSANDS, "$1");
})();
