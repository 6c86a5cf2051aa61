import { expect, it } from 'vitest';
import { landmarks } from '../../protocol/testing';
import { faceItem, faceRect, placedItem } from './face-item';

const image = { width: 100, height: 80 };

function face(x: number, y: number, width: number, height: number, pose = { pitch: 0, yaw: 0, roll: 0 }) {
  const found = { box: { x, y, width, height }, score: 1, landmarks: landmarks(() => ({ x: 0, y: 0 })) };
  return { faceId: '1', face: found, pose, image };
}

it('places a box in whole pixels, with its size as measured', () => {
  expect(placedItem(face(10.4, 20.6, 30.25, 40.5))).toEqual({
    face_id: '1',
    x: 10,
    y: 21,
    width: 30.25,
    height: 40.5,
  });
  expect(faceRect(face(10.4, 20.6, 30.25, 40.5).face.box, image)).toEqual({
    x: 10,
    y: 21,
    width: 30,
    height: 41,
  });
});

it('clips a box that reaches outside the picture', () => {
  expect(placedItem(face(-10, -5, 30, 30))).toMatchObject({ x: 0, y: 0, width: 20, height: 25 });
  expect(placedItem(face(90, 70, 30, 30))).toMatchObject({ x: 90, y: 70, width: 10, height: 10 });
  expect(placedItem(face(-50, 0, 20, 20))).toMatchObject({ x: 0, width: 0 });
});

it('gives the pose in whole degrees within the contract’s range', () => {
  const steep = faceItem(face(0, 0, 9, 9, { pitch: -41.2, yaw: 30.6, roll: -179.6 }));
  expect(steep).toMatchObject({ pitch: -30, yaw: 30, roll: -180 });
  const level = faceItem(face(0, 0, 9, 9, { pitch: -0.4, yaw: 0.4, roll: 12.5 }));
  expect(level).toMatchObject({ pitch: 0, yaw: 0, roll: 13 });
  expect(JSON.stringify(level)).not.toContain('-0');
});
