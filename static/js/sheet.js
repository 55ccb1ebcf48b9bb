// The score sheet by keyboard and in a hurry. Digits choose a point, a abstains, n does not apply, j and k or the
// arrows move on and back, s skips to what is unfinished, ? tells all this. The keys can be switched off; nothing
// needs them, and nobody is held anywhere: the dialog is the browser's own. Leaving waits for what is being saved.

const line = () => document.querySelector("[data-saved]")?.dataset.saved;
const help = document.querySelector("dialog[data-help]");
const root = document.documentElement;
const MOVES = { j: "a[rel=next]", ArrowRight: "a[rel=next]", k: "a[rel=prev]", ArrowLeft: "a[rel=prev]", s: "a[data-skip]" };

// Size of the text and use of the keys belong to the device: nothing else is remembered, and nothing is sent.
function remembered(name) {
  try {
    return localStorage.getItem(name) || "";
  } catch {
    return "";
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser that keeps nothing: it holds for this page
  }
}

function resize(size) {
  root.dataset.textSize = size;
  for (const button of document.querySelectorAll("[data-size]")) button.setAttribute("aria-pressed", button.dataset.size === size);
}

function choose(id) {
  const choice = document.getElementById(id);
  if (!choice || choice.matches(":disabled")) return false;
  choice.focus();
  choice.click();
  return true;
}

function act(key) {
  if (/^[0-9]$/.test(key)) return choose(`answer-${key}`);
  if (key === "a") return choose("answer-abstain");
  if (key === "n") return choose("answer-na") && (document.getElementById("score-reason").focus(), true);
  if (key === "?") return help ? (help.showModal(), true) : false;
  const link = MOVES[key] && document.querySelector(MOVES[key]);
  if (link) link.click();
  return Boolean(link);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
  if (event.target.matches("textarea, select, input:not([type=radio])")) return;
  if (event.key === "Enter" && event.target.matches("input[type=radio], body")) {
    event.preventDefault();
    document.querySelector("[data-next]").click();
  } else if (root.dataset.keys !== "off" && act(event.key.length === 1 ? event.key.toLowerCase() : event.key)) {
    event.preventDefault();
  }
});

// A note being typed is saved when it loses the focus, which a click on a link also causes: the link waits for it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-waits]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (line() !== "saving") return;
  event.preventDefault();
  const answered = () =>
    setTimeout(() => {
      if (line() === "saving") return;
      document.removeEventListener("htmx:afterRequest", answered);
      if (line() === "saved") link.click();
    }, 30);
  document.addEventListener("htmx:afterRequest", answered);
});

for (const tools of document.querySelectorAll("[data-tools]")) tools.hidden = false;
for (const button of document.querySelectorAll("[data-size]")) {
  button.addEventListener("click", () => {
    resize(button.dataset.size);
    remember("text-size", button.dataset.size);
  });
}
document.querySelector("[data-open-help]")?.addEventListener("click", () => help.showModal());
const keys = document.querySelector("[data-keys-off]");
keys?.addEventListener("change", () => {
  root.dataset.keys = keys.checked ? "off" : "on";
  remember("sheet-keys", root.dataset.keys);
});
resize(remembered("text-size") || "normal");
root.dataset.keys = remembered("sheet-keys") || "on";
if (keys) keys.checked = root.dataset.keys === "off";
