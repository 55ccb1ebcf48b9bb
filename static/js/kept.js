// Text that the server has not acknowledged is kept on this device, under account and matter. It is offered on return,
// to the same account only, and erased once the server has it.

const field = document.querySelector("textarea[data-kept]");
const offer = document.querySelector("[data-kept-offer]");
const version = () => document.getElementById("entry-version");
const key = field && `ecotown.minutes.${document.body.dataset.actor}.${field.dataset.kept}`;

// A browser may refuse to keep anything (private window, full disk): then the page works as without this file.
function read() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
function keep(text) {
  try {
    localStorage.setItem(key, JSON.stringify({ text, version: version().value, at: Date.now() }));
  } catch {
    /* nothing can be kept here */
  }
}
function erase() {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was kept here */
  }
}

// As the server spells it: what differs only in spaces was saved.
const bare = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();

function present(kept) {
  const at = new Date(kept.at);
  const day = new Intl.DateTimeFormat("th-TH", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Bangkok" });
  offer.querySelector("[data-kept-at]").textContent = day.format(at);
  offer.querySelector("[data-kept-text]").textContent = kept.text;
  offer.hidden = false;
  field.readOnly = true; // what is typed now would take the place of what is kept
  offer.querySelector("[data-kept-use]").addEventListener("click", () => {
    decided();
    // Begun from an older text: the server then answers with both, and the writer joins them.
    if (Number(kept.version) < Number(version().value)) version().value = kept.version;
    field.value = kept.text;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.focus();
  });
  offer.querySelector("[data-kept-drop]").addEventListener("click", () => {
    decided();
    erase();
    field.focus();
  });
}

function decided() {
  offer.hidden = true;
  field.readOnly = false;
}

if (field && document.body.dataset.actor) {
  const kept = read();
  if (kept && bare(kept.text) !== bare(field.value)) present(kept);
  else erase();

  field.addEventListener("input", () => keep(field.value));
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr, requestConfig } = event.detail;
    const saved = xhr.status >= 200 && xhr.status < 300; // a conflict is swapped in too, and counts as successful there
    if (elt === field && saved && read()?.text === requestConfig.parameters.text) erase();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-kept-erase]")) erase();
  });
  // The connection is back: what waited is sent without another key being pressed.
  window.addEventListener("online", () => {
    if (read() && !field.readOnly) field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
