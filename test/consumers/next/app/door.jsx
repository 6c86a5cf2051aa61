'use client';
import { Capture, useEngine } from 'mien/react';
import { useState } from 'react';
import { told, verdict } from '../shared/verdict';

export default function Door() {
  const { engine, error } = useEngine({ assets: '/mien/', appid: 'consumer' });
  const [text, setText] = useState('');
  return (
    <>
      <Capture
        engine={engine}
        onCaptured={({ frames }) => verdict(engine, [frames[0].image]).catch(told).then(setText)}
      />
      <output id="verdict">{error ? told(error) : text}</output>
      {engine && <i id="ready" />}
    </>
  );
}
