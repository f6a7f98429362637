// The cards by which a rep rates people: one key each, no run of the page in between.
// What was said goes to Python in one message, shortly after the last key.
const PAUSE = 900;
// So much of the window (px) the bar at its head covers.
const HEAD = 56;
const mounted = new WeakMap();

function start(root, data) {
  const inst = { at: 0, said: new Map(), unsent: new Set(), trail: [], timer: 0, emit: () => {} };
  const find = (name) => root.querySelector(`.cards-${name}`);

  const send = (done) => {
    clearTimeout(inst.timer);
    if (!inst.unsent.size && !done) return;
    const rated = [...inst.unsent].map((id) => ({ id, ...inst.said.get(id) }));
    inst.unsent.clear();
    inst.emit("rated", { rated, done });
  };
  const later = () => {
    clearTimeout(inst.timer);
    inst.timer = setTimeout(() => send(false), PAUSE);
  };
  const of = (id) => inst.said.get(id) ?? { comfort: null, client: null, private: null };
  const say = (id, what) => {
    inst.trail.push({ at: inst.at, id, before: of(id) });
    inst.said.set(id, { ...of(id), ...what });
    inst.unsent.add(id);
  };
  const next = () => {
    inst.at += 1;
    if (inst.at >= inst.cards.length) send(true);
    else later();
  };

  inst.press = (key) => {
    const card = inst.cards[inst.at];
    if (key === "u") {
      const last = inst.trail.pop();
      if (!last) return;
      inst.at = last.at;
      if (last.before) {
        const { comfort, client } = inst.cards[last.at];
        inst.said.set(last.id, {
          comfort: last.before.comfort ?? comfort ?? 0,
          client: last.before.client ?? client,
          private: last.before.private ?? false,
        });
        inst.unsent.add(last.id);
        later();
      }
    } else if (!card) {
      return;
    } else if (key === "s") {
      inst.trail.push({ at: inst.at });
      next();
    } else if (key === "p") {
      say(card.id, { private: true });
      next();
    } else if (key === "c") {
      const now = of(card.id).client ?? card.client;
      say(card.id, { client: !now });
      later();
    } else if (/^[1-5]$/.test(key)) {
      say(card.id, { comfort: Number(key) });
      next();
    } else {
      return;
    }
    inst.show();
  };

  inst.show = () => {
    const card = inst.cards[inst.at];
    find("ended").hidden = Boolean(card);
    find("open").hidden = !card;
    if (card) {
      find("name").textContent = card.name;
      find("place").textContent = card.place;
      find("hint").textContent = card.hint;
      const client = of(card.id).client ?? card.client;
      root.querySelector('[data-key="c"]').setAttribute("aria-pressed", String(client));
      const comfort = of(card.id).comfort ?? card.comfort;
      for (const button of root.querySelectorAll(".cards-rates button")) {
        button.setAttribute("aria-pressed", String(Number(button.dataset.key) === comfort));
      }
    }
    const left = inst.cards.length - inst.at;
    find("count").textContent = card
      ? `${inst.at + 1} of ${inst.cards.length}`
      : `${inst.cards.length - left} of ${inst.cards.length}: done`;
    root.querySelector('[data-key="u"]').disabled = !inst.trail.length;
  };

  root.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[1-5cspu]$/i.test(event.key)) {
      event.preventDefault();
      inst.press(event.key.toLowerCase());
    }
  };
  for (const button of root.querySelectorAll("button")) {
    button.onclick = () => inst.press(button.dataset.key);
  }
  // A button that was clicked elsewhere and is gone leaves the focus nowhere, and a click beside the
  // cards gives it to the page around them, which takes no keys: then they are for the cards, once
  // those are in sight.
  const nowhere = (event) => {
    const cards = root.getRootNode().host ?? root;
    const focused = document.activeElement;
    if (focused === cards || !focused.contains(cards) || !/^[1-5cspu]$/i.test(event.key)) return;
    if (!root.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    const { top, bottom } = find("card").getBoundingClientRect();
    const seen = top >= HEAD && bottom <= window.innerHeight;
    if (!seen) root.scrollIntoView({ block: "center" });
    root.focus({ preventScroll: true });
    event.stopImmediatePropagation();
    if (seen) root.onkeydown(event);
  };
  window.addEventListener("keydown", nowhere, true);
  inst.cards = data.cards;
  inst.stop = () => send(false);
  inst.leave = () => {
    inst.stop();
    window.removeEventListener("keydown", nowhere, true);
  };
  return inst;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cards");
  let inst = mounted.get(root);
  const dealt = data.cards.map(({ id }) => id).join();
  const fresh = !inst;
  // Other people, as where some were joined meanwhile, are dealt anew.
  if (fresh || inst.dealt !== dealt) {
    inst?.leave();
    inst = start(root, data);
    inst.dealt = dealt;
    mounted.set(root, inst);
  }
  inst.emit = setTriggerValue;
  inst.show();
  // After an import the page may have been scrolled far down; at the edge of the window the bar at
  // its head would cover the name.
  if (fresh) root.scrollIntoView({ block: "center" });
  if (fresh || document.activeElement === document.body) root.focus({ preventScroll: true });
  return () => inst.stop();
}
