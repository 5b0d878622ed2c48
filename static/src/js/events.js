// An element with data-events="URL" follows an event stream. Each message is JSON
// {done, total, state, text?}; the states "done", "partial", "failed", "refused" and
// "undone" end it, and the page is loaded again to show what came of it.
const over = new Set(['done', 'partial', 'stored', 'failed', 'refused', 'undone']);

function follow(el) {
  const bar = el.querySelector('progress');
  const text = el.querySelector('[data-events-text]');
  const source = new EventSource(el.dataset.events);
  source.onmessage = e => {
    const {done, total, state, text: words} = JSON.parse(e.data);
    if (bar && total > 0) {
      bar.max = total;
      bar.value = Math.min(done, total);
    }
    if (text && words) text.textContent = words;
    if (!over.has(state)) return;
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
