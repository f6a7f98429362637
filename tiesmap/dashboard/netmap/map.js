// The map component. One vis.Network per mounted component: later runs of the page change its rows
// only, so that zoom and position stay. `vis` and `tiesmapDraw` are defined above this text.
const mounted = new WeakMap();
// Where the reader had moved a map to, by key, for when he comes back to the page.
const views = new Map();

function mount(box, data) {
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, data.options);
  const inst = { emit: () => {}, selected: null };
  // The canvas answers to no key: the list of people beside it does the same job.
  box.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
  inst.map = tiesmapDraw.attach({
    network, nodes, edges, box,
    onPick: (id) => {
      // The background, or the rep: everybody again.
      const next = id === null || id === inst.rep ? null : id;
      if (next === inst.selected) return;
      inst.selected = next;
      inst.map.select(next);
      inst.emit("pick", next ?? "");
    },
  });
  return inst;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".tiesmap");
  const box = root.querySelector(".tiesmap-box");
  root.style.setProperty("--map-height", `${data.height}px`);
  let inst = mounted.get(root);
  const fresh = !inst;
  if (fresh) {
    inst = mount(box, data);
    mounted.set(root, inst);
    box.tiesmap = inst.map;
  }
  inst.emit = setTriggerValue;
  inst.selected = data.selected;
  inst.rep = String(data.rep);
  const { palette } = data.frame;
  const changed = inst.map.update(
    data.frame, data.nodes, data.edges, data.selected, data.people, data.ties,
  );
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
  };
}
