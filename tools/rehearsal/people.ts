import type { FleetFace, LocalPerson } from '../../src/fleet/port';

/** A face whose template is `seed`'s own, 192 numbers of unit length. */
export function fleetFace(face_id: string, seed = 1): FleetFace {
  let state = seed >>> 0 || 1;
  const template = Float32Array.from({ length: 192 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const norm = Math.hypot(...template);
  const point = { x: 40, y: 50 };
  return {
    face_id,
    tag: 'front',
    template: template.map((x) => x / norm),
    origin: { model: 'mobilefacenet-192', modelHash: 'ab'.repeat(32), alignment: 'five-points' },
    face: {
      box: { x: 10, y: 20, width: 100, height: 120 },
      score: 0.98,
      landmarks: {
        rightEye: point,
        leftEye: point,
        noseTip: point,
        mouthCenter: point,
        rightEarTragion: point,
        leftEarTragion: point,
      },
    },
    image: { width: 640, height: 480 },
    pose: { pitch: 1, yaw: -2, roll: 0.5 },
  };
}

export function localPerson(person_id: string, changes: Partial<LocalPerson> = {}): LocalPerson {
  return {
    person_id,
    person_name: `Name of ${person_id}`,
    tag: '',
    consent: null,
    expires: null,
    group_ids: ['staff'],
    faces: [fleetFace(`face-of-${person_id}`)],
    ...changes,
  };
}
