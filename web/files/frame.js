// The header's panels lie over the page: one is open at a time, and a click elsewhere, a followed link and Escape close it.
// The button at the foot of the filters closes them. Neither asks the server: what a reader clicked before is in no danger.
(() => {
  const PANELS = ".panel";
  const close = (kept) => {
    for (const panel of document.querySelectorAll(`${PANELS}[open]`)) {
      if (panel !== kept) panel.querySelector("summary").click();
    }
  };
  // The picture is promised, not awaited: a browser that has waited for it no longer sees the click that allows it.
  const writePicture = (address) => {
    const picture = fetch(address).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)));
    return navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  };
  const copy = async (button, copying) => {
    const { copied, failed } = button.dataset;
    const said = button.parentElement.querySelector('[role="status"]');
    said.textContent = "";
    said.textContent = await copying.then(() => copied, () => failed);
  };
  if (navigator.clipboard && window.ClipboardItem) document.documentElement.classList.add("can-copy");
  if (navigator.share) document.documentElement.classList.add("can-send");
  addEventListener(
    "click",
    ({ target, isTrusted }) => {
      if (!isTrusted) return;
      close(target.closest("a") ? null : target.closest(PANELS));
      if (target.closest(".show-selection")) {
        document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
      }
      const picture = target.closest(".copy-picture");
      if (picture) copy(picture, writePicture(picture.dataset.address));
      const text = target.closest(".copy-text");
      if (text) copy(text, navigator.clipboard.writeText(text.previousElementSibling.textContent));
      const send = target.closest(".send");
      // A reader who chooses no app is no error.
      if (send) navigator.share({ ...send.dataset }).catch(() => {});
    },
    true,
  );
  // A link to another page, as Streamlit's own: the application stays. Without a connection the browser follows it.
  const folder = ({ pathname }) => pathname.slice(0, pathname.lastIndexOf("/") + 1);
  addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href]:not([href^="#"], [target="_blank"])');
    const { ctrlKey, metaKey, shiftKey, altKey, button, defaultPrevented } = event;
    if (!link || ctrlKey || metaKey || shiftKey || altKey || button || defaultPrevented) return;
    if (link.origin !== location.origin || folder(link) !== folder(location)) return;
    if (!document.querySelector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')) return;
    const path = link.pathname.slice(folder(link).length);
    const { pages = [], open } = globalThis.applicationPages ?? {};
    const page = pages.find(({ urlPathname, isDefault }) => (path ? urlPathname === path : isDefault));
    if (!page) return;
    event.preventDefault();
    open(page.pageScriptHash, link.search.slice(1));
  });
  // Single keys are for who wants them: a voice that types, or a stray finger, would press them unwanted.
  const UNUSED = "keys-unused";
  const settings = () => document.querySelector("dialog.settings");
  const show = () => {
    const { colours = "" } = document.documentElement.dataset;
    settings().querySelector(`[type="radio"][value="${colours}"]`).checked = true;
    settings().querySelector('[type="checkbox"]').checked = !localStorage.getItem(UNUSED);
    settings().showModal();
  };
  addEventListener("click", ({ target }) => {
    if (target.closest(".open-settings")) show();
    if (target === settings() || target.closest(".close-settings")) settings().close();
  });
  addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.closest("dialog.settings")) return;
    if (target.checked) localStorage.removeItem(UNUSED);
    else localStorage.setItem(UNUSED, "yes");
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const typing = target.closest("input, textarea, [contenteditable], dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(UNUSED)) return;
    const box = key === "/" && document.querySelector("[class*=st-key-view_search] input");
    if (!box && !(key === "?" && settings())) return;
    event.preventDefault();
    if (box) box.focus();
    else show();
  });
  addEventListener("keydown", ({ key }) => {
    const panel = key === "Escape" && document.querySelector(`${PANELS}[open]`);
    if (!panel) return;
    panel.querySelector("summary").focus();
    close(null);
  });
})();
