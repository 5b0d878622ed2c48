// The tooltip is an element with classes of the stylesheet: markup text with style
// attributes would break the content policy.
const NS = 'http://www.w3.org/2000/svg';

function element(tag, className, text) {
  const el = document.createElement(tag);
  el.className = className;
  if (text !== undefined) el.textContent = text;
  return el;
}

function shape(name, attributes) {
  const el = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) el.setAttribute(key, value);
  return el;
}

// mark draws the same signs as the marks of the pages.
function mark(channel) {
  const svg = shape('svg', {class: 'mark mark-' + channel, viewBox: '0 0 16 16', 'aria-hidden': 'true'});
  if (channel === 'facebook') {
    svg.append(shape('rect', {x: 1, y: 1, width: 14, height: 14, rx: 3}), shape('path', {d: 'M6.2 11.6V4.6h4.3M6.2 8.1h3.6'}));
  } else if (channel === 'instagram') {
    svg.append(shape('circle', {cx: 8, cy: 8, r: 7}), shape('path', {d: 'M8 4.8v6.4'}));
  } else {
    svg.append(shape('circle', {cx: 5.6, cy: 8, r: 4.2}), shape('circle', {cx: 10.4, cy: 8, r: 4.2}));
  }
  return svg;
}

// at finds the value of a role at a point, over all its epochs.
export function at(lines, role, i) {
  for (const line of lines) if (line.role === role && line.data[i] != null) return line.data[i];
  return null;
}

function wordAt(facts, i) {
  const gap = (facts.gaps ?? []).find(g => g.first <= i && i <= g.last);
  return gap?.word || 'not known';
}

function row(sign, name, text, known) {
  const el = element('div', 'tip-row');
  el.append(sign, element('span', '', name), element('span', known ? 'num' : 'num muted', text));
  return el;
}

function together(facts, lines, write, i) {
  const low = at(lines, 'lower', i);
  const spread = at(lines, 'spread', i);
  if (low != null) return write.exact(low) + (spread == null ? ' or more' : spread ? '\u2013' + write.exact(low + spread) : '');
  const v = at(lines, 'together', i);
  return v == null ? null : write.exact(v);
}

function build(facts, lines, write, i) {
  const tip = element('div', 'tip');
  tip.append(element('div', 'tip-title', facts.full[i]));
  const word = wordAt(facts, i);
  if (facts.names.together) {
    const text = together(facts, lines, write, i);
    tip.append(row(mark('together'), facts.names.together, text ?? word, text != null));
  }
  for (const channel of ['instagram', 'facebook']) {
    if (!facts.names[channel]) continue;
    const v = at(lines, channel, i);
    tip.append(row(mark(channel), facts.names[channel], v == null ? word : write.exact(v), v != null));
  }
  const low = facts.usual ? at(lines, 'usual', i) : null;
  if (low != null) {
    const spread = at(lines, 'usualspread', i);
    tip.append(row(element('span', 'stroke-usual'), facts.usual, write.exact(low) + (spread ? '\u2013' + write.exact(low + spread) : ''), true));
  }
  for (const flag of (facts.flags ?? []).filter(f => f.first <= i && i <= f.last)) tip.append(element('div', 'tip-flag', flag.text));
  if (facts.settling != null && i >= facts.settling) tip.append(element('div', 'muted', 'can still change'));
  const before = facts.before && at(lines, 'previous', i);
  if (before != null) {
    const el = row(element('span', 'stroke-dashed'), facts.before[i], write.exact(before), true);
    el.classList.add('tip-before');
    tip.append(el);
  }
  return tip;
}

export function tooltip(facts, lines, write) {
  return {
    formatter: params => build(facts, lines, write, [].concat(params)[0].dataIndex),
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none',
    transitionDuration: 0,
    confine: true,
  };
}
