import { useEffect, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import type { ModelFile } from '../../../src/protocol';
import { megabytes, messages, number } from '../i18n';
import { useManifest } from '../people/manifest';
import { installPrompt } from '../state/install';
import { WithEngine } from '../ui/engine-wait';

export default function AboutPage() {
  const { about } = messages.value;
  const prompt = installPrompt.value;
  return (
    <>
      <p class="lead">{about.lead}</p>
      {prompt && (
        <button type="button" class="primary" onClick={() => void prompt.prompt()}>
          {about.install}
        </button>
      )}
      <section class="card" aria-labelledby="privacy-title">
        <h2 id="privacy-title">{about.privacy}</h2>
        <ul class="prose">
          <li>{about.stored}</li>
          <li>{about.leaves}</li>
          <li>{about.protects}</li>
          <li>{about.limits}</li>
        </ul>
      </section>
      <WithEngine>{(engine) => <Running engine={engine} />}</WithEngine>
      <Models />
    </>
  );
}

function Running({ engine }: { engine: FaceEngine }) {
  const { about } = messages.value;
  const [used, setUsed] = useState<number>();
  useEffect(() => {
    navigator.storage?.estimate().then(
      ({ usage }) => setUsed(usage),
      () => undefined, // some private windows do not say
    );
  }, []);
  const { model, backend, threads, loadMs, gallery, versions } = engine.info();
  const persisted = gallery?.persisted;
  return (
    <section class="card" aria-labelledby="running-title">
      <h2 id="running-title">{about.running}</h2>
      <dl>
        <dt>{about.model}</dt>
        <dd>{model.model}</dd>
        <dt>{about.backend}</dt>
        <dd>{backend.active === 'webgpu' ? about.webgpu : `${about.wasm}, ${about.threads(threads)}`}</dd>
        <dt>{about.loaded}</dt>
        <dd>{`${number(loadMs)} ms`}</dd>
        <dt>{about.gallery}</dt>
        <dd>{gallery?.protection === 'passphrase' ? about.passphrase : about.device}</dd>
        <dt>{about.persisted}</dt>
        <dd>{persisted === true ? about.yes : persisted === false ? about.no : about.unknown}</dd>
        <dt>{about.used}</dt>
        <dd>{used === undefined ? about.unknown : `${megabytes(used)} MB`}</dd>
        <dt>{about.versions}</dt>
        <dd>{`mien ${__VERSION__}, onnxruntime ${versions.onnxruntime}, TensorFlow.js ${versions.tfjs}`}</dd>
      </dl>
    </section>
  );
}

function Models() {
  const { about } = messages.value;
  const manifest = useManifest();
  if (manifest === undefined) return null;
  const { detectors, landmarker, embedders } = manifest;
  const rows = [
    ...[detectors.shortRange, detectors.fullRange].map(({ id, weights, source }) => ({
      id,
      file: weights,
      source,
    })),
    landmarker,
    ...embedders.filter(({ file }) => file !== undefined),
  ];
  return (
    <section class="card" aria-labelledby="models-title">
      <h2 id="models-title">{about.models}</h2>
      <div class="scroll">
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{about.model}</th>
              <th scope="col" class="number">
                MB
              </th>
              <th scope="col">{about.source}</th>
              <th scope="col">{about.licence}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, file, source }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td class="number">{size(file)}</td>
                <td class="break">{`${source.package} ${source.version}`}</td>
                <td>{source.license}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <a href="./licenses.md">{about.licences}</a>
      </p>
    </section>
  );
}

function size(file: ModelFile | undefined): string {
  return file === undefined ? '' : megabytes(file.bytes);
}
