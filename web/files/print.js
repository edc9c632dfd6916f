// On paper, a page with a button to its sheet is that sheet (sheet.css): the first paint of the document.
(() => {
  addEventListener("beforeprint", () => {
    document.getElementById("on-paper")?.remove();
    if (!document.querySelector(".to-sheet")) return;
    const address = new URL(location);
    address.searchParams.set("print", "1");
    const request = new XMLHttpRequest();
    request.open("GET", address, false); // a browser prints when the event is over
    try {
      request.send();
    } catch {
      return; // without a connection the page is printed as it is
    }
    const sheet = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".sheet");
    if (!sheet) return;
    const paper = document.body.appendChild(document.createElement("div"));
    paper.id = "on-paper";
    paper.append(sheet);
  });
})();
// The button of a document that prints it. A document begins at its top, wherever its page was read before.
(() => {
  addEventListener("click", (event) => event.target.closest?.(".st-key-print_now button") && print(), true);
  let shown = false;
  new MutationObserver(() => {
    const now = Boolean(document.querySelector(".st-key-print_now"));
    if (now && !shown) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    shown = now;
  }).observe(document, { childList: true, subtree: true });
})();
