import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentBytes } from '../documents/page';
import type { Policy } from '../../policies/policy';
import { fillTemplate, textOf } from './fill-template';
import { letterOf } from './registry';
import { commonPlaces, type LetterFields } from './letter';

const pathOf = (home: string, kind: string) => join(home, 'templates', `${kind}.docx`);

/** The template of a kind: the office's own where it has put one there, else the one that the product ships. */
export async function templateOf(
	home: string,
	policy: Policy,
	kind: string
): Promise<{ bytes: Uint8Array; own: boolean }> {
	const path = pathOf(home, kind);
	if (existsSync(path)) return { bytes: new Uint8Array(readFileSync(path)), own: true };
	return { bytes: await documentBytes(letterOf(kind).template(policy)), own: false };
}

/**
 * Takes an office's own template, once it can be filled with what such a letter knows.
 * @throws RiskError TEMPLATE_BROKEN
 */
export async function keepTemplate(
	home: string,
	kind: string,
	bytes: Uint8Array,
	sample: LetterFields
): Promise<void> {
	letterOf(kind);
	fillTemplate(bytes, { ...sample, ...Object.fromEntries(commonPlaces.map((place) => [place, place])) });
	await mkdir(join(home, 'templates'), { recursive: true });
	const path = pathOf(home, kind);
	await writeFile(`${path}.part`, bytes);
	await rename(`${path}.part`, path);
}

/** Names of the places that a kind's shipped template uses; an own template may use the same. */
export async function placesOf(policy: Policy, kind: string): Promise<string[]> {
	const text = textOf(await documentBytes(letterOf(kind).template(policy))).join('\n');
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))];
}

/** Goes back to the template that the product ships. */
export async function dropTemplate(home: string, kind: string): Promise<void> {
	letterOf(kind);
	await rm(pathOf(home, kind), { force: true });
}
