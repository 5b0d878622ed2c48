// A select of time zones that nothing is known for but where the browser is.
export function zones() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll('select[data-browser-zone]')) {
    if ([...select.options].some(o => o.value === zone)) select.value = zone;
  }
}
