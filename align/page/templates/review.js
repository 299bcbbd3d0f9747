// Keys and buttons. Without this script the page can be read, and its plain forms decide.

import { followPointer, showLinked } from "./links.js";
import { say, send } from "./send.js";

const body = document.body;
const undoable = [];
let current = null; // key of the flag that keys act on
let busy = false;

const flags = () => [...document.querySelectorAll(".flag")];
const flag = () => (current ? document.getElementById(`flag-${current}`) : null);
const isOpen = (element) => !element.classList.contains("decided");

function go(element, { scroll = true } = {}) {
  document.querySelector(".flag.current")?.classList.remove("current");
  current = element?.dataset.key ?? null;
  if (!element) return;
  element.classList.add("current");
  element.focus({ preventScroll: true });
  const row = element.closest(".row");
  showLinked(element.dataset.link, row);
  if (scroll) row.scrollIntoView({ block: row.offsetHeight < innerHeight / 2 ? "nearest" : "start" });
}

function step(by) {
  const all = flags();
  const here = all.indexOf(flag());
  const there = here < 0 ? (by > 0 ? firstInView(all) : all.length - 1) : here + by;
  if (all[there]) return go(all[there]);
  const page = document.querySelector(by > 0 ? ".pages [rel=next]" : ".pages [rel=prev]");
  if (page) location.href = `${page.href}#${by > 0 ? "first" : "last"}`;
  else say(by > 0 ? "That was the last flag." : "This is the first flag.");
}

function firstInView(all) {
  const bar = document.querySelector(".bar").offsetHeight;
  return Math.max(0, all.findIndex((element) => element.getBoundingClientRect().bottom > bar));
}

// On to the next flag that is open, here or on a later page.
function advance(from) {
  const all = flags();
  const start = all.findIndex((element) => element.dataset.key === from);
  const next = all.slice(start + 1).find(isOpen);
  if (next) return go(next);
  go(all[start] ?? null, { scroll: false });
  if (body.dataset.nextOpen) location.href = body.dataset.nextOpen;
  else if (!all.some(isOpen)) say(`${document.getElementById("said").textContent} No flag is open here.`);
}

function fieldsOf(element, action) {
  const row = element.closest(".row");
  const key = element.closest(".flag")?.dataset.key ?? "";
  return { article: body.dataset.article, row: row.id, flag: key, seen: row.dataset.version, action };
}

async function once(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } finally {
    busy = false;
  }
}

const decide = (element, action) =>
  once(async () => {
    const key = element.dataset.key;
    const answer = await send(fieldsOf(element, action));
    if (!answer) return go(document.getElementById(`flag-${key}`), { scroll: false });
    undoable.push(answer.decision);
    flash(answer.row);
    advance(key);
  });

const undo = (decision) =>
  once(async () => {
    const answer = await send({ article: body.dataset.article, action: "undo", decision });
    const at = undoable.indexOf(decision);
    if (at >= 0) undoable.splice(at, 1);
    if (!answer) return;
    flash(answer.row);
    const element = document.getElementById(`flag-${answer.flag}`) ?? document.querySelector(`#${CSS.escape(answer.row)} .flag`);
    if (element) go(element);
    else if (!document.getElementById(answer.row)) location.reload();
  });

function flash(id) {
  document.getElementById(id)?.classList.add("saved");
}

// ---- the edit box

function edit(row, key = "", suggestions = suggestionsOf(row)) {
  const details = row.querySelector(".edit");
  if (!details) return;
  details.open = true;
  row.classList.add("editing");
  details.querySelector("[name=flag]").value = key;
  details.querySelector(".insert").replaceChildren(...suggestions.map(insertButton));
  const box = details.querySelector("textarea");
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  row.scrollIntoView({ block: "nearest" });
}

function suggestionsOf(row) {
  const open = [...row.querySelectorAll(".flag")].filter(isOpen).map((element) => element.dataset.suggestion);
  return [...new Set(open)].filter(Boolean);
}

function insertButton(text, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.text = text;
  button.append("Insert ", Object.assign(document.createElement("bdi"), { textContent: text }));
  if (number === 0) button.append(" ", Object.assign(document.createElement("kbd"), { textContent: "Alt+Enter" }));
  return button;
}

