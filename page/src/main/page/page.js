'use strict';
/** Answers while the user types, and connects the buttons. */
const Page = (() => {
  const {byId, el, show, copy} = Dom;
  /** What looks like a token may be in no field but the one that drops it. */
  const TOKEN = /eyJ[\w-]{5,}\.[\w-]+/;
  /** Browsers and chats cut longer addresses. */
  const LONGEST_LINK = 64000;
  let answer = {};
  let before = null;
  let given = {};
  let timer;
  let broken = false;

  /** Answers; with `verdict`, without the corrections, which take longer. */
  function update(only) {
    const started = performance.now();
    const {text, missing} = Job.claims();
    const policy = byId('policy').value;
    show('undo', before !== null);
    if (missing.length) {
      answer = {};
      Answer.fault(null);
      Answer.none(policy.trim() ? 'Describe the job.' : 'Describe the job, and paste the trust policy.', missing.join(' '));
    } else {
      answer = ask(text, policy, only);
      Answer.fault(answer.fault);
      dropToken();
      if (answer.fault) Answer.none(answer.fault.roles[0] ? 'Choose the role.' : {claims: 'The claims cannot be read.', policy: 'The trust policy cannot be read.', role: 'The role is not the ARN of a role.'}[answer.fault.in], 'See the message below the field.', 'unknown');
      else Answer.full(answer, policy.trim() !== '');
    }
    byId('time').textContent = (performance.now() - started).toFixed(1);
    document.documentElement.dataset.first ??= performance.now().toFixed(0);
    document.documentElement.dataset.answers = Number(document.documentElement.dataset.answers || 0) + 1;
  }

  function ask(claims, policy, only) {
    try {
      return JSON.parse(rolecall.answer(JSON.stringify({claims, policy, only, role: byId('role').value.trim() || undefined,
        sessionName: given.sessionName, region: given.region, now: Math.floor(Date.now() / 1000),
        // The time at which the command judged these claims; other claims are judged as of now.
        asOf: claims === given.claims ? given.asOf : undefined})));
    } catch (e) {
      return {fault: {in: 'policy', roles: [], message: 'The page could not evaluate this. Please report it, with the policy.'}};
    }
  }

  /** A token is replaced by its claims at once, and is not left in the address either. */
  function dropToken() {
    if (!answer.view || !answer.view.fromToken) return;
    byId('claims').value = answer.claims;
    dropLink();
  }

  function dropLink() {
    if (broken) show('origin', broken = false);
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  }

  /** Answers at once; long texts wait for a pause in typing. */
  function changed() {
    dropLink();
    clearTimeout(timer);
    if (byId('policy').value.length + byId('claims').value.length > 50000) timer = setTimeout(update, 200);
    else update();
  }

  const hasToken = text => TOKEN.test(text.replace(/\s/g, ''));

  function moveToken(event) {
    const field = event.target, token = field.value;
    if (field.id !== 'claims' && hasToken(token)) {
      field.value = '';
      Job.setClaims(token);
    }
  }

  function setPolicy(text) {
    before = [byId('policy').value, byId('role').value];
    byId('policy').value = text;
    // The name of a role of the old text says nothing about the new one.
    if (!before[1].startsWith('arn:')) byId('role').value = '';
    changed();
    Dom.byId('verdict').scrollIntoView({block: 'nearest'});
  }

  function link(button) {
    const state = {...Job.state(answer.claims), policy: byId('policy').value, role: byId('role').value};
    const bytes = new TextEncoder().encode(JSON.stringify(state));
    const text = btoa(Array.from(bytes, each => String.fromCharCode(each)).join(''));
    if (text.length > LONGEST_LINK) return Dom.tell(button, 'Too long for a link');
    history.replaceState(null, '', '#' + text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
    copy(location.href, button);
  }

  function load(state) {
    let token = '';
    const clean = text => hasToken(text) ? (token = text, '') : text;
    const text = name => typeof state[name] === 'string' ? state[name] : '';
    byId('policy').value = clean(text('policy'));
    byId('role').value = clean(text('role'));
    if (text('form')) Job.describe(text('form'), Object.fromEntries(Object.entries(state.fields ?? {}).map(([name, value]) => [name, clean(String(value))])));
    if (token || text('claims')) Job.setClaims(token || text('claims'));
    before = null;
  }

  function loadLink() {
    if (location.hash.length < 20) return false;
    try {
      const binary = atob(location.hash.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
      load(JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, each => each.charCodeAt(0)))));
      return true;
    } catch (e) {
      // After the verdict, or screen readers would not say it.
      setTimeout(() => {
        Dom.say(byId('origin').textContent = 'The link is incomplete. Ask for it again, or describe the job here.');
        show('origin', broken = true);
      });
      return false;
    }
  }

  /** What `rolecall explain --format html` wrote into the page. */
  function loadData() {
    const text = byId('data').textContent.trim();
    if (!text) return;
    const data = JSON.parse(text);
    byId('role-choice').append(...data.roles.map((role, i) => new Option(role.name || role.role || 'the role', i)));
    show('roles', data.roles.length > 1);
    const choose = () => {
      given = data.roles[byId('role-choice').value];
      load(given);
      byId('origin').textContent = [data.origin, given.note].filter(Boolean).join(' ');
      show('origin', true);
    };
    byId('role-choice').addEventListener('change', () => {
      choose();
      update();
    });
    choose();
  }

  // Before the form writes down what is in its field.
  addEventListener('input', moveToken, true);
  addEventListener('input', event => {
    if (['language', 'example', 'role-choice'].includes(event.target.id)) return;
    if (event.target.id === 'policy') before = null;
    changed();
  });
  byId('language').addEventListener('input', () => answer.view && Answer.exact(answer.view));
  byId('example').addEventListener('input', event => {
    const example = Job.examples[event.target.value];
    if (!example) return;
    given = {};
    load(example);
    changed();
  });
  for (const id of ['apply', 'apply-first']) byId(id).addEventListener('click', () => setPolicy(answer.view.repaired.text));
  byId('use-exact').addEventListener('click', () => setPolicy(answer.view.policies.json.trimEnd()));
  byId('undo').addEventListener('click', () => {
    [byId('policy').value, byId('role').value] = before;
    before = null;
    changed();
  });
  byId('copy-repair').addEventListener('click', event => copy(answer.view.repaired.text, event.target));
  byId('copy-exact').addEventListener('click', event => copy(byId('exact-text').textContent, event.target));
  byId('link').addEventListener('click', event => link(event.target));
  byId('clear').addEventListener('click', () => {
    Job.clear();
    byId('policy').value = byId('role').value = byId('example').value = '';
    before = null;
    changed();
    byId('policy').focus();
  });
  // A jump within the page keeps the link in the address.
  for (const jump of document.querySelectorAll('a[href^="#"]')) jump.addEventListener('click', event => {
    const to = document.querySelector(jump.hash);
    event.preventDefault();
    to.focus();
    to.scrollIntoView();
  });
  addEventListener('hashchange', () => loadLink() && update());
  if (!loadLink()) loadData();
  update('verdict');
  return {update};
})();
