// The drop zone: one request a file, one at a time, streamed by the browser with its
// progress. The server answers each with JSON {redirect?, error?} or any status; when
// all are through the page goes where the last one pointed, or loads again.
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
      resolve({failed: true});
    };
    xhr.send(body);
  });
}

function setUp(form) {
  const input = form.querySelector('input[type=file]');
  const list = form.querySelector('.uploads');
  const queue = [];
  let busy = false;
  let redirect = '';
  let received = 0;
  let failures = 0;

  async function work() {
    if (busy) return;
    busy = true;
    while (queue.length) {
      const {file, line} = queue.shift();
      const reply = await send(form, file, line);
      if (reply.failed) failures++; else received++;
      redirect = reply.redirect || redirect;
    }
    busy = false;
    // A refused file keeps the page, so that its reason can be read.
    if (received && !failures) location.assign(redirect || location.href);
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
