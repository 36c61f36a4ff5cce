// How the person stands to each film. The service decides; every shown card follows.

import * as api from "./api.js";

const NOTHING = Object.freeze({ rating: null, watchlist: false, seen: false, not_interested: false });
const standings = new Map();
const listeners = new Set();

export function standing(id) {
  return standings.get(id) ?? NOTHING;
}

export function listed() {
  return [...standings.values()].filter((one) => one.watchlist).length;
}

/** Calls `listener(id | null)` after each change, null when any film may have changed. */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function refresh() {
  const { films } = await api.get("/me/films");
  standings.clear();
  for (const [id, one] of Object.entries(films)) standings.set(Number(id), one);
  tell(null);
}

export async function rate(id, rating) {
  await api.post("/rate", { movie_id: id, rating });
  set(id, { rating });
}

export async function unrate(id) {
  await api.del(`/rate/${id}`);
  set(id, { rating: null });
}

export async function setWatchlist(id, wanted) {
  await (wanted ? api.post("/watchlist", { movie_id: id }) : api.del(`/watchlist/${id}`));
  set(id, { watchlist: wanted });
}

export async function markSeen(id) {
  set(id, (await api.post("/seen", { movie_id: id })).yours);
}

export async function reject(id) {
  set(id, (await api.post("/not-interested", { movie_id: id })).yours);
}

/** Takes back a mark, "seen" or "not-interested", however long ago it was made. */
export async function unmark(id, mark) {
  set(id, (await api.del(`/${mark}/${id}`)).yours);
}

/** Takes back the latest change, whichever it was; returns what the service says it was. */
export async function undo() {
  const change = await api.post("/undo");
  set(change.movie.id, change.yours);
  return change;
}

function set(id, changes) {
  const now = { ...standing(id), ...changes };
  if (Object.values(now).some(Boolean)) standings.set(id, now);
  else standings.delete(id);
  tell(id);
}

function tell(id) {
  for (const listener of [...listeners]) listener(id);
}
