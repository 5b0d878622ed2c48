// Menus close on Escape and on a press elsewhere; "/" goes to the search field.
const open = () => document.querySelectorAll('details[data-menu][open]');

const typing = el => el instanceof HTMLElement && (el.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName));

export function menus() {
  document.addEventListener('pointerdown', e => {
    for (const d of open()) if (!d.contains(e.target)) d.open = false;
  });
  document.addEventListener('focusin', e => {
    for (const d of open()) if (!d.contains(e.target)) d.open = false;
  });
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape') {
      for (const d of open()) {
        d.open = false;
        d.querySelector('summary').focus();
      }
      return;
    }
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    const field = document.querySelector('[data-search]');
    if (!field) return;
    e.preventDefault();
    field.focus();
    field.select();
  });
}
