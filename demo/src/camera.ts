import { CameraError, cameraError, noCameraHere } from './camera-error';
import { byId } from './dom';

const dialog = byId('camera', HTMLDialogElement);
const video = byId('camera-video', HTMLVideoElement);
const hint = byId('camera-hint', HTMLElement);
const take = byId('camera-take', HTMLButtonElement);
const cancel = byId('camera-cancel', HTMLButtonElement);

/** Enough for any face that fills a part of the frame; more only costs time. */
const WANTED: MediaStreamConstraints = {
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } },
};

/** Shows the camera until a photo is taken; undefined when the user gives up. Rejects with a CameraError. */
export async function takePhoto(): Promise<File | undefined> {
  if (navigator.mediaDevices === undefined) throw noCameraHere();
  hint.textContent = 'Waiting for the camera. The browser may ask whether this page may use it.';
  take.disabled = true;
  dialog.returnValue = '';
  dialog.showModal();
  const closed = new Promise<void>((resolve) => {
    dialog.addEventListener('close', () => resolve(), { once: true });
  });
  const opening = navigator.mediaDevices.getUserMedia(WANTED);
  try {
    const stream = await Promise.race([opening, closed]);
    if (!stream) return undefined;
    await Promise.race([show(stream), closed]);
    return await Promise.race([shot(stream), closed.then(() => undefined)]);
  } catch (error) {
    throw error instanceof CameraError ? error : cameraError(error);
  } finally {
    dialog.close();
    video.srcObject = null;
    // Also when the browser's question is answered only after the user has given up.
    void opening.then(stop, () => undefined);
  }
}

cancel.addEventListener('click', () => dialog.close());

async function show(stream: MediaStream): Promise<void> {
  video.srcObject = stream;
  await video.play();
  hint.textContent = 'Look into the camera, with light on your face.';
  take.disabled = false;
  take.focus();
}

function shot(stream: MediaStream): Promise<File> {
  return new Promise((resolve, reject) => {
    take.onclick = () => grab().then(resolve, reject);
    for (const track of stream.getVideoTracks()) {
      track.onended = () => reject(new CameraError('The camera was disconnected.'));
    }
  });
}

/** The frame as the camera sees it; only the preview is mirrored. */
async function grab(): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
  if (blob === null) throw new CameraError('The camera gave no picture. Try again.');
  return new File([blob], 'Camera photo', { type: blob.type });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
