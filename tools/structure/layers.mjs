/**
 * Who may import whom: the table of docs/inside/architecture.md, and what `npm run check` holds the code against.
 * A folder may import what it names here and itself, through doors (`index.ts`), types included.
 */

/**
 * @typedef {object} Layer
 * @property {string} folder
 * @property {string} holds
 * @property {string} thread
 * @property {readonly string[]} may
 */

/** @type {readonly Layer[]} */
export const LAYERS = [
  {
    folder: 'src/index.ts',
    holds: 'the public names',
    thread: 'page',
    may: ['src/api', 'src/engine', 'src/protocol'],
  },
  {
    folder: 'src/http',
    holds:
      'the v1 wire: `contract/` is one table of endpoints with schemas, from which validation, types and docs/reference/api.md come; `body/`, `signature/`, `handler/`; `bridge/`: pages that answer for the service worker, and what `installV1` wraps; `worker/`: the service worker’s side; `shared/`: what both know',
    thread: 'page, service worker',
    may: ['src/api', 'src/assets', 'src/protocol'],
  },
  {
    folder: 'src/capture',
    holds:
      '`<mien-capture>`: `camera/`, `guidance/` from measured quality, `session/` (choice of the best frames, chosen files), `view/` (what it shows and says), `conductor/` (liveness sessions, loaded by the first)',
    thread: 'page',
    may: ['src/api', 'src/protocol'],
  },
  {
    folder: 'src/react',
    holds: '`useEngine` and `<Capture>` for React, and `<mien-capture>` in its JSX',
    thread: 'page',
    may: ['src/api', 'src/capture', 'src/engine'],
  },
  {
    folder: 'src/member',
    holds: '`joinFleet`: a page’s side of the fleet that its gallery is in',
    thread: 'page',
    may: ['src/api', 'src/protocol'],
  },
  { folder: 'src/preact', holds: '`<mien-capture>` in Preact’s JSX', thread: 'page', may: ['src/capture'] },
  {
    folder: 'src/vite',
    holds: 'the plugin that serves the assets in development and puts them into a build',
    thread: 'Node',
    may: ['src/install'],
  },
  {
    folder: 'src/install',
    holds: 'the command `mien`: which files of the assets folder a choice needs, and copying them',
    thread: 'Node',
    may: ['src/protocol'],
  },
  { folder: 'src/signing', holds: '`sign()` for tests and examples', thread: 'any', may: [] },
  {
    folder: 'src/engine',
    holds:
      '`FaceEngine`: one method per operation in `calls/`; `pictures/` are taken, `vision/` and `gallery/` are the page’s sides of the workers, `answers/` makes v1’s of what they say',
    thread: 'page',
    may: ['src/api', 'src/assets', 'src/liveness', 'src/protocol', 'src/rpc'],
  },
  {
    folder: 'src/liveness',
    holds:
      'a session before the camera, which the first `checkLiveness` loads: `plan/` (what is asked for, at random), `course/` (one thing after the other, by what frames show), `frames/`, `actions/`, `flash/`, `camera/` (what each says), `verdict/`',
    thread: 'page',
    may: ['src/api', 'src/protocol'],
  },
  {
    folder: 'src/rpc',
    holds:
      'calls between threads: `page/` (life of a worker, time limits, recovery), `worker/` (what answers), `errors/` (how a FaceError crosses)',
    thread: 'page, workers',
    may: ['src/api', 'src/assets', 'src/protocol'],
  },
  {
    folder: 'src/api',
    holds: 'what hosts see: options, fields and answers of the engine’s methods, v1’s among them, as types',
    thread: 'page',
    may: ['src/protocol'],
  },
  {
    folder: 'src/vision',
    holds:
      'picture to template: `decode/`, `raster/`, `detect/`, `pose/`, `quality/`, `align/`, `embed/`; `mesh/`, 468 points of a face for who asks; `passive/`: whether one picture shows a living face; `light/`: colours of skin and surroundings',
    thread: 'vision worker',
    may: ['src/pixels', 'src/protocol', 'src/runtime'],
  },
  {
    folder: 'src/runtime',
    holds:
      '`ort/`, the only place that imports onnxruntime-web; `tfjs/`, the only way to TensorFlow.js, a script of its own, and the detector; `onnx/`, ONNX networks on TensorFlow.js; `files/`, loading with hash check; `webgpu/`, adapters and the memory of trials',
    thread: 'vision worker',
    may: ['src/assets', 'src/pixels', 'src/protocol'],
  },
  {
    folder: 'src/fleet',
    holds:
      'people whom several devices share over NATS: `clock/`, `merge/` (in any order), `seal/` (what the server sees), `keys/` (devices, epochs), `join/` (by a code), `transport/` (streams and buckets), `sync/` (what flows when), `audit/`; `port/` is all it asks of a gallery',
    thread: 'gallery worker, Node',
    may: ['src/protocol'],
  },
  {
    folder: 'src/gallery',
    holds:
      'persons, faces, groups in IndexedDB: `store/` (database, locks, mutations), `keys/`, `records/` (what is sealed), `persons/`, `audit/` (the log: what is noted, reading, following it), `verify/`, `search/` (packed memory, segments, ranking), `archive/` (the export file), `transfer/` (export, import, rotation of keys, renewal of templates)',
    thread: 'gallery worker',
    may: ['src/audit', 'src/fleet', 'src/match', 'src/protocol'],
  },
  {
    folder: 'src/audit',
    holds: 'the chain of an audit log’s entries: its hashes, and where it is broken; needs no key',
    thread: 'any',
    may: ['src/protocol'],
  },
  {
    folder: 'src/match',
    holds:
      'templates to numbers: `kernels/` (the hot loop, in WAT), pooling, calibration; `basis/`: the secret axes of templates',
    thread: 'gallery worker',
    may: ['src/protocol'],
  },
  {
    folder: 'src/pixels',
    holds: 'loops over pixels in WAT: halving, blending, bilinear samples, luminance; the memory they share',
    thread: 'vision worker',
    may: ['src/protocol'],
  },
  {
    folder: 'src/assets',
    holds:
      'of which release the assets folder is; what comes instead of a file of it, and the error that says so; addresses of scripts, from another origin and as Trusted Types',
    thread: 'page, workers',
    may: ['src/protocol'],
  },
  {
    folder: 'src/protocol',
    holds:
      'what threads say to each other: `calls/` (what workers offer, and waiting for them), `faces/`, `models/` (the manifest), `errors/` (codes, kinds), `values/` (limits, ids, base64)',
    thread: 'any',
    may: [],
  },
  {
    folder: 'workers',
    holds: 'entry points: a few lines each',
    thread: 'workers',
    may: ['src/assets', 'src/gallery', 'src/http', 'src/protocol', 'src/rpc', 'src/vision'],
  },
];
