// The conversation: what is said goes out one message after the other, and stays when it did not arrive.

import * as api from "./api.js";
import * as films from "./films.js";
import * as history from "./history.js";
import { card } from "./card.js";
import { el, label } from "./dom.js";
import { dismiss } from "./toast.js";

const log = document.getElementById("log");
const scroller = document.getElementById("scroller");
const typing = document.getElementById("typing");
const typingStatus = document.getElementById("typing-status");

let entries = [];
let queue = Promise.resolve();
let waiting = 0;
let changed = () => {};

/** Shows what was said before; `whenChanged(empty)` is called whenever something is said or cleared. */
export function restore(whenChanged) {
  changed = whenChanged;
  const old = history.load();
  for (const entry of old) if (entry.state === "sending") entry.state = "failed"; // the page was left meanwhile
  entries = [...old, ...entries]; // somebody quick may have spoken already
  log.setAttribute("aria-busy", "true"); // old news: not to be read out
  log.prepend(...old.map((entry) => (entry.who === "me" ? mine(entry) : theirs(entry))));
  quickRepliesOnlyLast();
  log.lastElementChild?.scrollIntoView({ block: "end", behavior: "instant" });
  requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  changed(entries.length === 0);
}

/** Says `text`; `payload` is sent in its place where a button was tapped. */
export function say(text, payload = null) {
  dismiss();
  const entry = { who: "me", text, payload, state: "sending" };
  entries.push(entry);
  const node = mine(entry);
  node.classList.add("fresh");
  log.append(node);
  quickRepliesOnlyLast();
  changed(false);
  send(entry, node);
}

/** Empties the page; what was said of films stays. */
export function clear() {
  entries = [];
  log.replaceChildren();
  history.clear();
  changed(true);
}

function send(entry, node) {
  showTyping(1);
  // Waiting for the message before keeps answers in order.
  queue = queue.then(() => deliver(entry, node)).finally(() => showTyping(-1));
  node.scrollIntoView({ block: "start" });
}

async function deliver(entry, node) {
  let replies;
  try {
    ({ replies } = await api.post("/chat", { message: entry.payload ?? entry.text }));
  } catch (error) {
    update(node, entry, "failed", error.message).scrollIntoView({ block: "nearest" });
    history.save(entries);
    return;
  }
  if (!entries.includes(entry)) return; // cleared meanwhile
  node = update(node, entry, "sent");
  const answer = { who: "bot", replies };
  entries.splice(entries.indexOf(entry) + 1, 0, answer);
  history.save(entries);
  const answered = theirs(answer);
  answered.classList.add("fresh");
  node.after(answered);
  quickRepliesOnlyLast();
  node.scrollIntoView({ block: "start" });
  films.refresh().catch(() => {}); // the talk may have changed ratings; the next turn asks again
}

function update(node, entry, state, problem = "") {
  entry.state = state;
  entry.problem = problem;
  const fresh = mine(entry);
  const focused = node.contains(document.activeElement);
  node.replaceWith(fresh);
  if (focused) fresh.querySelector("button")?.focus();
  return fresh;
}

function mine(entry) {
  const node = el("div", { class: `mine ${entry.state}` }, el("span", { class: "sr" }, "You said: "), el("div", { class: "bubble" }, entry.text));
  if (entry.state === "failed") {
    const again = el("button", { type: "button", onclick: () => send(entry, update(node, entry, "sending")) }, "Try again");
    node.append(el("div", { class: "failed-note" }, el("span", {}, `Not answered. ${entry.problem || "The page was closed before the answer came."}`), again));
  }
  return node;
}

function theirs(entry) {
  const node = el("div", { class: "theirs" });
  for (const reply of entry.replies) {
    if (reply.text) node.append(el("p", { class: "said" }, reply.text));
    if (reply.cards.length) {
      node.append(el("p", { class: "sr" }, `${reply.cards.length === 1 ? "1 film" : `${reply.cards.length} films`}: ${reply.cards.map(label).join(", ")}.`));
      // Read out above in one sentence; the cards themselves are there to be walked through.
      node.append(el("div", { class: "cards", "aria-live": "off" }, reply.cards.map((film) => card(film, say))));
    }
    if (reply.buttons.length) {
      node.append(el("div", { class: "quick", role: "group", "aria-label": "Suggestions" }, reply.buttons.map((button) =>
        el("button", { type: "button", onclick: () => say(button.title, button.payload) }, button.title))));
    }
  }
  return node;
}

/** Suggestions belong to the latest answer only: a tap on an old one would be said out of place. */
function quickRepliesOnlyLast() {
  const groups = [...log.querySelectorAll(".quick")];
  const last = log.lastElementChild;
  for (const group of groups) group.hidden = !last?.contains(group);
}

function showTyping(step) {
  waiting += step;
  typing.hidden = waiting === 0;
  typingStatus.textContent = waiting ? "Looking for an answer" : "";
}
