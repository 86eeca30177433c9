/* The stem of an English word: "city" and "cities" have one. The English algorithm of Snowball 3 (M. F.
 * Porter), for words of the letters a to z; the tests hold it to the package snowballstemmer. */
(function (engine) {
  "use strict";

  const EXCEPTIONS = new Map(
    Object.entries({
      skis: "ski",
      skies: "sky",
      idly: "idl",
      gently: "gentl",
      ugly: "ugli",
      early: "earli",
      only: "onli",
      singly: "singl",
    })
  );
  for (const word of ["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"]) EXCEPTIONS.set(word, word);

  const PREFIX = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
  const SHORT = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/;

  /* Where the first region after a vowel and another letter begins, from `at` on. */
  function region(word, at) {
    const found = /[aeiouy]+[^aeiouy]/.exec(word.slice(at));
    return found ? at + found.index + found[0].length : word.length;
  }

  const STEP_2 = {
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize",
    ization: "ize", ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al",
    fulli: "ful", fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive",
    biliti: "ble", bli: "ble", ogist: "og", ogi: "og", lessli: "less", li: "",
  };
  const STEP_3 = {
    tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "",
    ness: "", ative: "",
  };
  const STEP_4 = /(?:ement|ment|ent|ance|ence|able|ible|ant|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;

  /* The longest of the suffixes that the word ends with. */
  function suffixOf(word, suffixes) {
    for (let at = Math.max(0, word.length - 7); at < word.length; at += 1) {
      if (Object.hasOwn(suffixes, word.slice(at))) return word.slice(at);
    }
    return "";
  }

  function withoutPlural(word) {
    if (/sses$/.test(word)) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /[aeiouy].*[^us]s$/.test(word) ? word.slice(0, -1) : word;
  }

  function withoutParticiple(word, first) {
    const [suffix] = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word) || [""];
    const rest = word.slice(0, word.length - suffix.length);
    if (!suffix) return word;
    if (suffix.startsWith("eed")) {
      return rest.length < first || /^(?:succ|proc|exc)$/.test(rest) ? word : `${rest}ee`;
    }
    if (suffix === "ing") {
      if (/^[^aeiouy]y$/.test(rest)) return `${rest[0]}ie`;
      if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return word;
    }
    if (!/[aeiouy]/.test(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) {
      return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
    }
    return rest.length === first && SHORT.test(rest) ? `${rest}e` : rest;
  }

  function stem(given) {
    if (EXCEPTIONS.has(given)) return EXCEPTIONS.get(given);
    if (given.length < 3) return given;
    let word = given.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const [prefix] = PREFIX.exec(word) || [""];
    const first = prefix.length || region(word, 0);
    const second = region(word, first);
    const from = (suffix) => word.length - suffix.length;
    const replace = (suffix, by) => (word = word.slice(0, from(suffix)) + by);

    word = withoutParticiple(withoutPlural(word), first);
    word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
    const two = suffixOf(word, STEP_2);
    const before = word[from(two) - 1];
    const isAllowed = (two !== "ogi" || before === "l") && (two !== "li" || /[cdeghkmnrt]/.test(before));
    if (two && from(two) >= first && isAllowed) replace(two, STEP_2[two]);
    const three = suffixOf(word, STEP_3);
    if (three && from(three) >= (three === "ative" ? Math.max(first, second) : first)) {
      replace(three, STEP_3[three]);
    }
    const [four] = STEP_4.exec(word) || [""];
    if (four && from(four) >= second && (four !== "ion" || /[st]ion$/.test(word))) replace(four, "");
    const last = word.length - 1;
    if (word[last] === "e") {
      if (last >= second || (last >= first && !SHORT.test(word.slice(0, last)))) word = word.slice(0, last);
    } else if (last >= second && word.endsWith("ll")) word = word.slice(0, last);
    return word.replace(/Y/g, "y");
  }

  Object.assign(engine, { stem });
})(self.publicationSearch);
