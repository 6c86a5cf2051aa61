import { useEffect, useState } from 'preact/hooks';
import type { Box } from '../../../src';

export interface DrawnFace {
  readonly box: Box;
  readonly label?: string | undefined;
  readonly kind?: 'plain' | 'yes' | 'unsure' | 'no';
}

export interface FacePhotoProps {
  readonly photo: Blob;
  readonly alt: string;
  /** Of the upright picture, px; undefined while nothing is known. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly faces: readonly DrawnFace[];
}

/** A photo, upright as its EXIF data says, with boxes in its pixels and names under them. */
export function FacePhoto({ photo, alt, size, faces }: FacePhotoProps) {
  const [url, setUrl] = useState<string>();
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setUrl(made);
    setNatural(undefined);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  // Chromium does not turn WebP and PNG as their EXIF data says; the boxes would lie elsewhere.
  const fits = size !== undefined && natural?.width === size.width && natural.height === size.height;
  return (
    <div class="face-photo">
      <img
        src={url}
        alt={alt}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setNatural({ width: naturalWidth, height: naturalHeight })
        }
        // What the browser cannot show, the engine refuses with a reason of its own.
        onError={() => setUrl(undefined)}
        hidden={url === undefined}
      />
      {fits && (
        <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
          {faces.map(({ box, kind = 'plain' }, i) => (
            // Faces have no identity but their place.
            <rect
              key={`${box.x} ${box.y} ${i}`}
              class={kind}
              x={box.x}
              y={box.y}
              width={box.width}
              height={box.height}
            />
          ))}
        </svg>
      )}
      {fits &&
        faces.map(({ box, label, kind = 'plain' }) =>
          label === undefined ? null : (
            <span
              key={`${box.x} ${box.y}`}
              class={`face-label ${kind}`}
              ref={(element) => place(element, box, size)}
              aria-hidden="true"
            >
              {label}
            </span>
          ),
        )}
    </div>
  );
}

/** By script: a strict content policy allows no style attributes. */
function place(element: HTMLElement | null, box: Box, size: { width: number; height: number }): void {
  if (element === null) return;
  element.style.left = `${(100 * Math.max(0, box.x)) / size.width}%`;
  element.style.top = `${(100 * (box.y + box.height)) / size.height}%`;
}
