// Lines, or rows of a table, with names as links. All text is set as characters, never as markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".names");
  // What says the same stays as it is, and with it the focus.
  const said = JSON.stringify(data);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.className = `names ${data.tone}`;
  place.replaceChildren(data.heads ? table(data, setTriggerValue) : list(data, setTriggerValue));
}

function made(kind, className, ...inside) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

function list({ rows }, tell) {
  return made("ul", "", ...rows.map((row) => made("li", "", ...row.map((part) => shown(part, tell)))));
}

function table({ heads, rows, says }, tell) {
  const title = made("caption", "", says);
  const numbers = heads.map((_, at) => rows.every((row) => !row[at].length || row[at][0].number));
  const head = made("thead", "", made("tr", "", ...heads.map((text, at) => {
    const cell = made("th", numbers[at] ? "number" : "", text);
    cell.scope = "col";
    return cell;
  })));
  const body = made("tbody", "", ...rows.map((row, number) => {
    const cells = row.map((parts, at) => {
      const cell = made("td", parts[0]?.number ? "number" : "");
      cell.append(...parts.map((part) => shown(part, tell, number)));
      cell.dataset.head = heads[at];
      return cell;
    });
    const line = made("tr", "", ...cells);
    // A click anywhere in a row is one on what it is about, which the keyboard reaches too.
    const about = line.querySelector("button") ?? line.querySelector("a");
    if (about) {
      line.className = "about";
      line.onclick = (event) => {
        if (!event.target.closest("a, button") && getSelection().isCollapsed) about.click();
      };
    }
    return line;
  }));
  const whole = made("table", "", title, head, body);
  const around = made("div", rows.length > 20 ? "around long" : "around", whole);
  // What scrolls is reached by the keyboard.
  if (rows.length > 20) around.tabIndex = 0;
  return around;
}

function shown(part, tell, row) {
  if (part.tie) return made("span", `tie ${part.tie}`, part.text);
  if (part.act) {
    const button = made("button", "", part.text);
    button.type = "button";
    button.onclick = () => tell("row", String(row));
    return button;
  }
  if (part.id === undefined) return document.createTextNode(part.text);
  const link = made("a", "", part.text);
  const to = new URL("people", document.baseURI);
  to.search = location.search;
  to.searchParams.delete("view");
  to.searchParams.set("person", part.id);
  if (part.part) to.searchParams.set("part", part.part);
  link.href = to.href;
  link.onclick = (event) => {
    // With a key held the browser opens it elsewhere, as with every link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tell("open", part.part ? `${part.id} ${part.part}` : String(part.id));
  };
  return link;
}
