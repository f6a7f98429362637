// What lies over the people: who is selected, and the names that find room.

const NAME_PX = 12;

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

// The names of the larger areas first; one that finds no room comes out by zooming in.
function placeGroups(ctx, map, placed, onName, onNode) {
  const px = 1 / map.scale;
  ctx.font = `600 ${NAME_PX * px}px ${map.theme.font}`;
  for (const g of [...map.groups].sort((a, b) => b.people - a.people)) {
    const w = ctx.measureText(g.name).width + 6 * px, h = 16 * px;
    const [left, right] = map.sides;
    const spots = [[1, -1], [1, 1], [0, -1], [0, 1]].map(([down, sign]) => {
      const edge = g.outline.reduce((a, b) => (sign * (b[down] - a[down]) > 0 ? b : a));
      const beside = down ? edge[0] : edge[0] + sign * (w / 2 + 4 * px);
      const x = Math.min(Math.max(beside, left + w / 2 + 6 * px), right - w / 2 - 6 * px);
      return [x, down ? edge[1] + sign * (h / 2 + px) : edge[1]];
    });
    const box = ([x, y]) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
    const spot = spots.find((p) => !onName(box(p)) && !onNode(box(p))) ??
      spots.find((p) => !onName(box(p)));
    g.label = spot && { text: g.name, x: spot[0], y: spot[1] };
    if (spot) placed.push(box(spot));
  }
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
  placeGroups(ctx, map, placed, onName, onNode);
  ctx.font = `500 ${NAME_PX * px}px ${theme.font}`;
  const names = [];
  const wanting = map.rows
    .filter((n) => n.id !== map.frame.rep)
    .map((n) => ({ n, rank: wantsName(map, n) }))
    .filter((e) => e.rank > 0)
    .sort((a, b) => b.rank - a.rank || (a.n.id < b.n.id ? -1 : 1));
  for (const { n, rank } of wanting) {
    const h = (NAME_PX + 3) * px, gap = n.size + 4 * px;
    const spotsOf = (w) => [
      [n.x + gap, n.y - h / 2], [n.x - gap - w, n.y - h / 2],
      [n.x - w / 2, n.y + gap], [n.x - w / 2, n.y - gap - h],
      [n.x + gap / 2, n.y + gap / 2], [n.x + gap / 2, n.y - gap / 2 - h],
      [n.x - gap / 2 - w, n.y + gap / 2], [n.x - gap / 2 - w, n.y - gap / 2 - h],
      [n.x - w / 2, n.y + gap + h / 2], [n.x - w / 2, n.y - gap - 1.5 * h],
    ].map(([x, y]) => [x, y, x + w, y + h]);
    const isFree = (r) => r[0] >= map.sides[0] + 4 * px && r[2] <= map.sides[1] - 4 * px &&
      !onName(r) && !onNode(r, n.id);
    // Of the few on the first map each has a name: on a phone the first word of it may have to do.
    const texts = [shorten(ctx, n.caption, 170 * px)];
    if (map.frame.kind === "answer") texts.push(n.caption.split(" ")[0]);
    const found = texts.map((text) => [text, spotsOf(ctx.measureText(text).width).find(isFree)]);
    let [text, spot] = found.find(([, free]) => free) ?? [texts[0], undefined];
    // Names that must be shown rather lie over a person than over another name.
    if (!spot && rank >= 80) {
      const spots = spotsOf(ctx.measureText(text).width);
      spot = spots.find((r) => !onName(r)) ?? spots[0];
    }
    if (!spot) continue;
    placed.push(spot);
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
  for (const g of map.groups.filter((one) => one.label)) {
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
