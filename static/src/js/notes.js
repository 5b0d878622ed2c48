// What the library has no option for: hatched gaps over exactly the missing points,
// stitched seams between two points, flags, and names at the ends of the lines.
import {at} from './tooltip.js';

const LABEL = 11;

// place gives pixels: x of a point, also between two; half a step to either side.
function place(api, facts) {
  const first = api.coord([0, 0])[0];
  const step = facts.points > 1 ? api.coord([1, 0])[0] - first : 0;
  return {
    x: i => first + i * step,
    y: v => api.coord([0, v])[1],
    left: facts.left,
    right: facts.width - facts.right,
    top: facts.top,
  };
}

function text(x, y, words, fill, more = {}) {
  return {type: 'text', x, y, silent: true, style: {text: words, fill, fontSize: LABEL, fontFamily: 'Inter Variable, system-ui, sans-serif', ...more}};
}

function line(x1, y1, x2, y2, stroke, more = {}) {
  return {type: 'line', silent: true, shape: {x1, y1, x2, y2}, style: {stroke, lineWidth: 1, ...more}};
}

// hatch is one path of slanted lines cut at the edges of the band.
function hatch(left, right, top, bottom) {
  const height = bottom - top;
  let d = '';
  for (let x = left - height; x < right; x += 6) {
    const from = Math.max(x, left);
    const to = Math.min(x + height, right);
    if (to > from) d += `M${from} ${bottom - (from - x)}L${to} ${bottom - (to - x)}`;
  }
  return d;
}

function band(gap, p, bottom, palette) {
  const left = Math.max(p.x(gap.first - 0.5), p.left);
  const right = Math.min(p.x(gap.last + 0.5), p.right);
  return [
    {type: 'rect', silent: true, shape: {x: left, y: p.top, width: right - left, height: bottom - p.top}, style: {fill: palette.sunken}},
    {type: 'path', silent: true, shape: {pathData: hatch(left, right, p.top, bottom)}, style: {stroke: palette.line, fill: 'none', lineWidth: 1}},
  ];
}

// stitches is a line with small slanted strokes across it.
function stitches(seam, p, bottom, palette) {
  const x = p.x(seam.at - 0.5);
  const parts = [line(x, p.top - 8, x, bottom, palette.ink, {lineWidth: 1.3})];
  for (let y = p.top - 2; y < bottom; y += 12) parts.push(line(x - 4, y + 2, x + 4, y - 2, palette.ink, {lineWidth: 1.3}));
  return parts;
}

const widthOf = words => words.length * 5.7;

// captions sets titles over gaps and seams, from left to right, and leaves out those
// that would lie on one already set. Seams go first: they change what may be compared.
function captions(facts, p, palette) {
  const taken = [];
  const parts = [];
  const set = (x, align, title, words) => {
    const wide = Math.max(widthOf(title) * 1.08, widthOf(words));
    const from = align === 'center' ? x - wide / 2 : align === 'right' ? x - wide : x;
    const edge = facts.width - 4;
    if (from < 4 || from + wide > edge || taken.some(t => from < t.to + 10 && from + wide > t.from - 10)) return false;
    taken.push({from, to: from + wide});
    parts.push(text(x, p.top - 36, title, palette.text, {align, fontWeight: 600}), text(x, p.top - 22, words, palette.muted, {align}));
    return true;
  };
  facts.told = true;
  for (const seam of facts.seams ?? []) {
    const x = p.x(seam.at - 0.5) + 8;
    // The whole sentence where it fits; else it stands under the chart.
    if (!facts.small && set(x, 'left', seam.title, seam.text)) continue;
    facts.told = false;
    void (set(x, 'left', seam.title, 'not compared') || set(x - 16, 'right', seam.title, 'not compared'));
  }
  for (const gap of facts.gaps ?? []) {
    const x = (p.x(Math.max(gap.first - 0.5, 0)) + p.x(Math.min(gap.last + 0.5, facts.points - 1))) / 2;
    void (!facts.small && set(x, 'center', gap.title, gap.text) || set(x, 'center', 'Gap', gap.word));
  }
  return parts;
}

