import { atMost, type Bar, ratio } from '../lib';
import type { PeerName } from '../peers';
import type { VerifyRow } from './types';

const PEERS: readonly PeerName[] = ['human', 'face-api-tiny', 'face-api-ssd'];
/** A peer finds the faces when it misses no more than this part of the photos. */
const MISSED = 0.02;

export function verifyBars(rows: readonly VerifyRow[]): Bar[] {
  const find = (peer: VerifyRow['peer'], size: VerifyRow['size']) =>
    rows.find((row) => row.peer === peer && row.size === size);
  const peers = PEERS.map((name) => find(name, 'small')).filter((row) => row !== undefined);
  const able = peers.filter(({ missed, photos }) => missed <= MISSED * photos).sort((a, b) => a.p50 - b.p50);
  const fastest = able[0];
  const steadiest = Math.min(...peers.map(({ p50, p95 }) => p95 / p50));
  const decoding = find('decoding alone', 'large')?.p50;
  const against = (name: PeerName, most: number) =>
    atMost(
      `${name}: p50 by that of the fastest peer that finds the faces${fastest ? `, ${fastest.title}` : ''}`,
      ratio(find(name, 'small')?.p50, fastest?.p50),
      most,
    );
  const own = find('mien', 'small');
  const large = find('mien', 'large');
  return [
    against('mien', 0.4),
    atMost('mien by mien-dlib, the default before', ratio(own?.p50, find('mien-dlib', 'small')?.p50), 1.3),
    against('mien-retail', 0.4),
    against('mien-fast', 0.25),
    atMost(
      'mien: p95/p50 by that of the steadiest peer',
      ratio(own && own.p95 / own.p50, peers.length > 0 ? steadiest : undefined),
      1,
    ),
    atMost(
      'mien: 12 MP by small + 1.3 × decoding',
      ratio(large?.p50, own && decoding && own.p50 + 1.3 * decoding),
      1,
    ),
  ];
}
