// dress turns a bare option into what is drawn: axes, ends of lines, tooltip, notes.
import {formats} from './formats.js';
import {notes} from './notes.js';
import {resolve} from './tokens.js';
import {tooltip} from './tooltip.js';

const FONT = {fontFamily: 'Inter Variable, system-ui, sans-serif', fontSize: 11};

export const narrow = width => width < 620;

// stepOf is how many points lie between two labels, so that about 80 pixels do (56 on a phone).
function stepOf(points, width) {
  const least = Math.ceil(points * (width < 500 ? 56 : 80) / Math.max(width, 1));
  return [1, 2, 3, 4, 7, 14, 28].find(n => n >= least) ?? least;
}

function axes(option, facts, palette, write) {
  const muted = {...FONT, color: palette.of('--text-muted')};
  const plot = facts.width - facts.left - facts.right;
  const step = stepOf(facts.points, plot);
  const labelled = i => i % step === 0;
  option.grid = {left: facts.left, right: facts.right, top: facts.top, bottom: facts.bottom, outerBoundsMode: 'none'};
  Object.assign([].concat(option.xAxis)[0], {
    boundaryGap: false,
    axisLine: {lineStyle: {color: palette.of('--line-strong')}, onZero: false},
    axisTick: {show: true, interval: labelled, length: 4, lineStyle: {color: palette.of('--line-strong')}},
    axisLabel: {...muted, interval: labelled, hideOverlap: true, margin: 10},
    axisPointer: {type: 'line', lineStyle: {color: palette.of('--text-muted'), width: 1, type: 'solid'}},
  });
  Object.assign([].concat(option.yAxis)[0], {
    splitNumber: 3,
    minInterval: 1,
    axisLabel: {...muted, formatter: write.axis, margin: 12},
    splitLine: {lineStyle: {color: palette.of('--grid')}},
  });
}

// ends puts a dot where the main line stops and starts, and on points that stand
// alone, which no line would show. Points that may still change are hollow.
function ends(series, palette, facts) {
  const tail = series.id.endsWith('.tail');
  const loud = series.id.split('.')[0] === facts.main;
  const data = series.data;
  series.symbol = 'none';
  series.emphasis = {disabled: true};
  series.connectNulls = false;
  series.showAllSymbol = true;
  series.cursor = 'default';
  if (series.id.startsWith('usual')) return;
  series.data = data.map((v, i) => {
    if (v == null) return null;
    const before = i > 0 && data[i - 1] != null;
    const after = i + 1 < data.length && data[i + 1] != null;
    if (tail) return before ? {value: v, symbol: 'circle', symbolSize: 6, itemStyle: {color: palette.of('--surface'), borderColor: series.itemStyle.color, borderWidth: 1.6}} : v;
    // Where the dotted stretch takes over the line goes on, so no dot stands there.
    const goesOn = i + 1 === facts.settling && before;
    if ((loud && !(before && after) && i !== 0 && !goesOn) || (!before && !after)) return {value: v, symbol: 'circle', symbolSize: 5};
    return v;
  });
}

// mainOf is the line that carries the dots: together where there is one.
function mainOf(series) {
  const roles = new Set(series.map(s => s.id.split('.')[0]));
  if (roles.has('together') || roles.has('lower')) return 'together';
  for (const role of ['previous', 'usual', 'usualspread']) roles.delete(role);
  return roles.size === 1 ? [...roles][0] : 'together';
}

export function dress(option, facts, width, palette) {
  const write = formats(facts.format, facts.currency);
  resolve(option, palette);
  const small = narrow(width);
  const talks = facts.gaps || facts.seams;
  Object.assign(facts, {
    width,
    small,
    points: facts.full.length,
    left: small ? 48 : 60,
    right: small ? 16 : 116,
    top: talks ? 58 : 24,
    bottom: facts.flags || facts.settling != null ? 50 : 32,
    main: mainOf(option.series),
  });
  axes(option, facts, palette, write);
  const lines = option.series.map(s => ({role: s.id.split('.')[0], data: s.data}));
  for (const s of option.series) ends(s, palette, facts);
  option.tooltip = {...option.tooltip, ...tooltip(facts, lines, write)};
  option.series.push(...notes(facts, lines, palette, write));
  option.backgroundColor = 'transparent';
  option.textStyle = FONT;
  palette.done();
  return option;
}
