// A film's picture where there is no poster: a colour by genre, the initials, and the genre's sign.

import { el, icon } from "./dom.js";

const LOOKS = {
  horror: [352, "moon"], thriller: [226, "search"], mystery: [262, "search"], crime: [212, "search"], "film noir": [220, "moon"],
  "science fiction": [196, "rocket"], fantasy: [282, "spark"], animation: [152, "leaf"], family: [128, "leaf"],
  comedy: [34, "mask"], romance: [336, "heart"], drama: [250, "mask"], action: [14, "bolt"], adventure: [24, "globe"],
  war: [78, "bolt"], western: [20, "globe"], music: [308, "note"], musical: [308, "note"], documentary: [178, "globe"], history: [42, "globe"],
};
// A telling genre outranks one that many films share.
const COMMON = new Set(["drama", "thriller", "adventure", "action"]);

/** The tile of `film`; `place` is its number in a list. */
export function tile(film, place = null) {
  const genres = film.genres.map((genre) => genre.toLowerCase()).filter((genre) => genre in LOOKS);
  const genre = genres.find((name) => !COMMON.has(name)) ?? genres[0];
  const [hue, sign] = LOOKS[genre] ?? [spread(film.title, 360), "film"];
  const box = el("div", { class: "tile", "aria-hidden": "true" },
    el("b", {}, initials(film.title)), icon(sign), place ? el("span", { class: "place" }, String(place)) : null);
  box.style.setProperty("--hue", String((hue + spread(film.title, 17) - 8 + 360) % 360));
  return box;
}

function initials(title) {
  const words = title.replace(/^(the|a|an)\s+/i, "").match(/[\p{L}\p{N}]+/gu) ?? ["?"];
  const short = words.length === 1 && /^\p{N}+$/u.test(words[0]);
  return short ? words[0].slice(0, 4) : words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

/** A number below `limit` that stays the same for one text. */
function spread(text, limit) {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + character.codePointAt(0)) % 1_000_003;
  return hash % limit;
}
