// What lies under the people: sectors with their names, rings, and the outlines of communities.

const TAU = 2 * Math.PI;
const SECTOR_PX = 13.5;

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

// In a narrow box: names along the rim, whole as long as all of them find room on it.
function namesAlong(ctx, map, reach) {
  const full = map.frame.sectors.map((s) => ctx.measureText(s.name + mark(s)).width);
  const gap = 8 / map.scale;
  const share = (TAU * reach) / full.reduce((sum, width) => sum + width + gap, 0);
  const names = map.frame.sectors.map((s, k) => {
    const text = share < 1 ? sectorName(ctx, s, full[k] * share - gap) : s.name + mark(s);
    const width = ctx.measureText(text).width;
    return { s, text, width, at: (s.start + s.end) / 2, half: (width + gap) / 2 / reach };
  }).sort((a, b) => a.at - b.at);
  for (let turn = 0; turn < 60 && names.length > 1; turn += 1) {
    names.forEach((one, k) => {
      const next = names[(k + 1) % names.length], round = k + 1 === names.length ? TAU : 0;
      const short = one.half + next.half - (next.at + round - one.at);
      if (short > 1e-6) { one.at -= short / 2; next.at += short / 2; }
    });
  }
  return names;
}

function drawNamesAlong(ctx, map, reach) {
  ctx.textAlign = "center";
  for (const { s, text, width, at } of namesAlong(ctx, map, reach)) {
    ctx.save();
    ctx.translate(reach * Math.cos(at), reach * Math.sin(at));
    ctx.rotate(at + (Math.sin(at) > 0 ? -TAU / 4 : TAU / 4));
    ctx.fillStyle = alpha(map.theme.ink, s.comfort ? 0.95 : 0.75);
    ctx.fillText(text, 0, 0);
    ctx.restore();
    // The room that the turned text takes, so that no person's name runs into it.
    const half = width / 2, high = SECTOR_PX / map.scale / 2;
    const [dx, dy] = [Math.abs(Math.sin(at)), Math.abs(Math.cos(at))];
    const [w, h] = [half * dx + high * dy, half * dy + high * dx];
    const [x, y] = [reach * Math.cos(at), reach * Math.sin(at)];
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
