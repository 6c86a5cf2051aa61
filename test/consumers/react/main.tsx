import { Capture, useEngine } from 'mien/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { told, verdict } from './shared/verdict';

const OPTIONS = { appid: 'consumer' };

function Door() {
  const { engine, error } = useEngine(OPTIONS);
  const [text, setText] = useState('');
  return (
    <>
      <Capture
        engine={engine}
        onCaptured={async ({ frames }) => {
          if (engine)
            setText(
              await verdict(
                engine,
                frames.map(({ image }) => image),
              ).catch(told),
            );
        }}
        onTrouble={(trouble) => setText(trouble.text)}
      >
        <p>Nobody but you sees the picture.</p>
      </Capture>
      <output id="verdict">{error ? told(error) : text}</output>
      {engine && <i id="ready" />}
    </>
  );
}

const place = document.getElementById('app');
if (place)
  createRoot(place).render(
    <StrictMode>
      <Door />
    </StrictMode>,
  );
