// Buttons that type the little markup of minutes: **bold**, numbering, | tables |. Without this file it is typed by hand.

const NUMBERED = /^(\(?[0-9๐-๙]{1,3}[.)]|[-–•])\s+/;

function replace(field, start, end, text, selectFrom, selectTo) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, end, "end");
  field.setSelectionRange(start + selectFrom, start + selectTo);
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function wholeLines(field) {
  const { value, selectionStart, selectionEnd } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const next = value.indexOf("\n", Math.max(selectionEnd - 1, selectionStart));
  return [start, next < 0 ? value.length : next];
}

const MARKUP = {
  bold(field) {
    const [start, end] = [field.selectionStart, field.selectionEnd];
    const words = field.value.slice(start, end);
    if (/^\*\*[^]+\*\*$/.test(words)) replace(field, start, end, words.slice(2, -2), 0, words.length - 4);
    else replace(field, start, end, `**${words}**`, words ? 0 : 2, words ? words.length + 4 : 2);
  },
  number(field) {
    const [start, end] = wholeLines(field);
    const lines = field.value.slice(start, end).split("\n");
    const off = lines.every((line) => !line.trim() || NUMBERED.test(line));
    let count = 0;
    const text = lines
      .map((line) => (!line.trim() && lines.length > 1 ? line : off && line.trim() ? line.replace(NUMBERED, "") : `${++count}. ${line}`))
      .join("\n");
    replace(field, start, end, text, text.length, text.length);
  },
  table(field, button) {
    const [start, end] = wholeLines(field);
    const line = field.value.slice(start, end);
    const text = `${line.trim() ? `${line}\n` : ""}${button.dataset.row}\n|  |  |`;
    replace(field, start, end, text, text.length, text.length);
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-markup]");
  const field = button && document.getElementById(button.closest("[data-markup-for]").dataset.markupFor);
  if (field && !field.readOnly) MARKUP[button.dataset.markup](field, button);
});

for (const bar of document.querySelectorAll("[data-markup-for]")) bar.hidden = false;
