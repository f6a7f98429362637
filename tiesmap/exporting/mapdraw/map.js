// The map itself over a vis.Network: fitting, focus, clicks. Text from files reaches the page through
// the canvas and vis's plain tooltips alone, never as markup.

function attach({ network, nodes, edges, box, onPick, onLine = () => {} }) {
  const map = {
    frame: { radii: [], sectors: [], groups: [], rep: null }, rows: [], groups: [], names: [],
    theme: null, focus: null, hovered: null, version: 0, scale: 1, fitScale: 1,
    sides: [-Infinity, Infinity], nameWidth: 170, narrow: false, sectorNames: [],
    fitted: false, moved: false,
  };

  function bounds() {
    const out = map.frame.radii[map.frame.radii.length - 1];
    if (out) return { x: 0, y: 0, w: 2 * out, h: 2 * out };
    const xs = map.rows.map((n) => n.x), ys = map.rows.map((n) => n.y);
    if (!xs.length) return { x: 0, y: 0, w: 100, h: 100 };
    const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return { x: (l + r) / 2, y: (t + b) / 2, w: r - l + 60, h: b - t + 60 };
  }

  function fit() {
    const { clientWidth: w, clientHeight: h } = box;
    if (!w || !h) return;
    const size = bounds();
    map.nameWidth = Math.min(160, w * 0.2);
    map.narrow = w < 560;
    let scale = Math.min((w - 48) / size.w, (h - 56) / size.h, 1.8);
    if (!map.narrow && map.frame.sectors.length && map.theme) {
      probe.font = sectorFont(map.theme, 1);
      const out = map.frame.radii[map.frame.radii.length - 1];
      for (const s of map.frame.sectors) {
        // A name stands beside the circle at its own height, so only there must it find room.
        const across = out * Math.abs(Math.cos((s.start + s.end) / 2));
        const name = probe.measureText(s.name + mark(s)).width + (s.inferred ? 58 : 0);
        const room = w / 2 - Math.min(map.nameWidth, name) - 26;
        if (across > 0) scale = Math.min(scale, room / across);
      }
    }
    map.fitScale = Math.max(scale, 0.05);
    map.sides = [size.x - w / 2 / map.fitScale, size.x + w / 2 / map.fitScale];
    network.moveTo({ position: { x: size.x, y: size.y }, scale: map.fitScale, animation: false });
    map.fitted = true;
    map.moved = false;
  }

  function zoom(factor) {
    map.moved = true;
    network.moveTo({ scale: network.getScale() * factor, animation: { duration: 160 } });
  }

  function paint() {
    map.theme = readTheme(box, map.frame.palette);
    map.version += 1;
    const rows = map.raw.nodes.map((n) => nodeRow(n, map.theme, map.focus));
    sync(nodes, rows);
    // What counts is on top: vis draws ties in their order.
    const weight = (e) => (map.focus && map.focus.ties.has(pair(e.from, e.to)) ? 2 : 0);
    const ties = [...map.raw.edges].sort((a, b) => weight(a) - weight(b));
    sync(edges, ties.map((e) => edgeRow(e, map.theme, map.focus)));
    map.rows = rows;
    network.redraw();
  }

  function focusOn(selected, people, ties) {
    const present = new Set(map.raw.nodes.map((n) => n.id));
    const chosen = selected !== null && present.has(selected) && selected !== map.frame.rep
      ? selected : null;
    if (chosen === null && !people.length && !ties.length) { map.focus = null; return; }
    const marked = new Set([...people, ...ties.flat()].filter((id) => present.has(id)));
    const near = new Set(marked);
    if (chosen !== null) {
      near.add(chosen);
      for (const e of map.raw.edges) {
        if (e.from === chosen) near.add(e.to);
        if (e.to === chosen) near.add(e.from);
      }
    }
    if (map.frame.rep !== null) near.add(map.frame.rep);
    map.focus = {
      selected: chosen, marked, people: near, ties: new Set(ties.map(([a, b]) => pair(a, b))),
    };
  }

  function show(frame, rawNodes, rawEdges) {
    // The same rings and sectors are the same map, whoever came or went: the view stays.
    const under = [frame.kind, frame.radii, frame.sectors.map((s) => [s.name, s.start, s.end])];
    const free = frame.radii.length ? [] : rawNodes.map((n) => [n.id, Math.round(n.x)]);
    const shape = JSON.stringify([under, free]);
    const another = shape !== map.shape;
    Object.assign(map, { frame, raw: { nodes: rawNodes, edges: rawEdges }, shape });
    map.groups = groupShapes(frame, rawNodes);
    if (another) map.hovered = null;
    return another;
  }

  network.on("beforeDrawing", (ctx) => {
    if (!map.theme) return;
    map.scale = network.getScale();
    ctx.save();
    drawSectors(ctx, map);
    drawGroups(ctx, map);
    drawSectorNames(ctx, map);
    ctx.restore();
  });
  network.on("afterDrawing", (ctx) => {
    if (!map.theme) return;
    map.scale = network.getScale();
    ctx.save();
    for (const n of map.rows) {
      if (map.focus && n.id === map.focus.selected) halo(ctx, map, n, 3.5, hex(map.theme.accent));
      else if (map.focus && map.focus.marked.has(n.id) && n.id !== map.frame.rep) {
        halo(ctx, map, n, 2, alpha(map.theme.accent, 0.65));
      }
    }
    drawRep(ctx, map);
    drawNames(ctx, map);
    ctx.restore();
  });
  network.on("hoverNode", (p) => { map.hovered = p.node; box.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { map.hovered = null; box.style.cursor = ""; network.redraw(); });
  network.on("dragEnd", () => { map.moved = true; });
  network.on("zoom", () => { map.moved = true; });
  network.on("click", (p) => {
    const [id] = p.nodes.map(String);
    if (id === undefined && p.edges.length) { onLine(edges.get(p.edges[0]).title || ""); return; }
    // A negative number is nobody on file: it is told about like a line.
    if (id !== undefined && id.startsWith("-")) { onLine(nodes.get(id).title); return; }
    onLine("");
    onPick(id ?? null);
  });

  // The wheel scrolls the page until the map was clicked: nobody gets stuck on it.
  let awake = false;
  const wake = () => { awake = true; };
  const sleep = () => { awake = false; };
  const wheel = (e) => { if (!awake && !e.ctrlKey && !e.metaKey) e.stopPropagation(); };
  box.addEventListener("pointerdown", wake);
  box.addEventListener("pointerleave", sleep);
  box.addEventListener("wheel", wheel, { capture: true, passive: true });

  // In a hidden tab or a closed expander the box is 0 x 0: fit when it first gets a size, and
  // again when the size changes, unless somebody has moved the map by then.
  const watch = new ResizeObserver(() => {
    if (!box.clientWidth || !box.clientHeight || !map.raw) return;
    if (!map.fitted || !map.moved) requestAnimationFrame(() => { fit(); network.redraw(); });
  });
  watch.observe(box);

  return {
    fit, zoom,
    focus: () => map.focus,
    dark: () => map.theme.dark,
    shape: () => map.shape,
    moved: () => map.moved,
    // Where a person is, in pixels of the box: for tests and for whoever scripts the page.
    at: (id) => network.canvasToDOM(network.getPosition(id)),
    people: () => map.rows.map((n) => n.id).filter((id) => id !== map.frame.rep && id[0] !== "-"),
    shown: () => map.names.map((l) => l.text),
    view: () => ({ scale: network.getScale(), position: network.getViewPosition() }),
    look(view) { network.moveTo({ ...view, animation: false }); map.fitted = map.moved = true; },
    // Bring a person into sight, near enough to read who stands around.
    reveal(id) {
      if (!map.raw.nodes.some((n) => n.id === id)) return;
      map.moved = true;
      const scale = Math.max(network.getScale(), Math.min(1.25 * map.fitScale, 1.8));
      network.moveTo({ position: network.getPosition(id), scale, animation: { duration: 300 } });
    },
    select(selected, people = [], ties = []) { focusOn(selected, people, ties); paint(); },
    update(frame, rawNodes, rawEdges, selected, people = [], ties = []) {
      const another = show(frame, rawNodes, rawEdges);
      focusOn(selected, people, ties);
      paint();
      if (another) { map.fitted = false; fit(); network.redraw(); }
      return another;
    },
    destroy() {
      watch.disconnect();
      box.removeEventListener("pointerdown", wake);
      box.removeEventListener("pointerleave", sleep);
      box.removeEventListener("wheel", wheel, { capture: true });
      network.destroy();
    },
  };
}
