// Rating by stars: a group of radio buttons, so that keys and screen readers work as everywhere.

import * as films from "./films.js";
import { attempt } from "./changes.js";
import { el, icon, label } from "./dom.js";

const SHAPE = "m12 2.8 2.83 5.75 6.34.92-4.58 4.47 1.08 6.32L12 17.28l-5.67 2.98 1.08-6.32L2.83 9.47l6.34-.92Z";
const SETTLE = 500; // ms; arrow keys pass over stars on the way to the one that is meant
let groups = 0;

/** Stars of `film`, and a function that shows its current rating. */
export function stars(film) {
  const name = `stars-${++groups}`;
  let timer = 0;
  const inputs = [1, 2, 3, 4, 5].map((value) =>
    el("input", { type: "radio", name, value, "aria-label": value === 1 ? "1 star" : `${value} stars` }));
  const labels = inputs.map((input) => el("label", {}, input, star()));
  const value = el("span", { class: "value" });
  const clear = el("button", { type: "button", class: "act link clear", hidden: true, "aria-label": `Remove your rating of ${label(film)}` }, icon("close"));
  const group = el("fieldset", { class: "stars" }, el("legend", { class: "sr" }, `Rate ${label(film)}`),
    el("span", { class: "row" }, labels), value, clear);

  inputs.forEach((input) => input.addEventListener("change", () => {
    const rating = Number(input.value);
    paint(rating);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!await attempt(() => films.rate(film.movie_id, rating), `${rating === 1 ? "1 star" : `${rating} stars`} for ${label(film)}.`)) show();
    }, SETTLE);
  }));
  clear.addEventListener("click", async () => {
    if (await attempt(() => films.unrate(film.movie_id), `Rating of ${label(film)} removed.`)) inputs[0].focus();
  });

  function paint(rating) {
    labels.forEach((one, index) => {
      one.classList.toggle("full", rating !== null && rating >= index + 1);
      one.classList.toggle("half", rating !== null && rating === index + 0.5);
    });
    value.textContent = rating === null ? "Rate" : rating.toLocaleString("en");
    value.classList.toggle("none", rating === null);
    clear.hidden = rating === null;
  }

  function show() {
    const { rating } = films.standing(film.movie_id);
    inputs.forEach((input) => { input.checked = Number(input.value) === rating; });
    paint(rating);
  }

  show();
  return { group, show };
}

function star() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const kind of ["outline", "fill"]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", SHAPE);
    path.setAttribute("class", kind);
    svg.append(path);
  }
  return svg;
}
