// What was dropped or chosen, as what is sent. Folders are walked to their ends, without what is hidden.
// Entries must be taken from the event at once; they can be read afterwards.
const readAll = async reader => {
  const list = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no)); // a hundred at a time
    if (!some.length) return list;
    list.push(...some);
  }
};

async function walk(entry, files) {
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await new Promise((yes, no) => entry.file(yes, no));
    files.push({file, path: entry.fullPath.replace(/^\//, '')});
    return;
  }
  const inside = await readAll(entry.createReader());
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const each of inside) await walk(each, files);
}

// Files with their paths; a file of its own has none.
export async function dropped(transfer) {
  const entries = [...transfer.items ?? []].map(i => i.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(e => e.isDirectory)) return chosen(transfer.files);
  const files = [];
  for (const entry of entries) await walk(entry, files);
  return files;
}

export const chosen = files => [...files].map(file => ({file, path: file.webkitRelativePath || ''}))
  .filter(f => !(f.path || f.file.name).split('/').some(part => part.startsWith('.')));

const top = path => path.slice(0, Math.max(path.indexOf('/'), 0));
const isDocument = f => top(f.path) && /\.json$/i.test(f.path);
const isTable = f => /\.(csv|xlsx|xls|zip)$/i.test(f.file.name);

// What goes in one request each: a file, or the JSON documents of a folder, which only say something together. Of a folder with documents the pictures, films and
// pages beside them are passed over, as in an archive: there can be gigabytes, and nobody means to import them.
export function parcels(list) {
  const folders = new Map();
  const out = [];
  for (const f of list) if (isDocument(f)) folders.set(top(f.path), null);
  let passed = 0;
  for (const f of list) {
    const name = top(f.path);
    if (isDocument(f)) {
      let parcel = folders.get(name);
      if (!parcel) {
        parcel = {name, folder: true, files: [], size: 0};
        folders.set(name, parcel);
        out.push(parcel);
      }
      parcel.files.push(f);
      parcel.size += f.file.size;
    } else if (folders.has(name) && !isTable(f)) passed++;
    else out.push({name: f.file.name, files: [f], size: f.file.size});
  }
  return {parcels: out, passed};
}
