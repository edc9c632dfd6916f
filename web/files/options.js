// The options of a list that fit the words that are typed, best first, as `finding/matching.py` ranks names: just this
// name, names that begin so, names with these words, names with words that begin so. Options that fit equally well keep
// their order. Streamlit's code for lists asks this in place of its own search (`web/option_lists.py`), which also finds
// letters that stand apart: Mozilla found CoNGO. Names and synonyms that the list does not show come from the server when
// a reader is about to type.
(() => {
  const NAMES = new URL("option-names.json", document.currentScript.src);
  const UNSPACED =
    "\\u0e00-\\u0e7f\\u1100-\\u11ff\\u3005-\\u3007\\u3040-\\u30ff\\u3130-\\u318f\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
  const PART = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const ALIKE = {
    ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ŧ: "t", æ: "ae", œ: "oe", þ: "th", ς: "σ", ى: "ي", ة: "ه", ـ: "",
  };
  const fold = (text) =>
    text
      .normalize("NFKC")
      .toUpperCase()
      .toLowerCase()
      .normalize("NFKD")
      .replace(/(?![\u3099\u309a])\p{M}|(?!\s)[\p{Cc}\p{Cf}]/gu, "")
      .replace(/./gsu, (letter) => ALIKE[letter] ?? letter)
      .normalize("NFC");
  const stem = (word) => {
    if (word.length > 4 && word.startsWith("ال")) return word.slice(2);
    return word.length > 3 && word.endsWith("s") && !/(?:ss|is|us)$/.test(word) ? word.slice(0, -1) : word;
  };
  const wordsOf = (text) => (fold(text).match(PART) ?? []).map(stem);

  // Words of a list -> its further names, and its synonyms.
  let further = {};
  const known = new Map();
  const isField = (node) => node?.matches?.('[data-testid="stMultiSelect"] input, [data-testid="stSelectbox"] input');
  const readNames = async (event) => {
    if (!isField(event.target)) return;
    removeEventListener("focusin", readNames);
    const answer = await fetch(NAMES).catch(() => null);
    if (answer?.ok) further = await answer.json();
    known.clear();
  };
  addEventListener("focusin", readNames);

  // The words of a list are made of names: their own, a full name after a dot, one in brackets, a short one before a comma.
  const namesOf = (label) => [label, ...label.split(/ · | \(|\)$/u), label.split(/[,،、，]/u)[0]];
  const read = (label) => {
    if (!known.has(label)) {
      const [also, synonyms] = further[label] ?? [[], []];
      const names = [...namesOf(label), ...also].map(wordsOf).filter((words) => words.length);
      known.set(label, {
        names,
        squashed: new Set(names.map((words) => words.join(""))),
        words: [...new Set(names.flat())],
        synonyms: synonyms.map(wordsOf),
      });
    }
    return known.get(label);
  };
  const isWord = (typed) => (word) => (IS_UNSPACED.test(word) ? word.endsWith(typed) : word === typed);
  const begins = (typed) => (word) => (IS_UNSPACED.test(word) ? word.includes(typed) : word.startsWith(typed));
  const startsWith = (words, typed) =>
    typed.every((word, place) =>
      place < typed.length - 1 ? words[place] === word : Boolean(words[place]?.startsWith(word)),
    );
  const NAME = 0, START = 1, WORDS = 2, BEGINNINGS = 3, SYNONYM = 4, NONE = 5;
  const match = (label, typed) => {
    const { names, squashed, words, synonyms } = read(label);
    if (squashed.has(typed.join(""))) return NAME;
    if (names.some((name) => startsWith(name, typed))) return START;
    if (typed.every((word) => words.some(isWord(word)))) return WORDS;
    if (typed.every((word) => words.some(begins(word)))) return BEGINNINGS;
    return synonyms.some((synonym) => typed.every((word) => synonym.some(isWord(word)))) ? SYNONYM : NONE;
  };

  globalThis.fittingOptions = (options, text) => {
    const typed = wordsOf(text);
    if (!typed.length) return text.trim() ? [] : options;
    const levels = new Map(options.map((option) => [option, match(option.label, typed)]));
    return options
      .filter((option) => levels.get(option) < NONE)
      .sort((one, other) => levels.get(one) - levels.get(other));
  };
})();
