// Full-text search without a server, and from a folder: the index lies in many small files, which are loaded as
// scripts when a word asks for them. What is found is written as text, never as HTML. See search.py.
(() => {
  "use strict";

  const LONGEST = 30; // letters of a word that count
  const PREFIX = 3; // letters that must be there before longer words are found by them
  const STEP = 10; // texts shown at once
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const SAME = {
    "ي": "ی", "ى": "ی", "ە": "ه", "ہ": "ه", "ة": "ه", "ك": "ک", "ς": "σ", "ß": "ss", "æ": "ae", "œ": "oe",
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ـ": "",
  };

  // The words of a text: `words` of folding.py.
  function words(text) {
    let plain = "";
    for (const sign of text.normalize("NFKD").toLowerCase()) {
      if (/[٠-٩۰-۹]/.test(sign)) plain += sign.charCodeAt(0) & 15;
      else if (sign in SAME) plain += SAME[sign];
      else if (/[\u3041-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/u.test(sign) && /[\p{L}\p{N}]/u.test(sign)) plain += ` ${sign} `;
      else if (/[\p{L}\p{N}]/u.test(sign)) plain += sign;
      else if (/[\u200b\u200c]/.test(sign) || !/[\p{M}\p{Cf}]/u.test(sign)) plain += " ";
    }
    return plain.split(" ").filter(Boolean).map((word) => [...word].slice(0, LONGEST).join(""));
  }

  // What the files have brought, by name. Each calls this.
  const brought = new Map();
  globalThis.tmpipeSearch = (name, data) => brought.set(name, data);
  globalThis.tmpipeSearch.words = words;

  // A function that loads a file of a folder once.
  function loader(folder) {
    const asked = new Map();
    return (name) => {
      if (!asked.has(name)) {
        asked.set(name, new Promise((done, failed) => {
          const script = document.createElement("script");
          const end = () => {
            script.remove();
            if (brought.has(name)) return done(brought.get(name));
            asked.delete(name);
            failed(new Error(name));
          };
          script.src = `${folder}${name}.js`;
          script.onload = script.onerror = end;
          document.head.append(script);
        }));
      }
      return asked.get(name);
    };
  }

  // The files that have a word, and the longer ones that begin with it: each begins with the word it is listed with.
  function shards(index, word, longer) {
    const at = index.words.findIndex(([first]) => first > word);
    const begin = Math.max(0, (at < 0 ? index.words.length : at) - 1);
    const rest = index.words.slice(begin + 1).filter(([first]) => longer && first.startsWith(word));
    return [...index.words.slice(begin, begin + 1), ...rest].map(([, name]) => name);
  }

  // The texts of a list: numbers from one to the next, and how a word stands there (see `_coded` in search.py).
  function* coded(list) {
    let text = -1;
    for (let i = 0; i < list.length;) {
      let value = 0;
      for (let shift = 1, digit = 32; digit > 31; shift *= 32) {
        digit = DIGITS.indexOf(list[i++]);
        value += (digit & 31) * shift;
      }
      text += Math.floor(value / 8);
      yield { text, titled: (value & 4) > 0, often: value & 3 };
    }
  }

  // By text, how a word stands in it: whether in the title, and how often; a word as it was typed counts twice.
  async function postings(index, load, word) {
    const longer = [...word].length >= PREFIX;
    const found = new Map();
    for (const shard of await Promise.all(shards(index, word, longer).map(load))) {
      const pairs = shard.split(" ");
      for (let i = 0; i < pairs.length; i += 2) {
        if (pairs[i] !== word && !(longer && pairs[i].startsWith(word))) continue;
        for (const { text, titled, often } of coded(pairs[i + 1])) {
          const weight = (1 + often) * (pairs[i] === word ? 2 : 1);
          const other = found.get(text) ?? { titled: false, weight: 0 };
          found.set(text, { titled: titled || other.titled, weight: Math.max(weight, other.weight) });
        }
      }
    }
    return found;
  }

  // The numbers of the texts that have all words: those with most of them in the title first, then those that have
  // them more often, the rarer words weighing more, then the newest, which have the lowest numbers.
  async function find(load, query) {
    const asked = [...new Set(words(query))];
    const index = await load("index");
    const lists = await Promise.all(asked.map((word) => postings(index, load, word)));
    lists.sort((one, other) => one.size - other.size);
    const found = [];
    for (const text of lists[0]?.keys() ?? []) {
      if (!lists.every((list) => list.has(text))) continue;
      const each = lists.map((list) => ({ ...list.get(text), rare: Math.log(1 + index.texts / list.size) }));
      const titles = each.filter((one) => one.titled).length;
      found.push({ text, titles, score: each.reduce((sum, one) => sum + one.weight * one.rare, 0) });
    }
    return found.sort((a, b) => b.titles - a.titles || b.score - a.score || a.text - b.text).map((one) => one.text);
  }

  // A number in the digits of a language; of one that the browser does not know, in ours.
  function number(value, lang) {
    try { return value.toLocaleString(lang); } catch { return `${value}`; }
  }

  function element(name, text, more) {
    return Object.assign(document.createElement(name), { textContent: text, ...more });
  }

  function start(box) {
    const say = box.dataset;
    const home = `${say.root}${say.locale}/`;
    const load = loader(`${home}search/`);
    const [form, count, list, more] = ["form", "[role=status]", "ol", "button[type=button]"].map((one) => box.querySelector(one));
    const input = form.querySelector("input");
    let turn = 0;
    let waiting = [];

    function shown([name, title, state, summary]) {
      const item = element("li", "", { className: `is-${state}` });
      const href = `${home}texts/${encodeURIComponent(name)}/index.html`;
      item.append(element("a", title, { href }), " ", element("span", say[state] ?? state, { className: "state", lang: say.lang }));
      if (summary) item.append(element("p", summary, { className: "summary" }));
      return item;
    }

    // The next of the texts found.
    async function show(mine) {
      const { page, pages } = await load("index");
      const next = waiting.slice(0, STEP);
      const rows = await Promise.all(next.map(async (text) => (await load(pages[Math.floor(text / page)]))[text % page]));
      if (mine !== turn) return null;
      const items = rows.map(shown);
      list.append(...items);
      waiting = waiting.slice(STEP);
      more.hidden = !waiting.length;
      return items[0];
    }

    function clear() {
      list.replaceChildren();
      more.hidden = true;
      count.textContent = "";
      waiting = [];
    }

    async function search(typing) {
      const mine = ++turn;
      const asked = words(input.value);
      if (!typing || !asked.length) remember();
      if (!asked.length) return clear();
      try {
        const found = await find(load, input.value);
        if (mine !== turn) return;
        clear();
        waiting = found;
        await show(mine);
        const begun = typing && [...asked.at(-1)].length < PREFIX;
        if (mine === turn && (found.length || !begun)) {
          count.textContent = found.length ? say.found.replace("{n}", number(found.length, say.lang)) : say.none;
        }
      } catch {
        if (mine !== turn) return;
        clear();
        count.textContent = say.failed;
      }
    }

    // The words are kept in the page's address: they are there again for who comes back to it.
    function remember() {
      const { pathname, search: asked, hash } = location;
      const query = input.value.trim();
      if (query || hash.startsWith("#q=")) history.replaceState(null, "", query ? `#q=${encodeURIComponent(query)}` : pathname + asked);
    }

    let timer = 0;
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200, true); });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search(false); });
    list.addEventListener("click", remember);
    more.addEventListener("click", async () => (await show(turn))?.querySelector("a").focus());
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      clearTimeout(timer);
      input.value = "";
      search(false);
      input.focus();
    });
    box.hidden = false;
    if (location.hash.startsWith("#q=")) {
      try { input.value = decodeURIComponent(location.hash.slice(3)); } catch { return; }
    }
    if (input.value) search(false);
  }

  const box = globalThis.document?.querySelector("[data-search]");
  if (box) start(box);
})();
