// Whether phones can tell a code's two colours apart.
import { WORDS } from './words';

/**
 * Least contrast (WCAG 2) and least difference of luminance. Together they refuse every pair of colours that one of four
 * decoders missed in 300 codes; 55 % is grade B of ISO/IEC 15415, symbol contrast.
 */
const LEAST_CONTRAST = 4;
const LEAST_DIFFERENCE = 0.55;

/** From this share of red in the dark colour a scanner with red light sees it as white. */
const RED = 0.5;

export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`; anything else is black. */
export function rgbOf(colour: string): Rgb {
  const value = /^#[0-9a-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : 0;
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A channel as light (WCAG 2, relative luminance). */
const linear = (channel: number) =>
  channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;

function luminance(colour: string): number {
  const [red, green, blue] = rgbOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Why phones can't read this pair of colours, or null. */
export function colourFault({ dark, light }: { dark: string; light: string }): string | null {
  const [ink, paper] = [luminance(dark), luminance(light)];
  if (ink > paper) return WORDS.inverted;
  const contrast = (paper + 0.05) / (ink + 0.05);
  return contrast < LEAST_CONTRAST || paper - ink < LEAST_DIFFERENCE ? WORDS.lowContrast : null;
}

/** What to know about colours that phones can read, or null. */
export function colourWarning({ dark }: { dark: string }): string | null {
  return linear(rgbOf(dark)[0]) >= RED ? WORDS.redInk : null;
}
