(() => {
  const { frame, options, ...rows } = SHOWN;
  const box = document.getElementById("map");
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, options);
  const line = document.querySelector(".hint"), said = line.textContent;
  let chosen = null;
  const map = tiesmapDraw.attach({ network, nodes, edges, box, onPick: (id) => {
    chosen = id === frame.rep ? null : id;
    map.select(chosen);
  }, onLine: (text) => { line.textContent = text.split("\n").join(" · ") || said; } });
  map.update(frame, rows.nodes, rows.edges, null);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.select(chosen));
  window.tiesmap = map;
})();
