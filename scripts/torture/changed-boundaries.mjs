/** Shapes of streets as an office would hand them in. */
export const geoJson = (below) =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: Array.from({ length: 3 }, (_, n) => {
			const [x, y] = [113.1 + n / 50, 35.2 + below(100) / 1_000];
			return {
				type: 'Feature',
				properties: { name: ['李封街道', '许衡街道', '龙翔街道'][n] },
				geometry: {
					type: 'Polygon',
					coordinates: [
						[
							[x, y],
							[x + 0.02, y],
							[x + 0.02, y + 0.02],
							[x, y + 0.02],
							[x, y]
						]
					]
				}
			};
		})
	});

/** Changes to such a text, so that it is no longer what it says. */
export const geoChanges = [
	(text, { below }) => text.replace(/\d+\.\d+/, () => ['NaN', '1e400', '-999', '"x"', 'null'][below(5)]),
	(text) => text.replace('"Polygon"', '"LineString"'),
	(text) => text.replace('[[[', `${'['.repeat(5_000)}`),
	(text) => text.replace('"properties":{', '"properties":{"__proto__":{"polluted":1},'),
	(text) => text.replace('李封街道', '<img src=x onerror=alert(1)>'),
	(text) =>
		text.replace(
			/\[\[\[.*?\]\]\]/,
			`[[${Array.from({ length: 60_000 }, (_, n) => `[113.${n},35.2]`).join(',')}]]`
		),
	(text) =>
		text.replace(
			'"features":',
			'"crs":{"type":"link","properties":{"href":"http://127.0.0.1/"}},"features":'
		),
	(text) => text.replaceAll('113.', '11300000.')
];
