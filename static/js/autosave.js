// Says in words what becomes of each thing that is sent: [data-saved] changes between its [data-when] states.
// A form or field takes part by carrying data-saves; its value may name the id of the status line.

const LINE = "[data-saved]";

function lineFor(element) {
  const saver = element.closest("[data-saves]");
  if (!saver) return null;
  const named = saver.dataset.saves;
  return (named && document.getElementById(named)) || saver.querySelector(LINE) || document.querySelector(LINE);
}

// The wording of a time of day comes with the page: data-clock="{time} น."
function clock(place) {
  const now = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
  return place.dataset.clock.replace("{time}", now.format().replace(":", "."));
}

function show(line, state, problem) {
  if (!line) return;
  line.dataset.saved = state;
  for (const part of line.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
  const place = line.querySelector("[data-saved-at]");
  if (state === "saved") place.textContent = clock(place);
  if (state === "refused" && problem) line.querySelector("[data-saved-problem]").textContent = problem;
}

// The element is remembered with its request: after the answer it may no longer stand in the page.
const pending = new WeakMap();

document.addEventListener("htmx:beforeRequest", (event) => {
  const line = lineFor(event.detail.elt);
  if (!line) return;
  pending.set(event.detail.xhr, line.id);
  show(line, "saving");
});

function answered(event, state) {
  const xhr = event.detail.xhr;
  if (!pending.has(xhr)) return;
  const id = pending.get(xhr);
  show((id && document.getElementById(id)) || document.querySelector(LINE), state);
}

document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr.status;
  if (status >= 200 && status < 300) answered(event, "saved");
  else if (status === 401) answered(event, "saving"); // session.js asks for a sign-in and sends it again
  else if (status > 0) answered(event, "refused");
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => answered(event, "offline"));
}

// Said by unsent.js when an answer kept in the browser has reached the portal after all.
document.addEventListener("portal:saved", () => show(document.querySelector(LINE), "saved"));
