// The watchlist, in a drawer beside the conversation.

import * as api from "./api.js";
import * as films from "./films.js";
import { attempt } from "./changes.js";
import { el, icon, label } from "./dom.js";
import { tile } from "./tile.js";
import { dismiss } from "./toast.js";

const drawer = document.getElementById("watchlist");
const count = document.getElementById("watchlist-count");

/** Wires the button in the header; `say` continues the conversation. */
export function setup(say) {
  document.getElementById("open-watchlist").addEventListener("click", () => open(say));
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  films.watch(() => {
    const listed = films.listed();
    count.textContent = String(listed);
    count.hidden = listed === 0;
    if (drawer.open) fill(say);
  });
}

function open(say) {
  const body = el("div", { class: "drawer-body" });
  drawer.replaceChildren(
    el("div", { class: "drawer-head" },
      el("h2", { id: "watchlist-title" }, "Your watchlist"),
      el("button", { type: "button", class: "quiet icon-only", "aria-label": "Close watchlist", onclick: () => drawer.close() }, icon("close"))),
    body);
  dismiss();
  drawer.showModal();
  return fill(say);
}

async function fill(say) {
  const body = drawer.querySelector(".drawer-body");
  try {
    const [{ results }, profile] = await Promise.all([api.get("/watchlist"), api.get("/me")]);
    body.replaceChildren(
      results.length ? el("ul", {}, results.map((film) => row(film, say))) : el("p", {}, "Nothing here yet. Tap “Watchlist” on a film and it waits for you here."));
    if (profile.top_genres.length) {
      const genres = profile.top_genres.slice(0, 3).map((one) => one.genre).join(", ");
      body.append(el("p", { class: "taste" }, `You rated ${profile.ratings === 1 ? "1 film" : `${profile.ratings} films`}. You seem to like: ${genres}.`));
    }
  } catch (error) {
    body.replaceChildren(el("p", {}, `Your watchlist could not be loaded. ${error.message}`),
      el("button", { type: "button", class: "pill", onclick: () => fill(say) }, "Try again"));
  }
}

function row(film, say) {
  const more = () => { drawer.close(); say(`More like ${label(film)}`, `/similar_movies{"movie":${film.id}}`); };
  const details = () => { drawer.close(); say(`Tell me about ${label(film)}`, `/movie_details{"movie":${film.id}}`); };
  const off = () => attempt(() => films.setWatchlist(film.id, false), `${label(film)} is off your watchlist.`);
  return el("li", {}, tile(film),
    el("div", {}, el("h3", {}, film.title),
      el("p", { class: "line" }, [film.year, film.runtime ? `${film.runtime} min` : null].filter(Boolean).join(" · "))),
    el("div", { class: "row-actions" },
      el("button", { type: "button", class: "act link", onclick: details, "aria-label": `Details of ${label(film)}` }, "Details"),
      el("button", { type: "button", class: "act link", onclick: more, "aria-label": `More like ${label(film)}` }, "More like this"),
      el("button", { type: "button", class: "act link", onclick: off, "aria-label": `Remove ${label(film)} from your watchlist` }, "Remove")));
}
