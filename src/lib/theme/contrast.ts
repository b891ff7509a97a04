/** Part of a colour of sRGB as light, 0–1: WCAG 2.2, "relative luminance". */
const light = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** '#rrggbb', '#rgb' or 'rgb(r, g, b)' as three parts of 0–255. @throws Error where it is neither */
export function partsOf(colour: string): readonly [number, number, number] {
	// A built style sheet writes #ffffff as #fff.
	const whole = colour.trim().replace(/^#([\da-f])([\da-f])([\da-f])$/i, '#$1$1$2$2$3$3');
	const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(whole);
	if (hex) return [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16), Number.parseInt(hex[3]!, 16)];
	const rgb = /^rgb\((\d+),? (\d+),? (\d+)\)$/.exec(colour.trim());
	if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
	throw new Error(`Not a plain colour: ${colour}`);
}

function luminance(colour: string): number {
	const [red, green, blue] = partsOf(colour);
	return 0.2126 * light(red / 255) + 0.7152 * light(green / 255) + 0.0722 * light(blue / 255);
}

/** Contrast of two plain colours, 1–21, whichever stands on the other (WCAG 2.2). */
export function contrast(one: string, other: string): number {
	const [a, b] = [luminance(one), luminance(other)];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
