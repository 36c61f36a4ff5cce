// The chat page: puts its parts together.

import * as api from "./api.js";
import * as conversation from "./conversation.js";
import * as films from "./films.js";
import * as watchlist from "./watchlist.js";
import { el, embedded, icon } from "./dom.js";
import { toast } from "./toast.js";

const PROMPTS = [
  ["search", "A thief who steals secrets through dreams"],
  ["mask", "A funny heist movie, nothing violent"],
  ["rocket", "Something like Alien, but older"],
  ["heart", "A French romance under two hours"],
  ["star", "Recommend me something", "/recommend"],
  ["flame", "What is trending?", "/trending"],
];

const form = document.getElementById("composer");
const input = document.getElementById("message");
const welcome = document.getElementById("welcome");
const clear = document.getElementById("clear");
const touch = matchMedia("(pointer: coarse)").matches;

function submit() {
  const text = input.value.trim();
  if (!text) { input.focus(); return; }
  input.value = "";
  fit();
  conversation.say(text);
}

/** The box grows with what is typed. */
function fit() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

function wireComposer() {
  const send = form.querySelector(".send");
  send.append(icon("send"));
  send.disabled = false; // before this script ran, the browser would have sent the form itself
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("input", fit);
  input.addEventListener("keydown", (event) => {
    // isComposing: Enter that only confirms a character of an input method must not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
}

function wireWelcome() {
  document.getElementById("prompts").append(...PROMPTS.map(([sign, text, payload]) =>
    el("li", {}, el("button", { type: "button", onclick: () => { conversation.say(text, payload); focusInput(); } }, icon(sign), text))));
}

/** On a touch screen the keyboard would cover the answer. */
function focusInput() {
  if (!touch) input.focus({ preventScroll: true });
}

function wireHeader() {
  clear.append(icon("clear"));
  clear.addEventListener("click", () => {
    conversation.clear();
    toast("The chat is cleared. Your ratings and watchlist are kept.");
    focusInput();
  });
  if (!embedded) return;
  const close = document.getElementById("close-widget");
  close.append(icon("close"));
  close.hidden = false;
  const shut = () => window.parent.postMessage({ type: "movies:close" }, "*"); // says nothing but "close"
  close.addEventListener("click", shut);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) shut();
  });
}

async function start() {
  wireComposer();
  wireWelcome();
  wireHeader();
  watchlist.setup(conversation.say);
  try {
    if (await api.identify() !== null) await films.refresh();
  } catch (error) {
    toast(`The service does not answer. ${error.message}`, { title: "Try again", run: () => location.reload() });
  }
  conversation.restore((empty) => { // after identifying: the history is that person's
    welcome.hidden = !empty;
    clear.hidden = empty;
  });
  if (!embedded) focusInput();
}

start();
