// One film of an answer, with what can be done about it.

import * as films from "./films.js";
import { attempt } from "./changes.js";
import { el, icon, label, marked } from "./dom.js";
import { stars } from "./stars.js";
import { tile } from "./tile.js";

// These buttons of a card are drawn as controls with a state; all others are things to say.
const CONTROLS = /^\/(rate_movie|add_to_watchlist|remove_from_watchlist|mark_seen|not_interested)\b/;
let cards = 0;

/** The card of `film`; `say(text, payload)` continues the conversation. */
export function card(film, say) {
  const heading = `film-${++cards}`;
  const rating = stars(film);
  const watchlist = toggle("bookmark", "Watchlist");
  const seen = toggle("eye", "Seen");
  const no = el("button", { type: "button", class: "act" }, icon("no"), "Not for me");
  const talk = film.buttons.filter((button) => !CONTROLS.test(button.payload)).map((button) =>
    el("button", { type: "button", class: "act link", "aria-describedby": heading, onclick: () => say(spoken(button, film), button.payload) }, button.title));
  for (const button of [watchlist, seen, no]) button.setAttribute("aria-describedby", heading);

  const content = el("div", {},
    el("div", { class: "card-body" }, tile(film, film.position), facts(film, heading), about(film)),
    el("div", { class: "controls" }, rating.group, el("div", { class: "toggles" }, watchlist, seen, no)),
    talk.length ? el("div", { class: "talk" }, talk) : null);
  const back = el("button", { type: "button", class: "act", onclick: () => attempt(() => films.unmark(film.movie_id, "not-interested"), `${label(film)} may be suggested again.`, { final: true }) }, "Undo");
  const rejected = el("div", { class: "rejected-note", hidden: true },
    el("p", {}, `${label(film)}: not for you. I will not suggest it again.`), back);
  const article = el("article", { class: "card", "aria-labelledby": heading }, content, rejected);

  watchlist.addEventListener("click", () => busy(watchlist, () => {
    const wanted = !films.standing(film.movie_id).watchlist;
    return attempt(() => films.setWatchlist(film.movie_id, wanted), `${label(film)} is ${wanted ? "on" : "off"} your watchlist.`);
  }));
  seen.addEventListener("click", () => busy(seen, () => (films.standing(film.movie_id).seen
    ? attempt(() => films.unmark(film.movie_id, "seen"), `${label(film)} is not marked as seen any more.`)
    : attempt(() => films.markSeen(film.movie_id), `${label(film)} is marked as seen.`))));
  no.addEventListener("click", () => busy(no, async () => {
    if (await attempt(() => films.reject(film.movie_id), `${label(film)} will not be suggested again.`)) back.focus();
  }));

  function show() {
    const yours = films.standing(film.movie_id);
    rating.show();
    press(watchlist, yours.watchlist);
    press(seen, yours.seen);
    content.hidden = yours.not_interested;
    rejected.hidden = !yours.not_interested;
    article.classList.toggle("rejected", yours.not_interested);
  }
  films.watch((id) => { if (id === null || id === film.movie_id) show(); });
  show();
  return article;
}

function facts(film, heading) {
  const line = [film.year, film.runtime ? `${film.runtime} min` : null, film.genres.join(", ")].filter(Boolean);
  return el("div", { class: "facts" },
    el("h3", { id: heading }, film.title),
    el("p", { class: "line" }, line.map((part, index) => el("span", { class: index ? "dot" : null }, String(part))),
      film.rating ? el("span", { class: "dot mean" }, el("span", { "aria-hidden": "true" }, "★ "), `${film.rating.toFixed(1)} of 10`) : null),
    film.directors.length ? el("p", { class: "line" }, "Directed by ", el("b", {}, marked(film.directors.join(", "), film.highlights))) : null,
    film.cast.length ? el("p", { class: "line" }, "With ", el("b", {}, marked(film.cast.join(", "), film.highlights))) : null);
}

function about(film) {
  // A card that offers its details keeps the story short; one that is the details shows all of it.
  const full = !film.buttons.some((button) => button.payload.startsWith("/movie_details"));
  return el("div", { class: "about" },
    film.reason ? el("p", { class: "why" }, icon("spark"), el("span", {}, sentence(film.reason))) : null,
    film.overview ? el("p", { class: full ? "story" : "story clamped" }, marked(film.overview, film.highlights)) : null);
}

function toggle(sign, title) {
  return el("button", { type: "button", class: "act", "aria-pressed": "false" }, icon(sign), title);
}

function press(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/** One change at a time from one button. */
async function busy(button, change) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  await change();
  button.removeAttribute("aria-busy");
}

/** What a tap looks like in the conversation: `More like Heat (1995)`. */
function spoken(button, film) {
  if (button.payload.startsWith("/similar_movies")) return `More like ${label(film)}`;
  if (button.payload.startsWith("/movie_details")) return `Tell me about ${label(film)}`;
  if (button.payload.startsWith("/explain")) return `Why ${label(film)}?`;
  return `${button.title}: ${label(film)}`;
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
