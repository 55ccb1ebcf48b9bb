// Text typed and not yet sent is not lost by a wrong click: forms with data-guard ask before the page is left.

const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]") || event.target.form?.closest("form[data-guard]");
  if (form) dirty.add(form);
});

document.addEventListener("submit", (event) => dirty.delete(event.target));

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  const { status } = event.detail.xhr; // 409 and 422 are swapped in as well, but nothing was saved
  if (status >= 200 && status < 300 && form) dirty.delete(form);
});

window.addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});
