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

// moving hatches the days that can still change, as far as anything is known of them. It lies over the areas and lightly, so that the figures stay readable.
function moving(facts, lines, p, bottom, palette) {
  if (facts.settling == null) return [];
  const last = Math.max(...lines.filter(l => !/^(previous|usual)/.test(l.role)).map(l => l.data.findLastIndex(v => (v?.value ?? v) != null)));
  if (last < facts.settling) return [];
  const left = Math.max(p.x(facts.settling - 0.5), p.left);
  const right = Math.min(p.x(last + 0.5), p.right);
  return [{type: 'path', silent: true, shape: {pathData: hatch(left, right, p.top, bottom)}, style: {stroke: palette.muted, opacity: 0.28, fill: 'none', lineWidth: 1}}];
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

// near is how close two flags may stand before they share one sign, in pixels.
const near = 18;

// flags stand under the axis with a dotted stem to their first point and a bar over their points. Where every text has room it stands beside its flag; else
// each flag carries its number, those that stand close together one span of numbers, and the texts are listed under the chart.
function flags(facts, p, bottom, palette) {
  const parts = [];
  const spots = (facts.flags ?? []).map((flag, i) => ({flag, n: i + 1, x: p.x(flag.first)})).sort((a, b) => a.x - b.x || a.n - b.n);
  let free = 0;
  facts.flagged = !facts.small && spots.every(({x, flag}, i) => {
    const to = x + 24 + widthOf(flag.text);
    const settles = facts.settling != null && to > p.x(facts.points - 1) - 40;
    const fits = x >= free && to - 10 <= facts.width && !settles && (i === 0 || x > spots[i - 1].x + near);
    free = to;
    return fits;
  });
  const ends = [-1, -1]; // how far the bars of each row reach; those that overlap lie in two rows
  for (const {flag, x} of spots) {
    parts.push(line(x, p.top, x, bottom + 28, palette.ink, {lineDash: [1, 3]}));
    if (flag.last > flag.first) {
      const to = Math.min(p.x(flag.last + 0.5), p.right);
      const from = Math.max(p.x(flag.first - 0.5), p.left);
      const row = from >= ends[0] || from < ends[1] ? 0 : 1;
      ends[row] = Math.max(ends[row], to);
      parts.push({type: 'rect', silent: true, shape: {x: from, y: bottom + 1 + 4 * row, width: to - from, height: 3}, style: {fill: palette.ink}});
    }
  }
  for (let i = 0; i < spots.length;) {
    const {x, n, flag} = spots[i];
    let last = i;
    while (!facts.flagged && last + 1 < spots.length && spots[last + 1].x - x < near) last++;
    parts.push(line(x, bottom + 28, x, bottom + 43, palette.ink, {lineWidth: 1.4}));
    parts.push({type: 'path', silent: true, shape: {pathData: `M${x} ${bottom + 29}h10l-2 3.5 2 3.5h-10z`}, style: {fill: palette.ink}});
    const numbers = spots.slice(i, last + 1).map(s => s.n);
    const words = facts.flagged ? flag.text : last > i ? `${Math.min(...numbers)}\u2013${Math.max(...numbers)}` : String(n);
    const room = x + 15 + widthOf(words) <= facts.width;
    parts.push(room ? text(x + 13, bottom + 30, words, palette.text2) : text(x - 4, bottom + 30, words, palette.text2, {align: 'right'}));
    i = last + 1;
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
  // Those at the foot stay above the axis, whose last label would lie under them.
  const height = f => f.note ? 32 : 18;
  let lowest = p.y(0) + 4 - found.reduce((sum, f) => sum + height(f), 0);
  for (const f of found) {
    const y = Math.max(Math.min(f.y - 6, lowest), free);
    lowest += height(f);
    parts.push(text(p.right + 14, y, f.words, f.fill, {fontWeight: 600}));
    if (f.note) parts.push(text(p.right + 14, y + 14, f.note, palette.muted));
    free = y + height(f);
  }
  return parts;
}

function settling(facts, p, bottom, palette) {
  if (facts.settling == null) return [];
  const x = p.x(facts.points - 1);
  // A flag there goes first: the foot of the chart says the same in words.
  if ((facts.flags ?? []).some(f => Math.abs(p.x(f.first) - x) < 70)) return [];
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
    layer(4, (params, api) => moving(facts, lines, place(api, facts), bottomOf(params), palette)),
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
