// The drop zone: one request a file, or a folder's documents, a few at a time, streamed by the browser with its
// progress. The server answers each with JSON {redirect?, error?, drop?} or any status. A
// redirect says that the page there tells what became of the file, its error included.
// drop is the number of the drop that the first file began; the others send it along, so
// that all of them have one summary. When all are through, the page goes there; an error
// that stands nowhere else keeps the page, and a button leads on.
import {chosen, dropped, parcels} from './folder.js';

const token = () => document.querySelector('meta[name=csrf]')?.content ?? '';
const atOnce = 3;
// Beyond so many lines only the whole is told: a folder can be of thousands of files.
const linesShown = 100;

function element(tag, className, text) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  if (text) el.textContent = text;
  return el;
}

const silent = {at() {}, reading() {}, done() {}, failed() {}};

function row(list, parcel) {
  const li = element('li', 'upload');
  const word = element('span', 'muted', 'waiting');
  const bar = element('progress');
  bar.max = Math.max(parcel.size, 1);
  bar.value = 0;
  bar.setAttribute('aria-label', parcel.name);
  li.append(element('span', 'clip', parcel.folder ? `${parcel.name}: ${parcel.files.length.toLocaleString('en')} documents` : parcel.name), word, bar);
  list.append(li);
  return {
    at(done) { bar.value = done; word.textContent = Math.floor(100 * done / bar.max) + ' %'; },
    reading() { bar.removeAttribute('value'); word.textContent = 'being read'; },
    done() { bar.value = bar.max; word.textContent = 'received'; },
    failed(why) { bar.remove(); li.classList.add('upload-failed'); word.className = ''; word.textContent = why; },
  };
}

function answer(xhr) {
  try { return JSON.parse(xhr.responseText); } catch { return {}; }
}

function send(form, parcel, line, drop, onBytes) {
  const max = Number(form.dataset.max) || Infinity;
  if (parcel.size > max) {
    line.failed('larger than ' + Math.floor(max / 2 ** 30) + ' GB: export fewer days at a time');
    return Promise.resolve({failed: true});
  }
  return new Promise(resolve => {
    const body = new FormData();
    // Fields go first: the server reads the stream once, in order.
    for (const input of form.querySelectorAll('input[type=hidden], select, input:checked')) {
      if (input.name && input.name !== 'csrf') body.append(input.name, input.value);
    }
    if (drop) body.append('drop', drop);
    if (parcel.folder) body.append('folder', parcel.name);
    for (const {file, path} of parcel.files) {
      if (parcel.folder) body.append('path', path);
      body.append('files', file, file.name);
    }
    const xhr = new XMLHttpRequest();
    xhr.open('POST', form.action);
    xhr.setRequestHeader('X-CSRF-Token', token());
    xhr.setRequestHeader('Accept', 'application/json');
    xhr.upload.onprogress = e => { const done = Math.min(e.loaded, parcel.size); line.at(done); onBytes(done); };
    xhr.upload.onload = () => line.reading();
    xhr.onerror = () => { line.failed('the connection broke'); resolve({failed: true}); };
    xhr.onload = () => {
      const reply = answer(xhr);
      if (xhr.status >= 200 && xhr.status < 300 && !reply.error) {
        line.done();
        resolve(reply);
        return;
      }
      line.failed(reply.error || 'refused (' + xhr.status + ')');
      resolve({failed: !reply.redirect, redirect: reply.redirect, drop: reply.drop});
    };
    xhr.send(body);
  });
}

function onward(list, href) {
  list.querySelector('.upload-on')?.remove();
  const li = element('li', 'upload-on');
  const link = element('a', 'btn btn-primary', 'Show the files that arrived');
  link.href = href;
  li.append(link);
  list.append(li);
}

// whole is the bar over all files.
function whole(form) {
  const box = form.querySelector('.drop-whole');
  const bar = box?.querySelector('progress');
  const words = box?.querySelector('p');
  return (files, ended, bytes, all) => {
    if (!box || files < 2) return;
    box.hidden = false;
    bar.max = Math.max(all, 1);
    bar.value = bytes;
    words.textContent = ended === files ? `${files.toLocaleString('en')} files sent`
      : `${ended.toLocaleString('en')} of ${files.toLocaleString('en')} files sent. Keep the page open until all are.`;
  };
}

function setUp(form) {
  const inputs = form.querySelectorAll('input[type=file]');
  const list = form.querySelector('.uploads');
  const tell = whole(form);
  const queue = [];
  let busy = 0, files = 0, ended = 0, bytes = 0, all = 0, failures = 0, shown = 0;
  let redirect = '', drop = '';

  async function next() {
    const {parcel, line} = queue.shift();
    let sent = 0;
    const count = done => { bytes += done - sent; sent = done; tell(files, ended, bytes, all); };
    const reply = await send(form, parcel, line, drop, count);
    count(parcel.size);
    ended++;
    if (reply.failed) failures++;
    redirect = reply.redirect || redirect;
    drop = reply.drop || drop;
    tell(files, ended, bytes, all);
  }

  async function worker() {
    busy++;
    while (queue.length) await next();
    busy--;
    if (busy || !redirect) return;
    if (failures) onward(list, redirect);
    else location.assign(redirect);
  }

  async function work() {
    if (busy || !queue.length) return;
    busy++;
    while (queue.length && !drop) await next(); // the first that is kept begins the drop
    busy--;
    for (let n = 0; n < atOnce - 1 && queue.length; n++) worker();
    worker();
  }

  function add(more) {
    const sent = parcels(more);
    for (const parcel of sent.parcels) {
      files++;
      all += parcel.size;
      queue.push({parcel, line: shown++ < linesShown ? row(list, parcel) : silent});
    }
    if (sent.passed) list.append(element('li', 'upload muted', `${sent.passed.toLocaleString('en')} pictures, films and pages beside the documents are not sent`));
    for (const input of inputs) input.value = '';
    tell(files, ended, bytes, all);
    work();
  }

  for (const input of inputs) input.addEventListener('change', () => add(chosen(input.files)));
  form.addEventListener('submit', e => { e.preventDefault(); add(chosen(inputs[0].files)); });
  for (const name of ['dragenter', 'dragover']) {
    form.addEventListener(name, e => { e.preventDefault(); form.classList.add('over'); });
  }
  form.addEventListener('dragleave', e => {
    if (!form.contains(e.relatedTarget)) form.classList.remove('over');
  });
  form.addEventListener('drop', async e => {
    e.preventDefault();
    form.classList.remove('over');
    add(await dropped(e.dataTransfer));
  });
}

export function dropZones() {
  const forms = document.querySelectorAll('form[data-drop]');
  forms.forEach(setUp);
  if (!forms.length) return;
  // A file that misses the zone would otherwise replace the page.
  for (const name of ['dragover', 'drop']) addEventListener(name, e => e.preventDefault());
}
