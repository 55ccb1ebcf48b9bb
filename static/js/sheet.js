// The score sheet by keyboard and in a hurry: a digit chooses that point; leaving waits for what is being saved.

const line = () => document.querySelector("[data-saved]")?.dataset.saved;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, input:not([type=radio])")) return;
  const choice = /^[0-9]$/.test(event.key) && document.getElementById(`answer-${event.key}`);
  if (choice && !choice.disabled) {
    choice.focus();
    choice.click();
  } else if (event.key === "Enter" && event.target.matches("input[type=radio], body")) {
    event.preventDefault();
    document.querySelector("[data-next]").click();
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
