// An ended session loses nothing: a 401 opens a sign-in dialog over the page, and afterwards the request is sent again.
// The same person only: if somebody else signs in, the page is loaded afresh instead.

const dialog = document.querySelector("dialog[data-sign-in]");
const waiting = [];

function problem(shown) {
  dialog.querySelector("[data-sign-in-problem]").hidden = !shown;
}

async function page(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  return { answer, html: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function openDialog() {
  if (dialog.open) return;
  problem(false);
  dialog.showModal();
  const { html } = await page(dialog.dataset.signInUrl);
  const form = html.querySelector("form[data-sign-in-page]");
  const place = dialog.querySelector("[data-sign-in-form]");
  if (!form) {
    await resume(); // signed in again already, in another tab
    return;
  }
  place.replaceChildren(document.importNode(form, true));
  place.querySelector("form").addEventListener("submit", signIn);
  place.querySelector("input:not([type=hidden])").focus();
}

async function signIn(event) {
  event.preventDefault();
  const form = event.currentTarget;
  problem(false);
  const { answer } = await page(form.action, { method: "POST", body: new FormData(form) });
  const stillThere = new URL(answer.url).pathname === new URL(dialog.dataset.signInUrl, location.href).pathname;
  if (!answer.ok || stillThere) {
    problem(true);
    dialog.querySelector("[type=password]").value = "";
    dialog.querySelector("[type=password]").focus();
    return;
  }
  await resume();
}

// The new session has a new token; the page itself is where a fresh one stands.
async function resume() {
  const { html } = await page(location.href);
  if (html.body.dataset.actor !== document.body.dataset.actor) {
    location.reload();
    return;
  }
  const headers = html.body.getAttribute("hx-headers");
  document.body.setAttribute("hx-headers", headers);
  const token = Object.values(JSON.parse(headers))[0];
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  dialog.close();
  document.dispatchEvent(new Event("portal:signed-in"));
  for (const { verb, path, elt, target } of waiting.splice(0)) {
    if (elt.isConnected) window.htmx.ajax(verb, path, { source: elt, target });
  }
}

if (dialog) {
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) return;
    const { verb, path, elt, target } = event.detail.requestConfig;
    if (!waiting.some((one) => one.elt === elt && one.path === path)) waiting.push({ verb, path, elt, target });
    openDialog();
  });
  document.addEventListener("portal:signed-out", openDialog); // said by those who send without htmx
  dialog.addEventListener("close", () => dialog.querySelector("[data-sign-in-form]").replaceChildren());
}
