'use strict';
// Shows the members of a report. They are in blocks of compressed JSON in this page. Only the rows of one page of the
// table are in the document. All values become text nodes, so that no value can be code. See D-179.
(function () {
  const PAGE_SIZE = 50;
  const MAX_PRINTED = 2000;
  const SHOWN_FIELDS = 2;
  const CACHED_BLOCKS = 8;
  const CODES = ['result', 'reason', 'letter', 'delivery'];

  const section = document.getElementById('members');
  const labels = JSON.parse(document.getElementById('labels').textContent);
  const form = section.querySelector('form');
  const body = section.querySelector('tbody');
  const table = section.querySelector('table');
  const status = document.getElementById('found');
  const pager = section.querySelector('.pager');
  const rows = { id: [], name: [], phone: [], message: [], notMade: [], done: [], fields: [], search: [] };
  for (const column of CODES) {
    rows[column] = [];
  }
  rows.attention = [];
  const blocks = { rows: [], values: new Map() };
  const starts = [];
  const opened = new Set();
  const decodedValues = new Map();
  let found = [];
  let page = 0;

  async function decode(base64) {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) {
      bytes[i] = binary.charCodeAt(i);
    }
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
  }

  // Equal texts become one string, and equal lists one list, which saves most of the memory.
  const known = new Map();
  function shared(value) {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const same = known.get(key);
    if (same !== undefined && typeof same === typeof value) {
      return same;
    }
    known.set(key, value);
    return value;
  }

  function add(block) {
    starts.push(rows.id.length);
    for (let i = 0; i < block.id.length; i++) {
      rows.id.push(block.id[i]);
      rows.name.push(block.name[i]);
      rows.phone.push(block.phone[i]);
      rows.message.push(shared(block.message[i]));
      rows.notMade.push(shared(block.not_made[i]));
      rows.done.push(shared(block.done[i]));
      rows.fields.push(shared(block.fields[i]));
      rows.attention.push(block.attention[i] === 1);
      for (const column of CODES) {
        rows[column].push(shared(block[column][i]));
      }
      rows.search.push((block.id[i] + '\n' + block.name[i] + '\n' + block.phone[i]).toLowerCase());
    }
  }

  function label(kind, code) {
    return (labels[kind] && labels[kind][code]) || code;
  }

  function element(name, className, ...content) {
    const node = document.createElement(name);
    if (className) {
      node.className = className;
    }
    node.append(...content);
    return node;
  }

  // A text of which the direction does not change that of its neighbours.
  function isolated(text, className) {
    return element('bdi', className, text);
  }

  function lines(texts, className) {
    return texts.filter((text) => text).map((text) => element('span', 'part' + (className ? ' ' + className : ''), isolated(text)));
  }

  function cell(title, ...content) {
    const node = element('td', '', ...content);
    node.setAttribute('role', 'cell');
    node.dataset.title = title;
    return node;
  }

  function letterTexts(row) {
    return [label('letter', rows.letter[row]), label('delivery', rows.delivery[row])];
  }

  function tableRow(row, position) {
    const isOpen = opened.has(row);
    const button = element('button', 'open', isolated(rows.id[row]));
    button.type = 'button';
    button.setAttribute('aria-expanded', String(isOpen));
    button.addEventListener('click', () => toggle(row, position));
    const member = element('th', '', button, ...lines([rows.name[row], rows.phone[row]]));
    member.scope = 'row';
    member.setAttribute('role', 'rowheader');
    const dot = element('span', 'dot ' + rows.result[row]);
    dot.setAttribute('aria-hidden', 'true');
    const names = rows.fields[row];
    const fields = names.slice(0, SHOWN_FIELDS).map((field) => element('code', 'change', isolated(field)));
    if (names.length > SHOWN_FIELDS) {
      fields.push(element('span', 'quiet', 'and ' + (names.length - SHOWN_FIELDS) + ' more'));
    }
    const tr = element(
      'tr',
      isOpen ? 'is-open' : '',
      member,
      cell('Result', dot, label('result', rows.result[row])),
      cell('Reason', ...lines([rows.message[row]])),
      cell('Changed fields', ...fields.flatMap((field) => [field, ' '])),
      cell('Letter', ...lines(letterTexts(row)))
    );
    tr.setAttribute('role', 'row');
    tr.setAttribute('aria-rowindex', String(position + 2));
    return tr;
  }

  function details(row, values) {
    const parts = [];
    if (rows.fields[row].length === 0) {
      parts.push(element('p', 'quiet', 'No field was changed.'));
    } else if (values) {
      const changes = element('table', 'values');
      changes.append(
        element('thead', '', element('tr', '', ...['Field', 'Before', 'After'].map((title) => heading(title, 'col')))),
        element('tbody', '', ...rows.fields[row].map((field, i) =>
          element('tr', '', heading(field, 'row'), valueCell('Before', values[i][0]), valueCell('After', values[i][1]))))
      );
      parts.push(changes);
    } else {
      const list = element('ul', 'fields', ...rows.fields[row].map((field) => element('li', '', element('code', '', isolated(field)))));
      parts.push(element('h3', '', 'Changed fields'), list);
    }
    const done = rows.done[row].concat(rows.notMade[row] ? ['Not made: ' + rows.notMade[row]] : []);
    if (done.length > 0) {
      parts.push(element('ul', 'done', ...done.map((text) => element('li', '', isolated(text)))));
    }
    if (rows.reason[row]) {
      parts.push(element('p', '', isolated(rows.message[row]), ' ', element('code', '', rows.reason[row])));
    }
    return parts;
  }

  function heading(text, scope) {
    const node = element('th', '', isolated(text));
    node.scope = scope;
    return node;
  }

  function valueCell(title, text) {
    const node = element('td', '', text ? isolated(text) : element('span', 'quiet', '(none)'));
    node.dataset.title = title;
    return node;
  }

  // The values of a row: a list with the texts before and after for each field. Empty if the page has none.
  async function values(row) {
    let block = starts.length - 1;
    while (starts[block] > row) {
      block--;
    }
    const text = blocks.values.get(block);
    if (text === undefined) {
      return null;
    }
    if (!decodedValues.has(block)) {
      if (decodedValues.size >= CACHED_BLOCKS) {
        decodedValues.delete(decodedValues.keys().next().value);
      }
      decodedValues.set(block, decode(text));
    }
    return (await decodedValues.get(block))[row - starts[block]];
  }

  async function detailRow(row) {
    const content = element('td', '', ...details(row, await values(row)));
    content.colSpan = 5;
    content.setAttribute('role', 'cell');
    const tr = element('tr', 'detail', content);
    tr.setAttribute('role', 'row');
    return tr;
  }

  async function toggle(row, position) {
    if (opened.delete(row)) {
      await show(page);
    } else {
      opened.add(row);
      await show(page);
    }
    const button = body.querySelector('tr[aria-rowindex="' + (position + 2) + '"] button');
    if (button) {
      button.focus();
    }
  }

  let drawing = 0;
  async function show(wanted) {
    const mine = ++drawing;
    const last = Math.max(0, Math.ceil(found.length / PAGE_SIZE) - 1);
    page = Math.min(Math.max(0, wanted), last);
    const nodes = [];
    const end = Math.min(found.length, (page + 1) * PAGE_SIZE);
    for (let position = page * PAGE_SIZE; position < end; position++) {
      nodes.push(tableRow(found[position], position));
      if (opened.has(found[position])) {
        nodes.push(await detailRow(found[position]));
      }
    }
    if (mine !== drawing) {
      return;
    }
    body.replaceChildren(...nodes);
    table.setAttribute('aria-rowcount', String(found.length + 1));
    table.hidden = found.length === 0;
    pager.hidden = last === 0;
    document.getElementById('page').textContent = 'Page ' + count(page + 1) + ' of ' + count(last + 1);
    for (const [id, isEnd] of [['first', page === 0], ['previous', page === 0], ['next', page === last], ['last', page === last]]) {
      document.getElementById(id).disabled = isEnd;
    }
  }

  function count(number) {
    return number.toLocaleString('en-GB');
  }

  function filter() {
    const text = form.elements.search.value.trim().toLowerCase();
    const result = form.elements.result.value;
    const reason = form.elements.reason.value;
    const [letterKind, letter] = form.elements.letter.value.split(':');
    const field = form.elements.field.value;
    const attention = form.elements.attention.checked;
    found = [];
    for (let row = 0; row < rows.id.length; row++) {
      if (
        (!attention || rows.attention[row]) &&
        (!result || rows.result[row] === result) &&
        (!reason || rows.reason[row] === reason) &&
        (!letterKind || rows[letterKind][row] === letter) &&
        (!field || rows.fields[row].includes(field)) &&
        (!text || rows.search[row].includes(text))
      ) {
        found.push(row);
      }
    }
    sort();
    status.textContent =
      found.length === rows.id.length
        ? count(found.length) + (found.length === 1 ? ' member' : ' members')
        : count(found.length) + ' of ' + count(rows.id.length) + (rows.id.length === 1 ? ' member' : ' members');
    return show(0);
  }

  // Equal keys keep the set's order.
  function sort() {
    const [column, direction] = form.elements.order.value.split(':');
    for (const head of table.querySelectorAll('thead th')) {
      const isSorted = head.dataset.column === column;
      head.setAttribute('aria-sort', isSorted ? (direction === 'down' ? 'descending' : 'ascending') : 'none');
    }
    if (!column) {
      return;
    }
    const sign = direction === 'down' ? -1 : 1;
    const keys = column === 'id' ? rows.search : rows[column].map((code) => label(column, code));
    found.sort((one, other) => {
      const a = keys[one];
      const b = keys[other];
      // Members without a value are last.
      return a === b ? one - other : !a ? 1 : !b ? -1 : a < b ? -sign : sign;
    });
  }

  function sortBy(column) {
    const order = form.elements.order;
    order.value = order.value === column + ':up' ? column + ':down' : column + ':up';
    filter();
  }

  function option(value, text, members) {
    const node = element('option', '', text + ' (' + count(members) + ')');
    node.value = value;
    return node;
  }

  function counts(column) {
    const counted = new Map();
    for (const value of column) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each) {
          counted.set(each, (counted.get(each) || 0) + 1);
        }
      }
    }
    return [...counted].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  }

  function fill(name, options) {
    const select = form.elements[name];
    select.append(...options);
    select.closest('label').hidden = options.length === 0;
  }

  function group(title, kind) {
    const options = counts(rows[kind]).map(([code, members]) => option(kind + ':' + code, label(kind, code), members));
    if (options.length === 0) {
      return [];
    }
    const node = element('optgroup', '', ...options);
    node.label = title;
    return [node];
  }

  function fillFilters() {
    for (const kind of ['result', 'reason']) {
      fill(kind, counts(rows[kind]).map(([code, members]) => option(code, label(kind, code), members)));
    }
    fill('letter', group('Letter', 'letter').concat(group('Delivery', 'delivery')));
    fill('field', counts(rows.fields).map(([field, members]) => option(field, field, members)));
  }

  function showReason(code) {
    form.reset();
    form.elements.reason.value = code;
    filter();
    section.scrollIntoView();
    document.getElementById('members-title').focus({ preventScroll: true });
  }

  // Printing shows the members who need attention. It does not wait, so that no values are decoded.
  let screen = null;
  window.addEventListener('beforeprint', () => {
    screen = [...body.childNodes];
    const printed = [];
    let others = 0;
    for (let row = 0; row < rows.id.length; row++) {
      if (rows.attention[row]) {
        if (printed.length < MAX_PRINTED) {
          printed.push(tableRow(row, row));
        } else {
          others++;
        }
      }
    }
    section.classList.toggle('is-not-printed', printed.length === 0);
    document.getElementById('printed').textContent =
      'Members who need attention: ' +
      count(printed.length + others) +
      (others > 0 ? '. The first ' + count(MAX_PRINTED) + ' are printed. users.csv has all.' : '.');
    table.hidden = false;
    body.replaceChildren(...printed);
  });
  window.addEventListener('afterprint', () => {
    if (screen) {
      body.replaceChildren(...screen);
      table.hidden = found.length === 0;
      screen = null;
    }
  });

  function listen() {
    // Not on change: it comes when the search is left by a click on a row, which would be replaced under the pointer.
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.querySelector('button').addEventListener('click', () => {
      form.reset();
      filter();
    });
    for (const head of table.querySelectorAll('thead button')) {
      head.addEventListener('click', () => sortBy(head.closest('th').dataset.column));
    }
    const pages = () => Math.ceil(found.length / PAGE_SIZE) - 1;
    for (const [id, target] of [['first', () => 0], ['previous', () => page - 1], ['next', () => page + 1], ['last', pages]]) {
      document.getElementById(id).addEventListener('click', async () => {
        await show(target());
        table.scrollIntoView({ block: 'nearest' });
      });
    }
    for (const button of document.querySelectorAll('button.show-reason')) {
      button.hidden = false;
      button.addEventListener('click', () => showReason(button.dataset.reason));
    }
  }

  async function start() {
    for (const script of document.querySelectorAll('script.rows, script.values')) {
      if (script.className === 'rows') {
        blocks.rows.push(script.textContent);
      } else {
        blocks.values.set(blocks.rows.length - 1, script.textContent);
      }
      script.remove();
    }
    if (blocks.rows.length === 0) {
      return;
    }
    section.hidden = false;
    if (typeof DecompressionStream === 'undefined') {
      status.textContent = 'This browser is too old to show the members. They are in users.csv.';
      return;
    }
    add(await decode(blocks.rows[0]));
    await filter();
    status.textContent = 'Loading the members…';
    for (const block of blocks.rows.slice(1)) {
      add(await decode(block));
    }
    document.getElementById('without-values').hidden = blocks.values.size === blocks.rows.length;
    blocks.rows = [];
    known.clear();
    fillFilters();
    form.hidden = false;
    listen();
    await filter();
    const linked = /^#reason=(\w+)$/.exec(location.hash);
    if (linked) {
      showReason(linked[1]);
    }
    section.dataset.ready = 'true';
  }

  start().catch(() => {
    status.textContent = 'The members cannot be read, because this page is damaged. They are in users.csv.';
  });
})();
