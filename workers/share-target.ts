/** Photos that other applications share with the demo: kept until its page takes them. They go nowhere else. */

import {
  NAME_HEADER,
  SHARE_ACTION,
  SHARE_FIELD,
  SHARED_CACHE,
  SHARED_PHOTO,
  type SharedOutcome,
} from './shared-photo';

declare const self: ServiceWorkerGlobalScope;

export function keepShared(): void {
  const { scope } = self.registration;
  const action = new URL(SHARE_ACTION, scope).href;
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'POST' && request.url === action) event.respondWith(receive(request, scope));
  });
}

/** Whatever comes, a page that says so is the answer: the network would hand the photo to the server. */
async function receive(request: Request, scope: string): Promise<Response> {
  const outcome = await keep(request).catch((): SharedOutcome => 'failed');
  // Then a reload of that page asks for nothing again.
  return Response.redirect(new URL(`#/verify?shared=${outcome}`, scope).href, 303);
}

async function keep(request: Request): Promise<SharedOutcome> {
  const fields = (await request.formData()).getAll(SHARE_FIELD);
  // A form without a choice sends a file without a name.
  const files = fields.filter((field) => field instanceof File && field.name !== '') as File[];
  const [photo] = files;
  if (photo === undefined) return 'none';
  const cache = await caches.open(SHARED_CACHE);
  const headers = { [NAME_HEADER]: encodeURIComponent(photo.name) };
  await cache.put(SHARED_PHOTO, new Response(photo, { headers }));
  return files.length > 1 ? 'several' : 'photo';
}
