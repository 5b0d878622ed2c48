// An element with data-events="URL" follows an event stream. Each message is JSON
// {done, total, state, text?, parts?}; parts are {id, file, done, total, text} of the
// elements with data-events-part. A part that is no longer told of is done, and its element
// goes to the next that has none. The states "done", "partial", "failed", "refused" and "undone"
// end it, and the page is loaded again to show what came of it.
const over = new Set(['done', 'partial', 'stored', 'failed', 'refused', 'undone']);

function show(el, {done, total, text}) {
  const bar = el?.querySelector('progress');
  const words = el?.querySelector('[data-events-text]');
  if (bar && total > 0) {
    bar.max = total;
    bar.value = Math.min(done, total);
  } else if (bar && total === 0) {
    bar.removeAttribute('value');
  }
  if (words && text && words.textContent !== text) words.textContent = text;
}

function follow(el) {
  const lines = [...el.querySelectorAll('[data-events-part]')];
  const source = new EventSource(el.dataset.events);
  source.onmessage = e => {
    const message = JSON.parse(e.data);
    show(el, message);
    const shown = new Set(lines.map(l => l.dataset.eventsPart));
    const fresh = (message.parts ?? []).filter(p => !shown.has(p.id));
    for (const line of lines) {
      let part = message.parts?.find(p => p.id === line.dataset.eventsPart);
      const name = line.querySelector('[data-events-name]');
      if (!part && name && fresh.length) {
        part = fresh.shift();
        line.dataset.eventsPart = part.id;
        name.textContent = part.file;
      }
      show(line, part ?? {done: 1, total: 1, text: 'done'});
    }
    if (!over.has(message.state)) return;
    source.close();
    location.reload();
  };
  // The browser connects again by itself; it gives up only on an answer that is not a
  // stream, and then the page as it stands is the truth.
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) el.removeAttribute('data-events'); };
  addEventListener('pagehide', () => source.close(), {once: true});
}

export function events() {
  document.querySelectorAll('[data-events]').forEach(follow);
}
