'use strict';
/** The form that describes a job. The build writes all forms and examples into the page. */
const Job = (() => {
  const {byId, el, fill, show} = Dom;
  const {forms, examples} = JSON.parse(byId('forms').textContent);
  /** What was written, for each form by itself. */
  const written = new Map(forms.map(form => [form.id, {}]));

  const mode = () => document.querySelector('input[name=mode]:checked').value;
  const form = () => forms.find(each => each.id === byId('system').value);
  const fields = () => written.get(form().id);

  function value(field) {
    return fields()[field.name] ?? (field.choices.length ? field.standard : '');
  }

  /** Whether the form has the field: `runs_for=branch|tag`. */
  function isPart(field) {
    if (!field.when) return true;
    const [name, values] = field.when.split('=');
    const other = form().fields.find(each => each.name === name);
    return isPart(other) && values.split('|').includes(value(other));
  }

  function control(field) {
    const id = 'field-' + field.name;
    const attributes = {id, name: field.name, 'aria-describedby': id + '-fault'};
    if (field.choices.length) {
      const select = el('select', attributes, field.choices.map(c => el('option', {value: c.value}, c.label)));
      select.value = value(field);
      return select;
    }
    const input = el('input', {...attributes, placeholder: field.standard || field.example, spellcheck: 'false',
      autocomplete: 'off', autocapitalize: 'off', required: field.optional ? null : ''});
    input.value = value(field);
    return input;
  }

  function entry(field) {
    return el('div', {class: 'field'}, el('label', {for: 'field-' + field.name}, field.label),
      control(field), el('div', {id: `field-${field.name}-fault`, class: 'fault'}));
  }

  /** Draws the fields again, and keeps the place of the keyboard. */
  function draw() {
    const focused = document.activeElement && document.activeElement.id;
    const shown = form().fields.filter(isPart);
    fill('fields', shown.filter(field => !field.folded).map(entry));
    fill('folded', shown.filter(field => field.folded).map(entry));
    show('more', shown.some(field => field.folded));
    if (shown.some(field => field.folded && fields()[field.name])) byId('more').open = true;
    if (focused && focused.startsWith('field-') && byId(focused)) byId(focused).focus();
  }

  function change(event) {
    const field = form().fields.find(each => each.name === event.target.name);
    fields()[field.name] = event.target.value;
    if (field.choices.length) draw();
  }

  function showMode() {
    show('mode-form', mode() === 'form');
    show('mode-claims', mode() === 'claims');
  }

  function setMode(to) {
    document.querySelector(`input[name=mode][value=${to}]`).checked = true;
    showMode();
  }

  function describe(id, values) {
    if (!written.has(id)) return;
    written.set(id, {...values});
    byId('system').value = id;
    byId('more').open = false;
    setMode('form');
    draw();
  }

  function setClaims(text) {
    byId('claims').value = text;
    setMode('claims');
  }

  /** The claims as text, or sentences about the fields that are still to be filled in. */
  function claims() {
    if (mode() === 'claims') return {text: byId('claims').value, missing: byId('claims').value.trim() ? [] : ['Missing: the claims.']};
    const {claims: text, faults} = JSON.parse(rolecall.claims(JSON.stringify({form: form().id, fields: fields()})));
    const missing = [], wrong = [];
    for (const field of form().fields.filter(isPart)) {
      const fault = faults[field.name], empty = !value(field).trim();
      byId(`field-${field.name}-fault`).textContent = fault && !empty ? fault : '';
      byId('field-' + field.name).setAttribute('aria-invalid', String(Boolean(fault && !empty)));
      if (fault) empty ? missing.push(field.label) : wrong.push(fault);
    }
    return {text, missing: [...missing.length ? [`Missing: ${missing.join('; ')}.`] : [], ...wrong]};
  }

  /** What a link carries. The claims are those that were judged: no token, no signature. */
  function state(judged) {
    return mode() === 'form' ? {form: form().id, fields: fields()} : {claims: judged ?? ''};
  }

  function clear() {
    for (const id of written.keys()) written.set(id, {});
    byId('claims').value = '';
    draw();
  }

  byId('system').append(...forms.map(each => new Option(each.name, each.id)));
  byId('example').append(...examples.map((example, i) => new Option(example.title, i)));
  byId('system').addEventListener('input', draw);
  for (const id of ['fields', 'folded']) byId(id).addEventListener('input', change);
  for (const radio of document.querySelectorAll('input[name=mode]')) radio.addEventListener('input', showMode);
  draw();
  return {claims, describe, setClaims, state, clear, mode, examples};
})();
