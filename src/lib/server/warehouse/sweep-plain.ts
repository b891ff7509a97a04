import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a file is read from while it is worked on, by how the name of the copy or of its folder begins. */
const plainCopies = /^(plain|read|aside|try|correct|replay|release)-/;

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
}
