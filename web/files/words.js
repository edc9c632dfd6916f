// Streamlit says some things in English in every language, most of them to screen readers. The head of the page has the
// reader's words for them (`web/streamlit_words.py`).
(() => {
  const given = JSON.parse(document.querySelector('meta[name="words"]')?.content ?? "{}");
  const words = new Map(Object.entries(given));
  const around = Object.entries(given)
    .map(([english, own]) => [...english.split(/\{\w+\}/), own])
    .filter((parts) => parts.length === 3);
  const SAID_IN = ["aria-label", "title", "placeholder", "data-title"];
  const NAMED = '[role="option"], button';

  const inOurs = (text, element) => {
    const own = words.get(text);
    if (own || !element?.closest(NAMED)) return own;
    const fits = ([start, end]) => text.startsWith(start) && text.endsWith(end) && text.length > start.length + end.length;
    const [before, after, named] = around.find(fits) ?? [];
    return named?.replace(/\{\w+\}/, () => text.slice(before.length, text.length - after.length));
  };
  const nameAnew = (element) => {
    for (const attribute of SAID_IN) {
      const said = element.getAttribute(attribute);
      const own = said && inOurs(said, element);
      if (!own || own === said) continue;
      element.setAttribute(attribute, own);
      element.dataset.english = said; // for styles
    }
  };
  const sayAnew = (text) => {
    const around = text.parentElement;
    const own = around && !around.closest('svg, script, style, [lang="en"]:not(:root)') && inOurs(text.data, around);
    if (own && own !== text.data) text.data = own;
  };
  const NAMES = SAID_IN.map((attribute) => `[${attribute}]`).join();
  const come = (node) => {
    if (node instanceof Text) sayAnew(node);
    if (!(node instanceof Element)) return;
    nameAnew(node);
    node.querySelectorAll(NAMES).forEach(nameAnew);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) sayAnew(texts.currentNode);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") nameAnew(target);
      else if (type === "characterData") sayAnew(target);
      else addedNodes.forEach(come);
    }
  }).observe(document, { attributeFilter: SAID_IN, characterData: true, childList: true, subtree: true });
})();
