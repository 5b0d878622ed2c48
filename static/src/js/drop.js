// The drop zone: one request a file, one at a time, streamed by the browser with its
// progress. The server answers each with JSON {redirect?, error?} or any status. A
// redirect says that the page there tells what became of the file, its error included.
// When all are through, the page goes there; an error that stands nowhere else keeps
// the page, and a button leads on.
const token = () => document.querySelector('meta[name=csrf]')?.content ?? '';

function element(tag, className, text) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  if (text) el.textContent = text;
  return el;
}

function row(list, file) {
  const li = element('li', 'upload');
  const word = element('span', 'muted', 'waiting');
  const bar = element('progress');
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute('aria-label', file.name);
  li.append(element('span', 'clip', file.name), word, bar);
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

function send(form, file, line) {
  const max = Number(form.dataset.max) || Infinity;
  if (file.size > max) {
    line.failed('larger than ' + Math.floor(max / 2 ** 30) + ' GB: export fewer days at a time');
    return Promise.resolve({failed: true});
  }
  return new Promise(resolve => {
    const body = new FormData();
    // Fields go first: the server reads the stream once, in order.
    for (const input of form.querySelectorAll('input[type=hidden], select, input:checked')) {
      if (input.name && input.name !== 'csrf') body.append(input.name, input.value);
    }
    body.append('files', file, file.name);
    const xhr = new XMLHttpRequest();
    xhr.open('POST', form.action);
    xhr.setRequestHeader('X-CSRF-Token', token());
    xhr.setRequestHeader('Accept', 'application/json');
    xhr.upload.onprogress = e => line.at(Math.min(e.loaded, file.size));
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
      resolve({failed: !reply.redirect, redirect: reply.redirect});
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

function setUp(form) {
  const input = form.querySelector('input[type=file]');
  const list = form.querySelector('.uploads');
  const queue = [];
  let busy = false;
  let redirect = '';
  let failures = 0;

  async function work() {
    if (busy) return;
    busy = true;
    while (queue.length) {
      const {file, line} = queue.shift();
      const reply = await send(form, file, line);
      if (reply.failed) failures++;
      redirect = reply.redirect || redirect;
    }
    busy = false;
    if (!redirect) return;
    if (failures) onward(list, redirect);
    else location.assign(redirect);
  }

  function add(files) {
    for (const file of files) queue.push({file, line: row(list, file)});
    input.value = '';
    work();
  }

  input.addEventListener('change', () => add([...input.files]));
  form.addEventListener('submit', e => { e.preventDefault(); add([...input.files]); });
  for (const name of ['dragenter', 'dragover']) {
    form.addEventListener(name, e => { e.preventDefault(); form.classList.add('over'); });
  }
  form.addEventListener('dragleave', e => {
    if (!form.contains(e.relatedTarget)) form.classList.remove('over');
  });
  form.addEventListener('drop', e => {
    e.preventDefault();
    form.classList.remove('over');
    add([...e.dataTransfer.files]);
  });
}

export function dropZones() {
  const forms = document.querySelectorAll('form[data-drop]');
  forms.forEach(setUp);
  if (!forms.length) return;
  // A file that misses the zone would otherwise replace the page.
  for (const name of ['dragover', 'drop']) addEventListener(name, e => e.preventDefault());
}
