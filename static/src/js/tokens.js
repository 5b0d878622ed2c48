// Token values as the page's theme has them now. A custom property itself would give
// its unresolved text, so a probe takes the colour and reports what became of it.
export function colors(parent) {
  const probe = document.createElement('span');
  probe.hidden = true;
  parent.append(probe);
  const known = {};
  return {
    of(token) {
      if (!known[token]) {
        probe.style.color = `var(${token})`;
        known[token] = getComputedStyle(probe).color;
      }
      return known[token];
    },
    done() { probe.remove(); },
  };
}

// resolve replaces every "tok:--name" of an option, in place. Words of people (names,
// reasons) lie under "tandem", which is taken out before.
export function resolve(option, palette) {
  if (!option || typeof option !== 'object') return;
  for (const key of Object.keys(option)) {
    const value = option[key];
    if (typeof value === 'string' && value.startsWith('tok:')) option[key] = palette.of(value.slice(4));
    else resolve(value, palette);
  }
}
