// The folded menu closes by Escape and by a click beside it; without this file it is a plain <details>.
// The summary of errors takes the focus when a page or a fragment arrives with one.

const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

function pointOutErrors(root) {
  const summary = root.matches?.("[data-errors]") ? root : root.querySelector("[data-errors]");
  summary?.focus();
}

pointOutErrors(document);
document.addEventListener("htmx:load", (event) => pointOutErrors(event.detail.elt));
