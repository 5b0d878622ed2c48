// A button with data-copy="id" puts that element's text on the clipboard and says so.
export function copying() {
  document.addEventListener('click', async e => {
    const button = e.target instanceof Element && e.target.closest('[data-copy]');
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const word = button.querySelector('span');
    try {
      await navigator.clipboard.writeText(source.textContent);
      word.textContent = 'Copied';
    } catch {
      // Plain http away from this machine has no clipboard: leave the text selected.
      getSelection().selectAllChildren(source);
      word.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => { word.textContent = 'Copy'; }, 2000);
  });
}
