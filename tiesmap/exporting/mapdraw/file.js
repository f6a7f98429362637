// pyvis leaves `network`, `nodes` and `edges` as globals. They are emptied and filled again with the
// same rows, colored for the theme at hand.
(() => {
  const frame = FRAME;
  const box = document.getElementById("mynetwork");
  const rows = { nodes: nodes.get(), edges: edges.get() };
  nodes.clear();
  edges.clear();
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
