// How people and ties look: the colors of a light or a dark page, and the fading around whoever is
// selected.

const FADED = 0.13, FADED_TIE = 0.05;

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
