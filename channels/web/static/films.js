// How the person stands to each film. The service decides; every shown card follows.

import * as api from "./api.js";

const NOTHING = Object.freeze({ rating: null, watchlist: false, seen: false, not_interested: false });
const standings = new Map();
const listeners = new Set();
let latest = null; // the change that an undo would take back, where we know it: "seen 12"

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
  const before = JSON.stringify([...standings].sort());
  standings.clear();
  for (const [id, one] of Object.entries(films)) standings.set(Number(id), one);
  if (JSON.stringify([...standings].sort()) !== before) latest = null; // changed by words, or on another page
  tell(null);
}

/** Whether an undo now would take back this mark ("seen" or "not_interested"). */
export function isLatest(mark, id) {
  return latest === `${mark} ${id}`;
}

export async function rate(id, rating) {
  await api.post("/rate", { movie_id: id, rating });
  set(id, { rating }, "rating");
}

export async function unrate(id) {
  await api.del(`/rate/${id}`);
  set(id, { rating: null }, "rating");
}

export async function setWatchlist(id, wanted) {
  await (wanted ? api.post("/watchlist", { movie_id: id }) : api.del(`/watchlist/${id}`));
  set(id, { watchlist: wanted }, "watchlist");
}

export async function markSeen(id) {
  set(id, (await api.post("/seen", { movie_id: id })).yours, "seen");
}

export async function reject(id) {
  set(id, (await api.post("/not-interested", { movie_id: id })).yours, "not_interested");
}

/** Takes back the latest change, whichever it was; returns what the service says it was. */
export async function undo() {
  const change = await api.post("/undo");
  set(change.movie.id, change.yours, null);
  return change;
}

function set(id, changes, kind) {
  latest = kind && `${kind} ${id}`;
  const now = { ...standing(id), ...changes };
  if (Object.values(now).some(Boolean)) standings.set(id, now);
  else standings.delete(id);
  tell(id);
}

function tell(id) {
  for (const listener of [...listeners]) listener(id);
}
