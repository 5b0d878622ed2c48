// What was dropped, as files: folders are walked to their ends, without what is hidden.
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
    files.push(await new Promise((yes, no) => entry.file(yes, no)));
    return;
  }
  const inside = await readAll(entry.createReader());
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const each of inside) await walk(each, files);
}

export async function dropped(transfer) {
  const entries = [...transfer.items ?? []].map(i => i.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(e => e.isDirectory)) return [...transfer.files];
  const files = [];
  for (const entry of entries) await walk(entry, files);
  return files;
}
