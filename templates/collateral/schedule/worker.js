// Without network, the day sheet that a page kept: see day_sheet.js. All else goes its way.
"use strict";

const NAME = "day-sheet";

async function kept(what) {
  const sheet = await caches.match("/day/", { cacheName: NAME });
  if (sheet && Date.now() < Number(sheet.headers.get("X-Until"))) {
    return (await caches.match(what, { cacheName: NAME })) ?? Response.error();
  }
  await caches.delete(NAME);
  return Response.error();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const drawsWith = ["style", "font"].includes(request.destination) && request.url;
  const asked = request.mode === "navigate" ? "/day/" : drawsWith;
  if (request.method !== "GET" || !asked) return;
  event.respondWith(fetch(request).catch(() => kept(asked)));
});
