// Numbers as the server writes them. Money comes in millionths of the major unit,
// ratios in millionths, seconds as they are.
const MINUS = '\u2212';
const THIN = '\u202f';
const whole = new Intl.NumberFormat('en');
const minus = text => text.replace('-', MINUS);

// short has at most one decimal, and none where it would be zero: axes are round.
function short(v) {
  const m = Math.abs(v);
  for (const [size, unit] of [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']]) {
    if (m >= size) return minus(String(Math.round(v / size * 10) / 10)) + unit;
  }
  return minus(whole.format(v));
}

function seconds(v) {
  if (v < 60) return v + THIN + 's';
  const minutes = Math.floor(v / 60);
  if (v < 3600) return minutes + THIN + 'min' + (v % 60 ? ' ' + v % 60 + THIN + 's' : '');
  return Math.floor(v / 3600) + THIN + 'h' + (minutes % 60 ? ' ' + minutes % 60 + THIN + 'min' : '');
}

function money(currency) {
  const style = currency ? {style: 'currency', currency} : {minimumFractionDigits: 2, maximumFractionDigits: 2};
  const exact = new Intl.NumberFormat('en', style);
  const round = new Intl.NumberFormat('en', {...style, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1});
  const small = new Intl.NumberFormat('en', {...style, minimumFractionDigits: 0});
  return {
    exact: v => minus(exact.format(v / 1e6)),
    axis: v => minus((Math.abs(v) >= 1e9 ? round : small).format(v / 1e6)).replace('K', 'k'),
  };
}

// formats gives the writer for tooltips and the one for axes of a marker.
export function formats(marker, currency) {
  switch (marker) {
    case 'fmt:money': return money(currency);
    case 'fmt:pct': return {exact: v => minus((v / 1e4).toFixed(1)) + THIN + '%', axis: v => minus(String(v / 1e4)) + THIN + '%'};
    case 'fmt:seconds': return {exact: seconds, axis: seconds};
    case 'fmt:short': return {exact: short, axis: short};
    default: return {exact: v => minus(whole.format(v)), axis: short};
  }
}
