import type { PaperTone } from './paper';

/** Colours of print, as the light set of the pages has them; levels of a pack that are called otherwise are set by it. */
export const ink = '#000000';
export const quiet = '#47515e';
export const rule = '#8f99a3';
export const paleRule = '#c6cdd3';
export const ground = '#f0f2f4';

export const toneColours: Readonly<Record<PaperTone, string>> = {
	red: '#a11c26',
	yellow: '#7a5200',
	blue: '#1f568f',
	grey: '#545e69',
	normal: '#2c6549',
	quiet,
	worse: '#b3202a',
	better: '#1f6b48',
	accent: '#1d4f7c'
};

/** Shape of a tier as a sign of the typeface, so that a copy in black and white still tells them apart. */
export const tierSigns = { red: '◆', yellow: '▲', blue: '●', grey: '□', normal: '○' } as const;
