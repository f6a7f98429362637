// Draws the map over a vis.Network: sectors and rings under the people, names beside them, and the
// fading around a selected person. The dashboard and the saved file share it. Text from files
// reaches the page through the canvas and vis's plain tooltips alone, never as markup.
const tiesmapDraw = (() => {
  "use strict";
  const TAU = 2 * Math.PI;
  const NAME_PX = 12, SECTOR_PX = 13.5, FADED = 0.13, FADED_TIE = 0.05;

  // --- colors ------------------------------------------------------------------------------------

  const probe = document.createElement("canvas").getContext("2d");

  function rgb(color, fallback) {
    probe.fillStyle = fallback;
    probe.fillStyle = color || fallback;
    const text = probe.fillStyle;
    if (text[0] === "#") return [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16));
    return text.match(/[\d.]+/g).slice(0, 3).map(Number);
  }

  const hex = (c) => "#" + c.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("");
  const mix = (a, b, share) => hex(a.map((v, k) => v + (b[k] - v) * share));
  const alpha = (c, a) => `rgba(${c.map(Math.round).join(",")},${a})`;

  function readTheme(box, palette) {
    const style = getComputedStyle(box);
    const value = (name) => style.getPropertyValue(name).trim();
    const paper = rgb(value("--st-background-color"), "#ffffff");
    const dark = 0.3 * paper[0] + 0.59 * paper[1] + 0.11 * paper[2] < 128;
    const paints = Object.fromEntries(
      Object.entries(palette[dark ? "dark" : "light"]).map(([name, c]) => [name, rgb(c, "#888888")]),
    );
    return {
      ...paints, paper, dark,
      ink: rgb(value("--st-text-color"), dark ? "#fafafa" : "#1e293b"),
      accent: rgb(value("--st-primary-color"), "#d6336c"),
      font: value("--st-font") || "sans-serif",
    };
  }

  // --- rows for vis ------------------------------------------------------------------------------

  function nodeRow(n, theme, focus) {
    const { label, ...row } = n;
    const paint = theme[n.paint];
    const fill = n.filled ? mix(theme.paper, paint, n.filled) : hex(theme.paper);
    const inFocus = !focus || focus.people.has(n.id);
    row.caption = label;
    row.color = { background: fill, border: hex(paint), highlight: fill, hover: fill };
    if (n.ask) {
      row.color.border = hex(theme.ask);
      row.borderWidth = 3.5;
    }
    row.color.highlight = row.color.hover = { background: fill, border: row.color.border };
    row.opacity = inFocus ? 1 : FADED;
    return row;
  }

  function edgeRow(e, theme, focus) {
    const row = { ...e };
    const color = hex(theme[e.paint]);
    let opacity = e.color.opacity, width = e.width;
    let glow = false;
    if (focus) {
      const onPath = focus.ties.has(pair(e.from, e.to));
      const own = e.from === focus.selected || e.to === focus.selected;
      if (onPath) { opacity = 1; width = Math.max(2.4, width * 1.5); glow = true; }
      else if (own) { opacity = Math.max(0.85, opacity); width = Math.max(1.4, width); }
      else opacity = FADED_TIE;
    }
    row.color = { color, highlight: color, hover: color, opacity };
    row.width = width;
    row.shadow = glow
      ? { enabled: true, color: alpha(theme.accent, 0.9), size: 9, x: 0, y: 0 }
      : { enabled: false };
    return row;
  }

  const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function sync(set, rows) {
    const ids = new Set(rows.map((r) => r.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    const changed = rows.filter((r) => !same(set.get(r.id), r));
    if (changed.length) set.update(changed);
  }

  // --- under the people --------------------------------------------------------------------------

  function drawSectors(ctx, map) {
    const { frame, theme, scale } = map;
    const out = frame.radii[frame.radii.length - 1];
    if (!out) return;
    for (const s of frame.sectors) {
      const shade = (theme.dark ? 0.05 : 0.035) + (theme.dark ? 0.25 : 0.17) * (s.comfort ?? 0);
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.arc(0, 0, out, s.start, s.end);
      ctx.closePath();
      ctx.fillStyle = alpha(theme.teal, shade);
      ctx.fill();
    }
    if (frame.sectors.length > 1) {
      ctx.strokeStyle = hex(theme.paper);
      ctx.lineWidth = 3;
      for (const s of frame.sectors) {
        ctx.beginPath();
        ctx.moveTo(0, 0);
        ctx.lineTo(out * Math.cos(s.start), out * Math.sin(s.start));
        ctx.stroke();
      }
    }
    ctx.lineWidth = 1.2 / scale;
    ctx.strokeStyle = alpha(theme.grey, 0.55);
    for (const r of frame.radii) {
      ctx.setLineDash([2 / scale, 5 / scale]);
      ctx.beginPath();
      ctx.arc(0, 0, r, 0, TAU);
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  const sectorFont = (theme, scale) => `600 ${SECTOR_PX / scale}px ${theme.font}`;

  function shorten(ctx, text, width) {
    if (ctx.measureText(text).width <= width) return text;
    const letters = Array.from(text);
    while (letters.length > 1 && ctx.measureText(letters.join("") + "…").width > width) letters.pop();
    return letters.join("").trimEnd() + "…";
  }

  // What is only proposed has a mark behind its name, which the legend explains.
  const mark = (s) => (s.proposed ? " ?" : "");
  const sectorName = (ctx, s, width) =>
    shorten(ctx, s.name, width - ctx.measureText(mark(s)).width) + mark(s);

  // In a narrow box: names along the rim, as long as the rim of the sector allows.
  function drawNamesAlong(ctx, map, reach) {
    ctx.textAlign = "center";
    for (const s of map.frame.sectors) {
      const middle = (s.start + s.end) / 2;
      const room = (s.end - s.start) * reach - 4 / map.scale;
      if (room < 18 / map.scale) continue;
      ctx.save();
      ctx.translate(reach * Math.cos(middle), reach * Math.sin(middle));
      ctx.rotate(middle + (Math.sin(middle) > 0 ? -TAU / 4 : TAU / 4));
      ctx.fillStyle = alpha(map.theme.ink, s.comfort ? 0.95 : 0.75);
      const text = sectorName(ctx, s, room);
      ctx.fillText(text, 0, 0);
      ctx.restore();
      // The room that the turned text takes, so that no person's name runs into it.
      const half = ctx.measureText(text).width / 2, high = SECTOR_PX / map.scale / 2;
      const [dx, dy] = [Math.abs(Math.sin(middle)), Math.abs(Math.cos(middle))];
      const [w, h] = [half * dx + high * dy, half * dy + high * dx];
      const [x, y] = [reach * Math.cos(middle), reach * Math.sin(middle)];
      map.sectorNames.push([x - w, y - h, x + w, y + h]);
    }
  }

  // Names of the sectors beside the circle, upright, each column spread so that none overlap.
  function drawSectorNames(ctx, map) {
    const { frame, theme, scale } = map;
    const out = frame.radii[frame.radii.length - 1];
    if (!out) return;
    const pad = 14 / scale, line = 18 / scale, reach = out + pad;
    ctx.font = sectorFont(theme, scale);
    ctx.textBaseline = "middle";
    map.sectorNames = [];
    if (map.narrow) { drawNamesAlong(ctx, map, reach); return; }
    for (const side of [1, -1]) {
      const names = frame.sectors
        .map((s) => ({ s, middle: (s.start + s.end) / 2 }))
        .filter(({ middle }) => (Math.cos(middle) >= 0 ? 1 : -1) === side)
        .map((e) => ({ ...e, y: reach * Math.sin(e.middle) }))
        .sort((a, b) => a.y - b.y);
      const wanted = names.map((e) => e.y);
      for (let turn = 0; turn < 60; turn += 1) {
        let moved = false;
        for (let k = 1; k < names.length; k += 1) {
          const short = line - (names[k].y - names[k - 1].y);
          if (short > 1e-6) { names[k].y += short / 2; names[k - 1].y -= short / 2; moved = true; }
        }
        if (!moved) break;
      }
      names.forEach(({ s, middle, y }, k) => {
        const x = side * Math.max(Math.sqrt(Math.max(0, reach * reach - y * y)), 8 / scale);
        if (Math.abs(y - wanted[k]) > 5 / scale) {
          ctx.strokeStyle = alpha(theme.grey, 0.6);
          ctx.lineWidth = 1 / scale;
          ctx.beginPath();
          ctx.moveTo((out + 2 / scale) * Math.cos(middle), (out + 2 / scale) * Math.sin(middle));
          ctx.lineTo(x, y);
          ctx.stroke();
        }
        ctx.textAlign = side > 0 ? "left" : "right";
        const text = sectorName(ctx, s, (map.nameWidth - (s.inferred ? 58 : 0)) / scale);
        const at = x + (side * 4) / scale;
        ctx.fillStyle = alpha(theme.ink, s.comfort ? 0.95 : 0.75);
        ctx.fillText(text, at, y);
        const width = ctx.measureText(text).width;
        const [left, right] = side > 0 ? [at, at + width] : [at - width, at];
        map.sectorNames.push([left, y - line / 2, right, y + line / 2]);
        if (s.inferred) {
          ctx.save();
          ctx.font = `italic ${(SECTOR_PX - 2.5) / scale}px ${theme.font}`;
          ctx.fillStyle = alpha(theme.ink, 0.6);
          ctx.fillText("inferred", at + side * (width + 5 / scale), y);
          ctx.restore();
        }
      });
    }
  }

  function hull(points) {
    const p = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    const half = (list) => {
      const h = [];
      for (const q of list) {
        while (h.length > 1 && turn(h[h.length - 2], h[h.length - 1], q) <= 0) h.pop();
        h.push(q);
      }
      h.pop();
      return h;
    };
    return [...half(p), ...half(p.reverse())];
  }

  function groupShapes(frame, rows) {
    return frame.groups.map((g) => {
      const around = [];
      for (const n of rows) {
        if (n.community !== g.community) continue;
        for (let k = 0; k < 12; k += 1) {
          around.push([n.x + 24 * Math.cos((TAU * k) / 12), n.y + 24 * Math.sin((TAU * k) / 12)]);
        }
      }
      return { name: g.label, people: around.length / 12, outline: around.length ? hull(around) : [] };
    }).filter((g) => g.people >= 3);
  }

  function drawGroups(ctx, map) {
    const { theme, scale } = map;
    for (const g of map.groups) {
      ctx.beginPath();
      g.outline.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.closePath();
      ctx.fillStyle = alpha(theme.teal, theme.dark ? 0.12 : 0.07);
      ctx.fill();
      ctx.strokeStyle = alpha(theme.teal, 0.3);
      ctx.lineWidth = 1 / scale;
      ctx.stroke();
    }
  }

  // --- over the people ---------------------------------------------------------------------------

  function halo(ctx, map, n, width, color) {
    ctx.beginPath();
    ctx.arc(n.x, n.y, n.size + 4 + width / 2, 0, TAU);
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke();
  }

  function wantsName(map, n) {
    const { focus } = map;
    if (n.id === map.hovered) return 100;
    if (focus) {
      if (n.id === focus.selected) return 90;
      if (focus.marked.has(n.id)) return 80;
      return focus.people.has(n.id) ? 40 + (n.filled || 0) : 0;
    }
    if (map.frame.kind === "answer") return 80 - n.ring;
    if (n.client) return 30 + (n.comfort || 0);
    if (n.ring === 1) return 20 + (n.comfort || 0);
    // Zooming in brings out the names of people further away.
    return map.rows.length <= 40 || map.scale > 1.6 * map.fitScale ? 5 - n.ring : 0;
  }

  function placeNames(ctx, map) {
    const { theme, scale } = map;
    const px = 1 / scale;
    const inFocus = map.rows.filter((n) => !map.focus || map.focus.people.has(n.id));
    const taken = inFocus.map((n) => [n.x - n.size, n.y - n.size, n.x + n.size, n.y + n.size, n.id]);
    const placed = [...map.sectorNames];
    const cross = (t, r) => t[0] < r[2] && r[0] < t[2] && t[1] < r[3] && r[1] < t[3];
    const onName = (r) => placed.some((t) => cross(t, r));
    const onNode = (r, own) => taken.some((t) => t[4] !== own && cross(t, r));
    ctx.font = `500 ${NAME_PX * px}px ${theme.font}`;
    for (const g of map.groups) {
      const text = shorten(ctx, g.name, 150 * px);
      const top = g.outline.reduce((a, b) => (b[1] < a[1] ? b : a));
      const w = ctx.measureText(text).width;
      const [left, right] = map.sides;
      const x = Math.min(Math.max(top[0], left + w / 2 + 6 * px), right - w / 2 - 6 * px);
      placed.push([x - w / 2, top[1] - 18 * px, x + w / 2, top[1] - 2 * px]);
      g.label = { text, x, y: top[1] - 9 * px };
    }
    const names = [];
    const wanting = map.rows
      .filter((n) => n.id !== map.frame.rep)
      .map((n) => ({ n, rank: wantsName(map, n) }))
      .filter((e) => e.rank > 0)
      .sort((a, b) => b.rank - a.rank || (a.n.id < b.n.id ? -1 : 1));
    for (const { n, rank } of wanting) {
      const text = shorten(ctx, n.caption, 170 * px);
      const w = ctx.measureText(text).width, h = (NAME_PX + 3) * px, gap = n.size + 4 * px;
      const spots = [
        [n.x + gap, n.y - h / 2], [n.x - gap - w, n.y - h / 2],
        [n.x - w / 2, n.y + gap], [n.x - w / 2, n.y - gap - h],
      ];
      const box = ([x, y]) => [x, y, x + w, y + h];
      const seen = ([l, , r]) => l >= map.sides[0] && r <= map.sides[1];
      let spot = spots.find((p) => seen(box(p)) && !onName(box(p)) && !onNode(box(p), n.id));
      // Names that must be shown rather lie over a person than over another name.
      if (!spot && rank >= 80) spot = spots.find((p) => !onName(box(p))) ?? spots[0];
      if (!spot) continue;
      placed.push([spot[0], spot[1], spot[0] + w, spot[1] + h]);
      names.push({ text, x: spot[0], y: spot[1] + h / 2, strong: rank >= 80 });
    }
    return names;
  }

  function drawNames(ctx, map) {
    const { theme, scale } = map;
    const key = [scale.toFixed(3), map.version, map.hovered].join("|");
    if (map.namesKey !== key) { map.names = placeNames(ctx, map); map.namesKey = key; }
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.strokeStyle = alpha(theme.paper, 0.88);
    ctx.lineWidth = 3.5 / scale;
    for (const g of map.groups) {
      ctx.font = `600 ${NAME_PX / scale}px ${theme.font}`;
      ctx.textAlign = "center";
      ctx.strokeText(g.label.text, g.label.x, g.label.y);
      ctx.fillStyle = alpha(theme.teal, map.focus ? 0.5 : 1);
      ctx.fillText(g.label.text, g.label.x, g.label.y);
    }
    ctx.textAlign = "left";
    for (const l of map.names) {
      ctx.font = `${l.strong ? 700 : 500} ${NAME_PX / scale}px ${theme.font}`;
      ctx.strokeText(l.text, l.x, l.y);
      ctx.fillStyle = hex(theme.ink);
      ctx.fillText(l.text, l.x, l.y);
    }
  }

  function drawRep(ctx, map) {
    const rep = map.rows.find((n) => n.id === map.frame.rep);
    if (!rep) return;
    ctx.font = `700 15px ${map.theme.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = hex(map.theme.paper);
    ctx.fillText(shorten(ctx, rep.caption, 2 * rep.size - 8), rep.x, rep.y + 0.5);
  }

  // --- the map -----------------------------------------------------------------------------------

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

  return { attach };
})();
