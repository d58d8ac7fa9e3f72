// Finds what a person would: by role and accessible name, both as Chromium itself computes them
// (`computedRole`, `computedName`; the browser is started with that feature on), and only what is visible.
const candidates = {
  button: 'button, [role=button], input[type=button], input[type=submit], summary',
  link: 'a[href], [role=link]',
  field: 'input, textarea, select, [role=textbox], [role=combobox], [role=searchbox]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  file: 'input[type=file]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  region: 'section, [role=region], main, nav, aside, form, fieldset, [role=group], dialog, [role=dialog], [role=tabpanel]',
  main: 'main, [role=main]',
  row: 'tr, [role=row], li',
};
const unusual = { field: ['checkbox', 'radio', 'button', 'hidden', 'submit', 'file', 'image', 'reset'] };
const plain = (text) => (text || '').replace(/\s+/g, ' ').trim().toLowerCase();
const seen = (element) => element.checkVisibility({ visibilityProperty: true })
  // A control drawn by its label (a switch, a chip) may itself be clipped away, but must have a box.
  && element.getClientRects().length > 0
  && !element.closest('[inert], [aria-hidden=true]');

function locate(wanted) {
  const roots = wanted.inside ? locate(wanted.inside) : [document];
  const found = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll(candidates[wanted.role])) {
      if (!seen(element) || (unusual[wanted.role] || []).includes(element.type)) continue;
      const byText = wanted.role === 'row';
      found.push([element, plain(byText ? element.innerText : element.computedName)]);
    }
  }
  const name = plain(wanted.name);
  const equal = found.filter(([, own]) => own === name);
  const matching = equal.length || wanted.exactly ? equal : found.filter(([, own]) => own.includes(name));
  return matching.map(([element]) => element);
}
return locate(arguments[0]);
