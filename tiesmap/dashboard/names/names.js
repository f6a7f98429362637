// Lines with names as links. All text is set as characters, never as markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".names");
  // What says the same stays as it is, and with it the focus.
  const said = JSON.stringify(data);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  list.className = `names ${data.tone}`;
  list.replaceChildren(...data.rows.map((row) => {
    const line = document.createElement("li");
    line.append(...row.map((part) => {
      if (part.tie) {
        const tie = document.createElement("span");
        tie.className = `tie ${part.tie}`;
        tie.textContent = part.text;
        return tie;
      }
      if (part.id === undefined) return document.createTextNode(part.text);
      const link = document.createElement("a");
      const to = new URL("people", document.baseURI);
      to.search = location.search;
      to.searchParams.delete("view");
      to.searchParams.set("person", part.id);
      link.href = to.href;
      link.textContent = part.text;
      link.onclick = (event) => {
        // With a key held the browser opens it elsewhere, as with every link.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        setTriggerValue("open", String(part.id));
      };
      return link;
    }));
    return line;
  }));
}
