// What is pasted from Word keeps its paragraphs, numbering, bold words and tables: the server turns it into the text of
// minutes. Whatever goes wrong on the way, the plain text is pasted instead.

const WORTH_ASKING = /<(p|div|li|table|b|strong|h[1-6]|br)\b/i;

function put(field, text) {
  field.readOnly = false;
  field.focus();
  // The way that the browser can undo; where it has none, the plain one.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  }
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function say(field, words) {
  const place = document.getElementById(field.dataset.pasteNote);
  if (place) place.textContent = words;
}

async function converted(field, markup) {
  const body = new FormData();
  body.append("markup", markup);
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  const signal = AbortSignal.timeout(15000);
  const answer = await fetch(field.dataset.paste, { method: "POST", body, headers, signal });
  const said = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : {};
  say(field, said.note || "");
  return answer.ok ? said.text : null;
}

document.addEventListener("paste", async (event) => {
  const field = event.target;
  if (!field.matches?.("textarea[data-paste]") || field.readOnly) return;
  const markup = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (!WORTH_ASKING.test(markup)) return;
  event.preventDefault();
  field.readOnly = true; // until the text is there, so that it lands where it was pasted
  const text = await converted(field, markup).catch(() => null);
  put(field, text ?? plain);
});
