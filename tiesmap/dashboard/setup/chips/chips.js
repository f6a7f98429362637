// A text with chips. All text is set as characters, never as markup; a chip is written [name].
const PATIENCE = 300; // Milliseconds without a key before the text is sent.

function chip(name) {
  const span = document.createElement("span");
  const choice = /^(if|or if) |^(otherwise|end)$/.test(name);
  span.className = choice ? "chip choice" : "chip";
  span.contentEditable = "false";
  span.textContent = name;
  return span;
}

function show(box, text) {
  const parts = text.split(/\[([^[\]\n]*)\]/);
  box.replaceChildren(...parts.map((part, k) => (k % 2 ? chip(part) : document.createTextNode(part))));
}

function read(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.classList?.contains("chip")) return `[${node.textContent}]`;
  if (node.nodeName === "BR") return "\n";
  const inside = [...node.childNodes].map(read).join("");
  // Some browsers put each new line into a part of its own.
  return node.nodeName === "DIV" && node.previousSibling ? `\n${inside}` : inside;
}

const written = (box) => [...box.childNodes].map(read).join("").replaceAll("\u00a0", " ");

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".chips");
  const box = root.querySelector(".editor"), palette = root.querySelector(".palette");
  // What is typed is the browser's: a later run of the page does not write over it.
  if (box.shown === data.text) return;
  box.shown = data.text;
  show(box, data.text);
  let timer = null, place = null;
  const tell = () => { clearTimeout(timer); setStateValue("text", written(box)); };
  const later = () => { clearTimeout(timer); timer = setTimeout(tell, PATIENCE); };
  const here = () => {
    const chosen = root.getRootNode().getSelection?.() ?? document.getSelection();
    if (chosen?.rangeCount && box.contains(chosen.anchorNode)) place = chosen.getRangeAt(0).cloneRange();
  };
  box.oninput = () => { here(); later(); };
  box.onkeyup = box.onmouseup = here;
  box.onblur = () => { here(); tell(); };
  palette.replaceChildren(...data.chips.map(({ name, about }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.title = about;
    button.onmousedown = (event) => event.preventDefault();
    button.onclick = () => {
      const one = chip(name);
      if (place && box.contains(place.startContainer)) {
        place.deleteContents();
        place.insertNode(one);
        place.setStartAfter(one);
        place.collapse(true);
      } else box.append(one);
      tell();
    };
    return button;
  }));
}
