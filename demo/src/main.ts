import type { FaceEngine } from '../../src';
import { serveV1 } from '../../src/http';
import { byId } from './dom';
import { loadEngine } from './load-engine';
import { prepareOffline } from './offline';
import { listenToPage } from './page-input';
import { People } from './people';
import { PeoplePanel } from './people-panel';
import { VerifyPanel } from './verify-panel';

const app = byId('app', HTMLElement);
const info = byId('engine-info', HTMLElement);

const engine = await loadEngine();
if (engine) await open(engine);
// Not before: its downloads would compete with those that the engine waits for.
await prepareOffline(byId('offline', HTMLElement));

async function open(engine: FaceEngine): Promise<void> {
  // POST /face/* of this origin is answered here, through the service worker.
  if (navigator.serviceWorker !== undefined) serveV1(engine);
  const verify = new VerifyPanel(engine, () => describe(engine));
  const people = new PeoplePanel(new People(engine), (list, enrolled) => verify.setPeople(list, enrolled));
  listenToPage((photos, target) => {
    const enrolling = target instanceof Node && byId('enrol', HTMLFormElement).contains(target);
    return enrolling ? people.enrol(photos) : verify.verify(photos);
  });
  describe(engine);
  await people.refresh();
  app.inert = false;
}

function describe(engine: FaceEngine): void {
  const { model, backend, threads, versions } = engine.info();
  const where =
    backend.active === 'webgpu'
      ? 'WebGPU'
      : `WebAssembly, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  info.textContent = `Model ${model.model} on ${where} (${backend.reason}). onnxruntime ${versions.onnxruntime}, TensorFlow.js ${versions.tfjs}.`;
}