// flags stand under the axis with a dotted stem to their point.
function flags(facts, p, bottom, palette) {
  const parts = [];
  let free = 0;
  for (const flag of facts.flags ?? []) {
    const x = p.x(flag.at);
    parts.push(line(x, p.top, x, bottom + 28, palette.ink, {lineDash: [1, 3]}));
    parts.push(line(x, bottom + 28, x, bottom + 43, palette.ink, {lineWidth: 1.4}));
    parts.push({type: 'path', silent: true, shape: {pathData: `M${x} ${bottom + 29}h10l-2 3.5 2 3.5h-10z`}, style: {fill: palette.ink}});
    if (x < free || x + 14 + widthOf(flag.text) > facts.width) continue;
    parts.push(text(x + 15, bottom + 30, flag.text, palette.text2));
    free = x + 24 + widthOf(flag.text);
  }
  return parts;
}

function lastKnown(lines, roles, points) {
  for (let i = points - 1; i >= 0; i--) {
    if (roles.some(role => at(lines, role, i) != null)) return i;
  }
  return -1;
}

// names at the right end of the lines, pushed apart where they would touch.
function names(facts, lines, p, palette, write) {
  if (facts.small) return [];
  const found = [];
  let base = 0;
  for (const channel of ['facebook', 'instagram']) {
    const i = facts.names[channel] ? lastKnown(lines, [channel], facts.points) : -1;
    if (i < 0) continue;
    const v = at(lines, channel, i);
    const y = facts.stacked ? p.y(base + v / 2) : p.y(v);
    if (facts.stacked) base += v;
    found.push({y, words: facts.names[channel], fill: palette[channel]});
  }
  const i = facts.names.together ? lastKnown(lines, ['together', 'lower'], facts.points) : -1;
  if (i >= 0) {
    const low = at(lines, 'lower', i);
    const v = low == null ? at(lines, 'together', i) : low + (at(lines, 'spread', i) ?? 0);
    const soFar = facts.settling != null && i >= facts.settling && low == null;
    found.push({y: p.y(v), words: facts.names.together, fill: palette.text, note: soFar ? write.exact(v) + ' so far' : ''});
  }
  found.sort((a, b) => a.y - b.y);
  const parts = [];
  let free = p.top - 20;
  for (const f of found) {
    const y = Math.max(f.y - 6, free);
    parts.push(text(p.right + 14, y, f.words, f.fill, {fontWeight: 600}));
    if (f.note) parts.push(text(p.right + 14, y + 14, f.note, palette.muted));
    free = y + (f.note ? 32 : 18);
  }
  return parts;
}

function settling(facts, p, bottom, palette) {
  if (facts.settling == null) return [];
  const x = p.x(facts.points - 1);
  return [text(x, bottom + 30, facts.small ? 'settling' : 'still settling', palette.muted, {align: facts.small ? 'right' : 'center'})];
}

// Both series hold one item without a value, so that they are drawn once and move no
// axis.
function layer(z, draw) {
  return {
    type: 'custom', silent: true, z, data: [[0, null]], animation: false, tooltip: {show: false},
    renderItem: (params, api) => ({type: 'group', silent: true, children: draw(params, api)}),
  };
}

export function notes(facts, lines, tokens, write) {
  const palette = {
    ink: tokens.of('--together'),
    text: tokens.of('--text'),
    text2: tokens.of('--text-2'),
    muted: tokens.of('--text-muted'),
    sunken: tokens.of('--sunken'),
    line: tokens.of('--line'),
    facebook: tokens.of('--facebook'),
    instagram: tokens.of('--instagram'),
  };
  const bottomOf = params => params.coordSys.y + params.coordSys.height;
  return [
    layer(0, (params, api) => {
      const p = place(api, facts);
      return (facts.gaps ?? []).flatMap(g => band(g, p, bottomOf(params), palette));
    }),
    layer(6, (params, api) => {
      const p = place(api, facts);
      const bottom = bottomOf(params);
      return [
        ...(facts.seams ?? []).flatMap(s => stitches(s, p, bottom, palette)),
        ...captions(facts, p, palette),
        ...flags(facts, p, bottom, palette),
        ...settling(facts, p, bottom, palette),
        ...names(facts, lines, p, palette, write),
      ];
    }),
  ];
}
