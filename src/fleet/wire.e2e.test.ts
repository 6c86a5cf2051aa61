import { expect, test } from 'vitest';
import {
  allAgree,
  Broker,
  fleetFace,
  foundFleet,
  joinFleet,
  Line,
  localPerson,
  type MemoryGallery,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';
import { base64url } from './bytes';

const why = whyNoBroker();

/** Any eight bytes of a template, at every fourth place, and as text. */
function piecesOf(gallery: MemoryGallery): (string | Uint8Array)[] {
  return gallery.persons.flatMap(({ faces }) =>
    faces.flatMap(({ template }) => {
      const bytes = new Uint8Array(template.buffer, template.byteOffset, template.byteLength);
      const pieces: (string | Uint8Array)[] = [];
      for (let at = 0; at + 8 <= bytes.length; at += 4) pieces.push(bytes.slice(at, at + 8));
      for (let at = 0; at + 12 <= bytes.length; at += 48) pieces.push(base64url(bytes.slice(at, at + 12)));
      for (const number of template.slice(0, 8)) pieces.push(String(number));
      return pieces;
    }),
  );
}

test.skipIf(why !== null)('nothing on the wire names a person, or holds a template', async () => {
  await using broker = await Broker.start();
  using line = await Line.to(broker.url);
  const a = await foundFleet(line.url);
  const b = await joinFleet(a, 'kiosk at the north door');
  try {
    const consent = { textHash: 'c0ffee'.repeat(10), version: 'of-2026', time: 1, locale: 'de-AT' };
    a.gallery.set(
      'id-ada-1815',
      localPerson('id-ada-1815', {
        person_name: 'Ada Lovelace',
        tag: 'countess-tag',
        consent,
        group_ids: ['analytical-group'],
        faces: [fleetFace('face-id-77', 77)],
      }),
    );
    a.gallery.auditLog.push(new TextEncoder().encode('enrolled id-ada-1815'));
    await until(() => b.gallery.persons.length === 1);
    const pieces = piecesOf(a.gallery);
    b.gallery.set('id-ada-1815', localPerson('id-ada-1815', { person_name: 'Ada King' }));
    await until(() => a.gallery.get('id-ada-1815')?.person_name === 'Ada King');
    await until(() => line.saw(`mien_`) && line.saw('audit'));
    const c = await joinFleet(a, 'tablet');
    await a.fleet.revoke(c.fleet.device.id);
    a.gallery.set('id-ada-1815', null);
    await until(() => b.gallery.persons.length === 0);
    await allAgree([a, b]);
    await c.fleet.stop();

    // What it sees is the wire: names of streams and keys are there.
    expect(line.frames.length).toBeGreaterThan(100);
    expect(line.saw('$KV.mien_')).toBe(true);
    for (const word of [
      'id-ada',
      '1815',
      'Lovelace',
      'Ada King',
      'countess',
      'analytical',
      'face-id',
      'c0ffee',
      'de-AT',
      'mobilefacenet',
      'five-points',
      'north door',
      'tablet',
      'enrolled',
      'person_name',
      'landmarks',
    ])
      expect(line.saw(word), word).toBe(false);
    expect(pieces.length).toBeGreaterThan(100);
    for (const piece of pieces) expect(line.saw(piece)).toBe(false);
  } finally {
    await Promise.all([a.fleet.stop(), b.fleet.stop()]);
  }
});
