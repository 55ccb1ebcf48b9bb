// A lost connection loses nothing: each answer stands in the browser, under the account and the sheet, until the
// portal has acknowledged it. What is left there is sent in order on the next visit or as soon as the connection is
// back, with the version the page showed; what the portal refuses stays and says why. Nobody else's is ever touched.

const box = document.querySelector("[data-unsent]");
const sheet = box?.dataset.unsent;
const key = `unsent:${document.body.dataset.actor}:${sheet}`;
const inFlight = new WeakMap();
const later = (status) => !status || status === 429 || status >= 500; // then what is kept is sent again
let sending = false;

// A browser may refuse to keep anything (private window, full disk): then the page works as without this file.
function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const read = () => quietly(() => JSON.parse(localStorage.getItem(key))) || [];
const keep = (entry) => write([...read().filter((one) => one.path !== entry.path), entry]);
const erase = (id) => write(read().filter((one) => one.id !== id));

function write(entries) {
  quietly(() => (entries.length ? localStorage.setItem(key, JSON.stringify(entries)) : localStorage.removeItem(key)));
  show(entries);
}

// The place where it is told, a line for each answer that the portal would not take.
function show(entries) {
  const refused = entries.filter((one) => one.problem);
  const waiting = entries.length - refused.length;
  box.hidden = !refused.length && !(waiting && box.dataset.offline);
  box.querySelector("[data-unsent-waiting]").hidden = !waiting;
  box.querySelector("[data-unsent-count]").textContent = waiting;
  const lines = refused.map((one) => {
    const line = box.querySelector("template").content.cloneNode(true);
    const link = line.querySelector("a");
    link.href = `${sheet}?i=${one.number}`;
    link.append(` ${one.number}`);
    line.querySelector("[data-answer]").textContent = one.said;
    line.querySelector("[data-problem]").textContent = one.problem;
    line.querySelector("button").addEventListener("click", () => erase(one.id));
    return line;
  });
  box.querySelector("ul").replaceChildren(...lines);
}

function offline(is) {
  box.dataset.offline = is ? "yes" : "";
  show(read());
}

// What an answer of the portal means for what is kept here. A problem marked data-kept concerns the whole sheet.
function settle(entry, status, text, here) {
  if (status >= 200 && status < 300) return erase(entry.id);
  if (![403, 404, 409, 422].includes(status)) return undefined;
  const page = new DOMParser().parseFromString(text, "text/html");
  const closed = page.querySelector("[data-kept]");
  if (here && !closed && status !== 403 && status !== 404) return erase(entry.id); // the page itself shows both texts
  const said = closed || page.querySelector("#score-problem .lbl, #score-problem .errs, main h1");
  const problem = said?.textContent.trim() || box.dataset.problem;
  return write(read().map((one) => (one.id === entry.id ? { ...one, problem } : one)));
}

function entryOf(form) {
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken");
  const chosen = form.querySelector("[name=answer]:checked");
  const said = chosen ? document.querySelector(`label[for="${chosen.id}"] b`)?.textContent || chosen.parentElement.textContent : "";
  return {
    id: crypto.getRandomValues(new Uint32Array(2)).join("-"),
    path: form.getAttribute("hx-post"), number: form.dataset.number, said: said.trim(),
    body: new URLSearchParams(fields).toString(),
  };
}

// Replace the parts of this page that a saved answer renews; version and problem only if it is the one shown here.
function renew(text, mine) {
  for (const part of new DOMParser().parseFromString(text, "text/html").querySelectorAll("[hx-swap-oob]")) {
    const old = document.getElementById(part.id);
    if (!old || (!mine && ["score-version", "score-problem"].includes(part.id))) continue;
    if (!mine) for (const link of part.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    old.replaceWith(document.importNode(part, true));
  }
}

// What was sent from here is shown, so that the next edit does not overwrite it; never what is just being written.
function present(form, body) {
  const said = new URLSearchParams(body);
  for (const box of form.querySelectorAll("[name=answer], [name=evidence]")) box.checked = said.getAll(box.name).includes(box.value);
  if (form.elements.reason.value === form.elements.reason.defaultValue) form.elements.reason.value = said.get("reason") || "";
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    for (const entry of read().filter((one) => !one.problem)) {
      const headers = { "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded", ...JSON.parse(document.body.getAttribute("hx-headers")) };
      const answer = await fetch(entry.path, { method: "POST", credentials: "same-origin", headers, body: entry.body });
      if (answer.status === 401) {
        document.dispatchEvent(new Event("portal:signed-out"));
        break;
      }
      const text = await answer.text();
      if (later(answer.status)) return offline(true);
      const form = document.getElementById("score-form");
      const mine = form?.getAttribute("hx-post") === entry.path;
      if (answer.ok) renew(text, mine);
      if (answer.ok && mine && read().every((one) => one.path !== entry.path || one.id === entry.id)) present(form, entry.body);
      settle(entry, answer.status, text, false);
      if (mine && answer.ok) document.dispatchEvent(new CustomEvent("portal:saved"));
    }
    offline(false);
  } catch {
    offline(true); // still no connection
  } finally {
    sending = false;
  }
}

if (box) {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id !== "score-form" || !event.detail.elt.querySelector("[name=answer]:checked")) return;
    const entry = entryOf(event.detail.elt);
    inFlight.set(event.detail.xhr, entry);
    keep(entry);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = event.detail;
    const entry = inFlight.get(xhr);
    if (!entry) return;
    if (xhr.status) settle(entry, xhr.status, xhr.responseText, true);
    offline(later(xhr.status));
  });
  document.addEventListener("click", (event) => {
    if (!box.dataset.offline || !event.target.closest("a[data-waits]")) return;
    event.preventDefault(); // the next page could not be fetched; what was chosen stands here and in the box
    box.scrollIntoView({ block: "center" });
    send();
  }, true);
  window.addEventListener("online", send);
  document.addEventListener("portal:signed-in", send);
  setInterval(() => read().some((one) => !one.problem) && box.dataset.offline && send(), 15000);
  show(read());
  send();
}
