import { Human, match } from '@vladmandic/human';
import { comparing, type Peer, type PeerOptions } from './peer';

/**
 * @vladmandic/human as its face match demo sets it up, less what a verification of one face does without: emotion,
 * more than one face, equalisation; nothing else than the face is looked for. `lean` does without the mesh and the rotation,
 * too, which its documentation wants for descriptors.
 */
export async function startHuman({ backend, threads }: PeerOptions, lean: boolean): Promise<Peer> {
  const human = new Human({
    backend,
    wasmPath: '/peers/tfjs-wasm/',
    modelBasePath: '/peers/human/',
    cacheModels: false,
    validateModels: false,
    cacheSensitivity: 0,
    warmup: 'none',
    debug: false,
    async: true,
    filter: { enabled: false },
    gesture: { enabled: false },
    face: {
      enabled: true,
      detector: { rotation: !lean, return: false, maxDetected: 1 },
      mesh: { enabled: !lean },
      attention: { enabled: false },
      iris: { enabled: false },
      emotion: { enabled: false },
      antispoof: { enabled: false },
      liveness: { enabled: false },
      description: { enabled: true },
    },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    segmentation: { enabled: false },
  });
  // Its own `flags` come after the backend has started. Minified, the threaded one never answers.
  const { env } = human.tf as unknown as { env(): { set(flag: string, value: boolean): void } };
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  await human.load();
  return comparing({
    title: `human ${human.version}${lean ? ', no mesh' : ''}`,
    template: async (photo) => {
      const bitmap = await createImageBitmap(photo);
      try {
        const { face } = await human.detect(bitmap);
        return face[0]?.embedding;
      } finally {
        bitmap.close();
      }
    },
    similarity: (a, b) => match.similarity(Array.from(a), Array.from(b)),
    end: async () => human.reset(),
  });
}
