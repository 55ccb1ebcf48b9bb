// A button with data-copy copies the text of the element it names, and says so. Without this file, or where the browser
// allows no copying, the text stands there to be selected; the button is shown only when it can do its work.

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = source.value ?? source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https the clipboard is closed to us, but not to a selection.
      source.focus();
      source.select();
      if (!document.execCommand("copy")) return;
    }
    said.hidden = false;
  });
}
