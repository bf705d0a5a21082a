'use strict';
/** Makes and fills elements. Texts of users become text nodes only, never markup. */
const Dom = (() => {
  const byId = id => document.getElementById(id);

  /** An element; attributes that are null are left out, and so are children. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value != null) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter(child => child != null));
    return node;
  }

  function button(text, onclick, kind) {
    const node = el('button', {type: 'button', class: kind}, text);
    node.addEventListener('click', onclick);
    return node;
  }

  function fill(id, ...children) {
    byId(id).replaceChildren(...children.flat().filter(child => child != null));
  }

  function show(id, visible) {
    byId(id).hidden = !visible;
  }

  /** Copies a text, and says so on the button. */
  async function copy(text, from) {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      // Browsers offer no clipboard to pages that are not "secure", and some count files as such.
      const area = el('textarea', {'aria-hidden': 'true'});
      area.value = text;
      document.body.append(area);
      area.select();
      copied = document.execCommand('copy');
      area.remove();
      from.focus();
    }
    tell(from, copied ? 'Copied' : 'Not copied: select the text');
  }

  /** Shows on a button, for a moment, what became of it. */
  function tell(from, text) {
    const before = from.dataset.text || from.textContent;
    from.dataset.text = before;
    from.textContent = text;
    say(text);
    setTimeout(() => { from.textContent = before; }, 1600);
  }

  let pending;

  /** Tells screen readers, once the user stops typing. */
  function say(text) {
    clearTimeout(pending);
    pending = setTimeout(() => {
      if (byId('status').textContent !== text) byId('status').textContent = text;
    }, 400);
  }

  return {byId, el, button, fill, show, copy, tell, say};
})();
