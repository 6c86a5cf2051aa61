// On the server: every entry can be imported there.
import { FaceError } from 'mien';
import { defineCapture } from 'mien/capture';
import { createHandler } from 'mien/http';
import { answerV1 } from 'mien/service-worker';
import { sign } from 'mien/testing';
import Door from './door';

export const dynamic = 'force-dynamic';

export default function Page() {
  defineCapture();
  const there = [FaceError, createHandler, answerV1, sign].filter((each) => typeof each === 'function');
  return (
    <main>
      <p id="on-the-server">{there.length} entries</p>
      <Door />
    </main>
  );
}
