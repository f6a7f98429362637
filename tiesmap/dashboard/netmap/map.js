// The map component. One vis.Network per mounted component: later runs of the page change its rows
// only, so that zoom and position stay. `vis` and `tiesmapDraw` are defined above this text.
const mounted = new WeakMap();
// Where the reader had moved a map to, by key, for when he comes back to the page.
const views = new Map();
// By the key of a map: what stands out in it (light.js says so), and what shows that.
const hub = (globalThis.tiesmapLights ??= { lit: new Map(), show: new Map() });
const NONE = { selected: null, people: [], ties: [], nodes: [], edges: [] };

function mount(root, box, data) {
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, data.options);
  const inst = { emit: () => {}, selected: null, data };
  const line = root.querySelector(".tiesmap-line");
  // The canvas answers to no key: the list of people beside it does the same job.
  box.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
  inst.map = tiesmapDraw.attach({
    network, nodes, edges, box,
    onPick: (id) => {
      // The background, or the rep: everybody again.
      const next = id === null || id === inst.rep ? null : id;
      if (next === inst.selected) return;
      inst.selected = next;
      hub.lit.set(inst.data.key, { ...NONE, selected: next });
      inst.map.select(next);
      inst.emit("pick", next ?? "");
    },
    onLine: (text) => { line.textContent = text.split("\n").join(" · "); },
  });
  return inst;
}

// Draw what is on the map and what stands out in it; whether it is another map than before.
function show(inst) {
  const { data } = inst, lit = hub.lit.get(data.key) ?? NONE;
  const found = lit.selected !== null && lit.selected !== inst.selected;
  inst.selected = lit.selected;
  const another = inst.map.update(
    data.frame, [...data.nodes, ...lit.nodes], [...data.edges, ...lit.edges],
    lit.selected, lit.people, lit.ties,
  );
  // Chosen elsewhere than by a click on the map, so bring him into sight.
  if (found) inst.map.reveal(lit.selected);
  return another;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".tiesmap");
  const box = root.querySelector(".tiesmap-box");
  let inst = mounted.get(root);
  const fresh = !inst;
  if (fresh) {
    inst = mount(root, box, data);
    mounted.set(root, inst);
    box.tiesmap = inst.map;
  }
  const same = !fresh && JSON.stringify(inst.data) === JSON.stringify(data);
  inst.data = data;
  hub.show.set(data.key, () => show(inst));
  inst.emit = setTriggerValue;
  inst.rep = String(data.rep);
  const { palette } = data.frame;
  const changed = !same && show(inst);
  const theme = inst.map.dark() ? "dark" : "light";
  for (const [name, color] of Object.entries(palette[theme])) {
    root.style.setProperty(`--map-${name}`, color);
  }
  const kept = views.get(data.key);
  if (fresh && changed && kept && kept.shape === inst.map.shape()) inst.map.look(kept.view);
  box.setAttribute("aria-label", data.about);
  for (const legend of root.querySelectorAll("[data-kind]")) {
    legend.hidden = legend.dataset.kind !== data.frame.kind;
  }
  root.querySelector(".tiesmap-in").onclick = () => inst.map.zoom(1.3);
  root.querySelector(".tiesmap-out").onclick = () => inst.map.zoom(1 / 1.3);
  root.querySelector(".tiesmap-fit").onclick = () => inst.map.fit();
  return () => {
    if (inst.map.moved()) views.set(data.key, { view: inst.map.view(), shape: inst.map.shape() });
    else views.delete(data.key);
    inst.map.destroy();
    mounted.delete(root);
    hub.show.delete(data.key);
    hub.lit.delete(data.key);
  };
}
