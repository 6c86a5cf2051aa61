/** What `paint` draws. */
export type Painting = 'texture' | 'drawing' | 'cartoon face';

declare global {
  /** In pages that `installPainter` prepared: a PNG that depends on kind and seed alone, 64 to 256 px wide and high. */
  var paint: (kind: Painting, seed: number) => Promise<Blob>;
  var mulberry32: (seed: number) => () => number;
}

/** Runs in the page, so that nothing outside it can be named; needs `mulberry32` there. */
export function installPainter(): void {
  globalThis.paint = async (kind, seed) => {
    const random = mulberry32(seed);
    const between = (low: number, high: number) => low + random() * (high - low);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
    const colour = () => `hsl(${between(0, 360)} ${between(0, 100)}% ${between(5, 95)}%)`;
    const skin = () => `hsl(${between(15, 45)} ${between(30, 90)}% ${between(30, 85)}%)`;
    const width = Math.round(between(64, 256));
    const height = Math.round(between(64, 256));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');

    /** Noise whose spectrum falls with frequency to the power of −`slope`: octaves of enlarged white noise. */
    const noise = (slope: number, grey: boolean) => {
      context.imageSmoothingQuality = 'high';
      let weight = 1;
      for (let cell = 64; cell >= 1; cell /= 2) {
        const octave = new ImageData(Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1);
        for (let i = 0; i < octave.data.length; i += 4) {
          const value = random() * 256;
          for (let c = 0; c < 3; c++) octave.data[i + c] = grey ? value : random() * 256;
          octave.data[i + 3] = 255;
        }
        const small = new OffscreenCanvas(octave.width, octave.height);
        small.getContext('2d')?.putImageData(octave, 0, 0);
        context.globalAlpha = cell === 64 ? 1 : weight;
        context.drawImage(
          small,
          -random() * cell,
          -random() * cell,
          octave.width * cell,
          octave.height * cell,
        );
        weight = Math.min(1, 0.5 ** (slope - 1) * weight);
      }
      context.globalAlpha = 1;
    };
    const gradient = () => {
      const at = () => [between(0, width), between(0, height)] as const;
      const [x0, y0] = at();
      const [x1, y1] = at();
      const fill = pick([
        () => context.createLinearGradient(x0, y0, x1, y1),
        () => context.createRadialGradient(x0, y0, between(0, 20), x1, y1, between(30, width)),
        () => context.createConicGradient(between(0, 6), x0, y0),
      ])();
      const stops = Math.round(between(2, 6));
      for (let i = 0; i < stops; i++) fill.addColorStop(i / (stops - 1), colour());
      context.fillStyle = fill;
      context.fillRect(0, 0, width, height);
    };
    const background = () => {
      context.fillStyle = colour();
      context.fillRect(0, 0, width, height);
    };
    const repeated = (draw: (x: number, y: number, cell: number) => void) => {
      background();
      const cell = between(3, 60);
      context.save();
      context.translate(width / 2, height / 2);
      context.rotate(between(0, Math.PI));
      context.fillStyle = colour();
      const reach = Math.ceil(Math.max(width, height) / cell);
      for (let x = -reach; x <= reach; x++) for (let y = -reach; y <= reach; y++) draw(x, y, cell);
      context.restore();
    };
    const waves = () => {
      const picture = new ImageData(width, height);
      const terms = Array.from(
        { length: 1 + Math.floor(random() * 4) },
        () => [between(-0.4, 0.4), between(-0.4, 0.4), between(0, 6), between(20, 90)] as const,
      );
      const shift = [between(0, 6), between(0, 6), between(0, 6)];
      for (let i = 0, y = 0; y < height; y++) {
        for (let x = 0; x < width; x++, i += 4) {
          for (let c = 0; c < 3; c++) {
            picture.data[i + c] = terms.reduce(
              (v, [u, w, p, a]) => v + a * Math.sin(u * x + w * y + p + shift[c]),
              128,
            );
          }
          picture.data[i + 3] = 255;
        }
      }
      context.putImageData(picture, 0, 0);
    };

    const ellipse = (x: number, y: number, rx: number, ry: number, turn = 0) => {
      context.beginPath();
      context.ellipse(x, y, Math.max(0.5, rx), Math.max(0.5, ry), turn, 0, 2 * Math.PI);
    };
    const fillOrStroke = () => {
      context.fillStyle = context.strokeStyle = colour();
      context.lineWidth = between(1, 8);
      if (random() < 0.7) context.fill();
      else context.stroke();
    };
    const shapes: (() => void)[] = [
      () => {
        ellipse(
          between(0, width),
          between(0, height),
          between(3, width / 3),
          between(3, height / 3),
          between(0, 3),
        );
        fillOrStroke();
      },
      () => {
        context.beginPath();
        for (let i = 0, n = between(3, 8); i < n; i++) context.lineTo(between(0, width), between(0, height));
        context.closePath();
        fillOrStroke();
      },
      () => {
        context.beginPath();
        context.rect(between(0, width), between(0, height), between(4, width / 2), between(4, height / 2));
        fillOrStroke();
      },
      () => {
        context.beginPath();
        context.moveTo(between(0, width), between(0, height));
        const at = () => [between(0, width), between(0, height)] as const;
        context.bezierCurveTo(...at(), ...at(), ...at());
        context.strokeStyle = colour();
        context.lineWidth = between(1, 10);
        context.stroke();
      },
    ];
    const text = () => {
      context.fillStyle = colour();
      context.font = `${pick(['', 'bold ', 'italic '])}${between(8, 70)}px ${pick(['serif', 'sans-serif', 'monospace'])}`;
      const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?!&%:;()';
      const word = Array.from({ length: Math.ceil(between(1, 12)) }, () => pick([...letters])).join('');
      context.fillText(word, between(-20, width / 2), between(10, height));
    };
    const some = (draw: () => void, least: number, most: number) => {
      for (let i = 0, n = between(least, most); i < n; i++) draw();
    };

    /** A head seen from the front, drawn from circles and arcs; nobody in particular. */
    const cartoonFace = () => {
      const r = between(0.2, 0.45) * Math.min(width, height);
      context.translate(between(r, width - r), between(r, height - r));
      context.rotate(between(-0.3, 0.3));
      context.lineWidth = between(1, r / 10);
      context.strokeStyle = pick(['black', colour()]);
      const outlined = random() < 0.3;
      context.fillStyle = pick([skin(), 'gold', 'white', colour()]);
      if (random() < 0.5) {
        const face = context.fillStyle;
        context.fillStyle = colour();
        ellipse(0, -r * 0.2, r * 1.1, r * 1.05);
        context.fill();
        context.fillStyle = face;
      }
      ellipse(0, 0, r * between(0.75, 1), r);
      if (outlined) context.stroke();
      else context.fill();
      const apart = between(0.28, 0.45) * r;
      const eyeY = between(-0.35, -0.1) * r;
      const eye = between(0.06, 0.2) * r;
      for (const way of [-1, 1]) {
        context.fillStyle = 'white';
        ellipse(way * apart, eyeY, eye * 1.4, eye);
        if (random() < 0.6) context.fill();
        context.fillStyle = pick(['black', 'saddlebrown', 'steelblue']);
        ellipse(way * apart, eyeY, eye * 0.6, eye * 0.6);
        context.fill();
        if (random() < 0.6) {
          context.beginPath();
          context.arc(way * apart, eyeY, eye * 2, 1.2 * Math.PI, 1.8 * Math.PI);
          context.stroke();
        }
      }
      if (random() < 0.7) {
        context.beginPath();
        context.moveTo(0, eyeY + eye);
        context.lineTo(between(-0.15, 0.15) * r, 0.2 * r);
        context.lineTo(0, 0.22 * r);
        context.stroke();
      }
      context.beginPath();
      context.ellipse(
        0,
        between(0.25, 0.4) * r,
        between(0.2, 0.5) * r,
        between(0.05, 0.3) * r,
        0,
        0,
        Math.PI,
      );
      context.fillStyle = pick(['firebrick', 'salmon', 'black']);
      if (random() < 0.5) context.fill();
      context.stroke();
    };

    const textures: (() => void)[] = [
      () => noise(1, random() < 0.5),
      () => noise(between(1, 1.6), random() < 0.5),
      () => noise(between(1.6, 2.6), random() < 0.5),
      gradient,
      waves,
      () => repeated((x, y, cell) => y === 0 && x % 2 === 0 && context.fillRect(x * cell, -512, cell, 1024)),
      () => repeated((x, y, cell) => (x + y) % 2 === 0 && context.fillRect(x * cell, y * cell, cell, cell)),
      () =>
        repeated((x, y, cell) => {
          ellipse(x * cell, y * cell, cell / 3, cell / 3);
          context.fill();
        }),
    ];
    const drawings: (() => void)[] = [
      () => some(pick(shapes), 1, 12),
      () => some(() => pick(shapes)(), 3, 25),
      () => some(text, 1, 10),
      () => some(() => pick([...shapes, text])(), 3, 25),
    ];
    if (kind === 'texture') pick(textures)();
    else {
      pick([background, background, gradient, () => noise(2, false)])();
      if (kind === 'drawing') pick(drawings)();
      else cartoonFace();
    }
    return canvas.convertToBlob({ type: 'image/png' });
  };
}
