// A short message at the bottom, with at most one thing to do about it.

import { el } from "./dom.js";

const SHOWN = 7000; // ms
const box = document.getElementById("toast");
let timer = 0;

/** Shows `text`; `action` is `{title, run}`. */
export function toast(text, action = null) {
  clearTimeout(timer);
  const parts = [el("p", {}, text)];
  if (action) parts.push(el("button", { type: "button", onclick: () => { box.hidden = true; action.run(); } }, action.title));
  box.replaceChildren(...parts);
  // Behind an open dialog it could be neither seen nor used.
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  box.hidden = false;
  timer = setTimeout(fade, SHOWN);
}

/** Clears the message away: something newer is going on. */
export function dismiss() {
  clearTimeout(timer);
  box.hidden = true;
}

function fade() {
  if (box.matches(":hover, :focus-within")) timer = setTimeout(fade, SHOWN); // somebody is about to use it
  else box.hidden = true;
}
