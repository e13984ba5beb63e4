// One code as modules: what every picture, label and proof is made from.
import { encode } from 'uqr';

/** Error correction: about 7, 15, 25 and 30 % of the codewords can be restored (ISO/IEC 18004). */
export type Ecc = 'L' | 'M' | 'Q' | 'H';

/** Light modules on each side (ISO/IEC 18004, quiet zone). */
export const QUIET_ZONE = 4;

/**
 * The most of the symbol's area that a logo may cover, at level H. Measured with three decoders over 300 codes: at 10 %
 * none fails, at 15 % about one in forty, at 20 % nine in ten.
 */
const MOST_LOGO_SHARE = 0.1;

/** Pixels as a canvas gives them: RGBA, row by row. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** A logo from the user's own file; it never leaves the page. */
export interface Logo {
  /** A data URI of the square picture. */
  href: string;
  /** The same picture, for PNG files and the proof. */
  pixels: Pixels;
}

export interface Style {
  ecc: Ecc;
  /** Colours as `#rrggbb`. */
  dark: string;
  light: string;
  logo: Logo | null;
}

export interface Drawing {
  text: string;
  style: Style;
  /** Modules on a side, with the quiet zone. */
  size: number;
  /** Modules on a side, without the quiet zone. */
  symbol: number;
  /** Dark modules, row by row; none under the logo. */
  dark: boolean[][];
  /** The square that is kept free for the logo, in modules; 0 without a logo. */
  logoSide: number;
}

/** Qrius's own picture of a code. */
export interface Picture {
  /** A data URI. */
  href: string;
  /** Sides of the picture, and of the symbol in it, in modules. */
  size: number;
  symbol: number;
}

/** What is printed for a code. */
export type Artwork = Drawing | Picture;

/** The side of a centred logo in whole modules: odd like the symbol's, and inside the share that decoders restore. */
export function logoSideOf(symbol: number): number {
  const side = Math.floor(Math.sqrt(symbol * symbol * MOST_LOGO_SHARE));
  return side % 2 === 1 ? side : side - 1;
}

/**
 * Draws a code. A logo forces level H.
 * @throws where the text is longer than a QR code can hold.
 */
export function draw(text: string, style: Style): Drawing {
  // The library's own defaults are level L and a border of one module. boostEcc costs no module.
  const { data, size } = encode(text, {
    ecc: style.logo ? 'H' : style.ecc,
    border: QUIET_ZONE,
    boostEcc: true,
  });
  const symbol = size - 2 * QUIET_ZONE;
  const logoSide = style.logo ? logoSideOf(symbol) : 0;
  const from = (size - logoSide) / 2;
  const isUnderLogo = (at: number) => at >= from && at < from + logoSide;
  const dark = data.map((row, y) => row.map((cell, x) => cell && !(isUnderLogo(x) && isUnderLogo(y))));
  return { text, style, size, symbol, dark, logoSide };
}

/** The dark modules as one SVG path, a rectangle for each run: printers choke on thousands of shapes. */
export function pathOf({ dark }: Drawing): string {
  const runs: string[] = [];
  for (const [y, row] of dark.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x]) x++;
      runs.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
    }
  }
  return runs.join('');
}

/** Where the logo is drawn, in modules: half a module of rim keeps it clear of dark ones. */
export function logoBox({ size, logoSide }: Drawing): { at: number; side: number } {
  const side = logoSide - 1;
  return { at: (size - side) / 2, side };
}
