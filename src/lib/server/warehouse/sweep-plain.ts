import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What is worked on for a while, files of suppliers and copies of the whole home alike, by how its name begins. */
const plainCopies = /^(plain|read|aside|try|correct|replay|release|backup|drill)-/;

/** Removes the plain copies of landed files that a process left behind when it was killed. */
export function sweepPlainCopies(home: string): void {
	const folders = [join(home, 'tmp'), join(home, 'landed', 'incoming')];
	for (const folder of folders) {
		let names: string[];
		try {
			names = readdirSync(folder);
		} catch {
			continue;
		}
		for (const name of names)
			if (folder.endsWith('incoming') || plainCopies.test(name))
				rmSync(join(folder, name), { recursive: true, force: true });
	}
	sweepCutUploads(join(home, 'tmp', 'uploads'));
}

/** Uploads that broke off have no card; those that have one wait for their hour. */
function sweepCutUploads(folder: string): void {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder))
		if (!existsSync(join(folder, name, 'card.json')))
			rmSync(join(folder, name), { recursive: true, force: true });
}