function insert(box, text) {
  const before = box.value.slice(0, box.selectionStart);
  const after = box.value.slice(box.selectionEnd);
  const left = before && !/\s$/.test(before) ? " " : "";
  const right = after && !/^[\s.,;:!?)’”]/.test(after) ? " " : "";
  box.setRangeText(left + text + right, box.selectionStart, box.selectionEnd, "end");
  box.focus();
}

function close(row) {
  row.classList.remove("editing");
  const details = row.querySelector(".edit");
  details.querySelector("form").reset();
  details.open = false;
  const back = flag() ?? row.querySelector(".flag");
  if (back) go(back, { scroll: false });
}

const save = (form) =>
  once(async () => {
    const row = form.closest(".row");
    const text = form.elements.text.value;
    const key = form.elements.flag.value;
    const answer = await send({ ...fieldsOf(form, "edit"), flag: key, text });
    if (answer) {
      if (answer.decision) undoable.push(answer.decision);
      flash(row.id);
      return key ? advance(key) : close(document.getElementById(row.id));
    }
    const fresh = document.getElementById(row.id); // someone else was quicker: what was typed is kept
    edit(fresh, key);
    fresh.querySelector("textarea").value = text;
  });

// ---- events

const keys = {
  j: () => step(1), k: () => step(-1),
  a: (element) => accept(element),
  e: (element) => element && edit(element.closest(".row"), element.dataset.key),
  i: (element) => element && isOpen(element) && decide(element, "ignore"),
  w: (element) => element && isOpen(element) && always(element),
  f: (element) => element && isOpen(element) && decide(element, "wrong"),
  u: (element) => undoLast(element),
  "/": () => document.querySelector("[name=q]").select(),
  "?": () => help(),
};

function accept(element) {
  if (!element || !isOpen(element)) return;
  if (element.dataset.replaces) return decide(element, "accept");
  const { suggestion, key } = element.dataset;
  edit(element.closest(".row"), key, suggestion ? [suggestion] : []);
  say(suggestion ? `Nothing stands in its place: put “${suggestion}” where it belongs.` : "There is no suggestion: write the sentence.");
}

function always(element) {
  if (element.querySelector("[value=always]")) return decide(element, "always");
  say("There is no glossary entry that could admit this.");
}

function undoLast(element) {
  const decision = undoable.at(-1) ?? element?.dataset.decision;
  if (decision) undo(decision);
  else say("Nothing to undo.");
}

function help() {
  document.getElementById("keys").showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const box = event.target.closest("textarea");
  if (box) return inBox(event, box);
  if (event.key === "Escape" && event.target.matches("[name=q]")) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run(flag());
});

function inBox(event, box) {
  if (event.key === "Escape") close(box.closest(".row"));
  else if (event.key === "Enter" && event.altKey) {
    const text = box.form.querySelector(".insert button")?.dataset.text;
    if (text) insert(box, text);
  } else if (event.key === "Enter" && !event.shiftKey) save(box.form);
  else return;
  event.preventDefault();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".help")) return help();
  if (button?.matches(".insert button")) return insert(button.form.elements.text, button.dataset.text);
  const card = event.target.closest(".flag");
  if (card && card.dataset.key !== current) go(card, { scroll: false });
  if (button?.type === "button" && card) keys[button.value === "edit" ? "e" : "a"](card);
  const mark = event.target.closest("mark[data-link]");
  if (mark) {
    const linked = flags().find((element) => element.dataset.link === mark.dataset.link);
    if (linked) go(linked, { scroll: false });
  }
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest(".flag");
  if (card && card.dataset.key !== current) go(card, { scroll: false });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const action = event.submitter?.value;
  if (form.closest(".edit")) save(form);
  else if (action === "undo") undo(form.elements.decision.value);
  else decide(form.closest(".flag"), action);
});

document.addEventListener("reset", (event) => {
  const row = event.target.closest(".row");
  if (row?.classList.contains("editing")) setTimeout(() => row.classList.contains("editing") && close(row));
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches(".edit") && event.target.open && !event.target.closest(".editing")) edit(event.target.closest(".row"));
}, true);

document.querySelector(".filters").addEventListener("change", (event) => {
  if (event.target.matches("select")) event.currentTarget.requestSubmit();
});

followPointer();
if (location.hash === "#first") go(flags()[0]);
else if (location.hash === "#last") go(flags().at(-1));
else if (location.hash.startsWith("#flag-")) go(document.getElementById(location.hash.slice(1)));
