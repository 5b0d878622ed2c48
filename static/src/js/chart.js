// The chart script: finds [data-chart], reads the option from the JSON block of that
// id, and draws it. Options hold no code; this file gives them colours, formats, the
// tooltip and what the library has no option for (see notes.js).
import {init, use} from 'echarts/core';
import {CustomChart, LineChart} from 'echarts/charts';
import {GridComponent, TooltipComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';
import {dress, narrow} from './dress.js';
import {colors} from './tokens.js';

use([LineChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

const charts = new Map();

// On paper a chart is as wide as the text of a page; the stylesheet fits it to the paper
// there is.
const PAPER = {width: 690, height: 300};
const onPaper = () => document.documentElement.hasAttribute('data-paper');

function draw(el) {
  const plot = charts.get(el);
  const option = JSON.parse(document.getElementById(el.dataset.chart).textContent);
  const {width, height} = onPaper() ? PAPER : {width: el.clientWidth, height: plot.box.clientHeight};
  // A change of theme may come between a new size and the observer's word of it: whoever
  // draws for a width also gives it to the library. A hidden plot has no size.
  if (width && width !== plot.chart.getWidth()) plot.chart.resize({width, height});
  plot.width = width;
  const facts = option.tandem;
  delete option.tandem;
  plot.chart.setOption(dress(option, facts, width, colors(el)), {notMerge: true});
  el.closest('.chart')?.classList.toggle('told', Boolean(facts.told));
  el.closest('.chart')?.classList.toggle('flagged', Boolean(facts.flagged));
  const picture = el.querySelector('svg');
  if (onPaper()) picture?.setAttribute('viewBox', `0 0 ${PAPER.width} ${PAPER.height}`);
  else picture?.removeAttribute('viewBox');
}

// The library writes its own box into the element; a child keeps ours as it is.
function mount(el) {
  const box = document.createElement('div');
  el.append(box);
  const chart = init(box, null, {renderer: 'svg'});
  charts.set(el, {chart, box, width: 0, at: -1});
  draw(el);
  resized.observe(el);
  el.addEventListener('keydown', e => step(el, e));
  el.addEventListener('blur', () => {
    charts.get(el).at = -1;
    chart.dispatchAction({type: 'hideTip'});
    chart.dispatchAction({type: 'updateAxisPointer', currTrigger: 'leave'});
  });
}

const resized = new ResizeObserver(entries => {
  for (const {target} of entries) {
    const plot = charts.get(target);
    // A hidden plot (its table is shown) has no size to draw for.
    if (onPaper() || !plot || !target.clientWidth || target.clientWidth === plot.width) continue;
    draw(target);
  }
});

// Left and right read point by point, Home and End go to the edges.
function step(el, e) {
  const plot = charts.get(el);
  const last = plot.chart.getOption().xAxis[0].data.length - 1;
  const to = {
    ArrowLeft: plot.at < 0 ? last : Math.max(plot.at - 1, 0),
    ArrowRight: Math.min(plot.at + 1, last),
    Home: 0,
    End: last,
  }[e.key];
  if (to === undefined) return;
  e.preventDefault();
  plot.at = to;
  const x = plot.chart.convertToPixel({xAxisIndex: 0}, to);
  plot.chart.dispatchAction({type: 'showTip', x, y: narrow(plot.width) ? 70 : 90});
}

function redraw() {
  for (const el of charts.keys()) draw(el);
}

// press draws for paper before it is printed, light whatever the theme, and for the screen
// again afterwards.
function press(paper) {
  document.documentElement.toggleAttribute('data-paper', paper);
  redraw();
}

addEventListener('beforeprint', () => press(true));
addEventListener('afterprint', () => press(false));
matchMedia('print').addEventListener('change', e => press(e.matches));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
new MutationObserver(redraw).observe(document.documentElement, {attributeFilter: ['data-theme']});
document.querySelectorAll('[data-chart]').forEach(mount);
// Labels were measured before the font was there.
document.fonts?.ready.then(redraw);
