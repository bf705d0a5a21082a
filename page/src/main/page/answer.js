'use strict';
/** Shows an answer of `rolecall.answer()`. */
const Answer = (() => {
  const {byId, el, button, fill, show} = Dom;
  const RESULTS = {true: ['✓', 'match', 'yes'], false: ['✗', 'no match', 'no'], unknown: ['?', 'only AWS knows', 'odd']};
  const SEVERITIES = {error: ['Reason', 'error'], warning: ['Warning', 'warning'], hint: ['Hint', 'hint']};
  /** Lines around a change that are shown. */
  const CONTEXT = 3;
  /** Roles of one policy that get a button; others can be written. */
  const MOST_ROLES = 20;

  const marked = parts => parts.map(part => part.differs ? el('mark', {}, part.text) : part.text);
  const values = list => list.map(parts => el('span', {class: 'value'}, marked(parts)));

  /** One requirement: the policy's values above the job's, so that equal characters align. */
  function check(entry) {
    const [sign, words, kind] = RESULTS[entry.result];
    const actual = entry.actual.length ? values(entry.actual)
      : el('em', {}, entry.known ? 'the token does not have it' : 'only AWS knows');
    const says = entry.excluded ? 'policy: not' : 'policy';
    return el('div', {class: 'check ' + kind},
      el('p', {class: 'head'}, el('span', {class: 'result'}, `${sign} ${words}`), ' ', el('strong', {}, entry.element), ' ', entry.key ? el('code', {}, entry.key) : null),
      el('div', {class: 'wide', tabindex: '0', role: 'group', 'aria-label': `${entry.element} ${entry.key}: ${words}`},
        el('dl', {}, el('dt', {}, says), el('dd', {}, entry.expected.length ? values(entry.expected) : el('em', {}, 'anything')), el('dt', {}, 'job'), el('dd', {}, actual))));
  }

  const applies = {true: 'applies', false: 'does not apply', null: 'unknown'};

  function deciding(statements) {
    return statements.filter(s => s.decides).map(s =>
      el('div', {class: 'statement'}, el('h3', {}, s.title), s.checks.filter(c => c.decides).map(check)));
  }

  function others(statements, report) {
    return statements.map((s, i) => el('details', {class: 'statement'},
      el('summary', {}, s.title + ': ' + applies[report.statements[i].applies]), s.checks.map(check)));
  }

  /** The pieces of JSON in a sentence, such as `"StringLike": {"key": "value"}`. */
  function sentence(text) {
    const nodes = [];
    let rest = text;
    for (let at = rest.search(/"[A-Za-z:]+": ["[{]/); at >= 0; at = rest.search(/"[A-Za-z:]+": ["[{]/)) {
      const end = endOfJson(rest, rest.indexOf(': ', at) + 2);
      nodes.push(rest.slice(0, at), el('code', {}, rest.slice(at, end)));
      rest = rest.slice(end);
    }
    return [...nodes, rest];
  }

  function endOfJson(text, from) {
    let depth = 0, quoted = false;
    for (let i = from; i < text.length; i++) {
      const c = text[i];
      if (quoted && c === '\\') i++;
      else if (c === '"') quoted = !quoted;
      else if (!quoted && '{['.includes(c)) depth++;
      else if (!quoted && '}]'.includes(c)) depth--;
      if (depth === 0 && !quoted) return i + 1;
    }
    return text.length;
  }

  function finding(entry, title) {
    const [word, kind] = SEVERITIES[entry.severity];
    return el('article', {class: 'finding ' + kind, 'data-code': entry.code},
      el('h3', {}, el('span', {class: 'tag'}, word), ' ', title),
      el('p', {}, sentence(entry.message)), entry.remedy ? el('p', {}, el('strong', {}, 'Do: '), sentence(entry.remedy)) : null);
  }

  /** The lines of both policies; long unchanged parts are left out. */
  function diff(lines) {
    const near = lines.map((line, i) => lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(each => each.mark !== 'same'));
    const nodes = [];
    lines.forEach((line, i) => {
      if (near[i]) {
        const sign = {same: ' ', removed: '-', added: '+'}[line.mark];
        nodes.push(el(line.mark === 'removed' ? 'del' : line.mark === 'added' ? 'ins' : 'span', {class: 'line'}, `${sign} ${line.text}\n`));
      } else if (i === 0 || near[i - 1]) {
        let end = i;
        while (end < lines.length && !near[end]) end++;
        nodes.push(el('span', {class: 'line gap'}, `  … ${end - i} unchanged line${end - i > 1 ? 's' : ''}\n`));
      }
    });
    return nodes;
  }

  const HEADS = {allowed: '✓ AWS would let this job in.', denied: '✗ AWS would refuse this job.', unknown: '? It depends on what only AWS knows.'};

  function verdict(kind, title, reason, subject) {
    byId('verdict').className = kind;
    byId('verdict-title').textContent = title;
    byId('verdict-reason').textContent = reason || '';
    show('verdict-reason', Boolean(reason));
    show('verdict-subject', Boolean(subject));
    if (subject) fill('verdict-subject', 'Subject of the job: ', el('code', {}, subject));
    Dom.say(title + ' ' + (reason || ''));
  }

  function summary(statements) {
    const failed = statements.filter(s => s.decides).flatMap(s => s.checks.filter(c => c.decides && c.result === 'false'));
    return failed.length ? failed.map(c => c.key ? `${c.element} on ${c.key.slice(c.key.lastIndexOf(':') + 1)}` : c.element).join(' and ') + (failed.length > 1 ? ' do' : ' does') + ' not match.' : '';
  }

  /** Without an answer: what is still needed, or what cannot be read. */
  function none(title, reason, kind) {
    verdict(kind || 'none', title, reason, '');
    for (const id of ['verdict-do', 'why', 'findings', 'repair', 'others', 'exact', 'seen']) show(id, false);
  }

  function full(answer, hasPolicy) {
    const {report, view} = answer;
    const subject = report.token.subject;
    if (hasPolicy) {
      const notes = [summary(view.statements), view.note, ...view.notes].filter(Boolean);
      verdict(report.verdict, HEADS[report.verdict], notes.join(' ') || (report.verdict === 'allowed' ? '' : view.reason), subject);
    } else {
      verdict('none', 'Paste the trust policy of the role.', ['Below is a policy that lets in only this job.', view.note, ...view.notes].filter(Boolean).join(' '), subject);
    }
    const repaired = hasPolicy && view.repaired;
    show('verdict-do', hasPolicy);
    show('apply-first', repaired);
    show('why', view.statements.some(s => s.decides));
    byId('see-why').href = view.statements.some(s => s.decides) ? '#why' : '#answer';
    fill('deciding', deciding(view.statements));
    show('findings', report.findings.length > 0);
    fill('findings', report.findings.map((each, i) => finding(each, view.findings[i])));
    show('repair', repaired);
    if (repaired) {
      byId('repair-title').textContent = view.repaired.title.replace(/\.$/, '');
      fill('diff', diff(report.changes));
    }
    show('others', view.statements.length > 0);
    fill('statements', others(view.statements, report));
    show('exact', view.policies);
    if (view.policies) exact(view);
    show('seen', true);
    fill('seen-claims', Object.entries(report.claims).map(([name, value]) =>
      el('tr', {}, el('th', {scope: 'row'}, name), el('td', {}, typeof value === 'string' ? value : JSON.stringify(value)))));
  }

  function exact(view) {
    byId('exact-text').textContent = view.policies[byId('language').value];
    fill('exact-choices', byId('language').value === 'json' ? view.choices.map(choice => el('li', {}, choice)) : []);
    show('use-exact', byId('language').value === 'json');
  }

  /** A fault below its field, with the line and a way to its place. */
  function fault(found) {
    for (const id of ['claims', 'policy', 'role']) {
      fill(id + '-fault');
      byId(id).setAttribute('aria-invalid', String(Boolean(found && found.in === id)));
    }
    if (!found || !byId(found.in + '-fault')) return;
    const area = byId(found.in), nodes = [];
    nodes.push(el('p', {}, found.line ? `Line ${found.line}, column ${found.column}: ${found.message}.` : sentenceOf(found.message)));
    if (found.line) nodes.push(...place(area, found));
    if (found.roles[0]) nodes.push(el('div', {class: 'row'}, found.roles.slice(0, MOST_ROLES).map(role => button(role, () => {
      area.value = role;
      area.focus();
      area.dispatchEvent(new Event('input', {bubbles: true}));
    }))));
    fill(found.in + '-fault', nodes);
  }

  const sentenceOf = text => text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

  function place(area, found) {
    const lines = area.value.split(/\r\n|\r|\n/), line = lines[found.line - 1] ?? '', at = found.column - 1;
    const start = Math.max(0, at - 40);
    return [el('pre', {class: 'code'}, start ? '…' : '', line.slice(start, at), el('mark', {}, line[at] ?? '⏎'), line.slice(at + 1, at + 40)),
      button('Go to the place', () => {
        const from = lines.slice(0, found.line - 1).reduce((sum, each) => sum + each.length + 1, 0) + at;
        area.focus();
        area.setSelectionRange(from, Math.min(area.value.length, from + 1));
        area.scrollTop = area.scrollHeight * Math.max(0, found.line - 4) / lines.length;
      })];
  }

  return {none, full, exact, fault};
})();
