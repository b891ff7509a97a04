import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({ jurisdiction: z.string() });

/** What a home says of itself. */
export type HomeCard = z.infer<typeof shape>;

const path = (home: string) => join(home, 'home.json');

/** Reads the card of a home; undefined where there is none. */
export function readHomeCard(home: string): HomeCard | undefined {
	if (!existsSync(path(home))) return undefined;
	return shape.parse(JSON.parse(readFileSync(path(home), 'utf8')));
}

/** Writes the card of a home. */
export function writeHomeCard(home: string, card: HomeCard): void {
	writeFileSync(path(home), `${JSON.stringify(card, null, '\t')}\n`);
}
