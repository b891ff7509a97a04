import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { installation, percentile, randomFrom } from './installation.mjs';
import { administrator, ask, signIn, startSite } from './site.mjs';

const password = 'Quiet-River-2027-stone';
const accounts = 20;
const addresses = 250;
const atATime = 16;
/** 等保 and our own rule: five tries of a name, twenty of an address, then a quarter of an hour. */
const perName = 5;
const perAddress = 20;
const lockMs = 15 * 60_000;
/** Known and unknown names may differ by less than anybody can tell over a network. */
const mostDifferenceMs = 20;
const timed = 100;

const common = [
	'123456',
	'password',
	'Admin@123',
	'Xinshao-2026',
	'qwerty',
	'中站区2026',
	'88888888',
	'letmein'
];

const median = (numbers) => percentile(numbers, 0.5);

/** What an answer says to a guesser: everything but the name that was typed, and what is new in each answer. */
const told = ({ status, bytes }, name) =>
	`${status} ${bytes
		.toString('utf8')
		.replaceAll(name, '')
		.replaceAll(/nonce[-="]+[\w+/=-]+/g, '')}`;

const auditLines = (home) =>
	readdirSync(join(home, 'audit')).flatMap((file) =>
		readFileSync(join(home, 'audit', file), 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line))
	);

/** Guesses passwords from many addresses, of one account, of many and of people who do not exist. */
export async function guesses({ count, seed, say }) {
	const random = randomFrom(seed);
	const pick = (list) => list[Math.floor(random() * list.length)];
	const place = installation();
	const server = await startSite(place.home);
	const broken = [];
	try {
		const admin = await administrator(server, { username: 'keeper', password });
		const names = Array.from({ length: accounts }, (_, n) => `person${String(n).padStart(2, '0')}`);
		for (const name of names)
			await ask(server, '/users?/create', {
				method: 'POST',
				cookies: admin,
				body: new URLSearchParams({ username: name, name, role: 'analyst', password })
			});
		const where = (n) => `127.0.${1 + Math.floor(n / 200)}.${1 + (n % 200)}`;
		const guess = (username, given, from) =>
			ask(server, '/sign-in', {
				method: 'POST',
				from,
				body: new URLSearchParams({ username, password: given, back: '/' })
			});

		// The time of an answer first, while nothing else runs: a known name, an unknown one, a disabled one in turn.
		const [known, gone] = [names.slice(1, -1), names.at(-1)];
		const id = new RegExp(`${gone}[\\s\\S]*?name="id" value="([^"]+)"`).exec(
			(await ask(server, '/users', { cookies: admin })).bytes.toString()
		)?.[1];
		await ask(server, '/users?/disable', {
			method: 'POST',
			cookies: admin,
			body: new URLSearchParams({ id: id ?? '', disabled: 'yes' })
		});
		const times = { known: [], unknown: [], disabled: [] };
		const words = { known: new Set(), unknown: new Set(), disabled: new Set() };
		const accountsFile = () => new DatabaseSync(join(place.home, 'accounts.sqlite'));
		const forget = (what, ...values) => {
			const database = accountsFile();
			database.prepare(what).run(...values);
			database.close();
		};
		for (let n = 0; n < timed; n += 1)
			for (const kind of ['known', 'unknown', 'disabled'].sort(() => random() - 0.5)) {
				const name = { known: known[n % known.length], unknown: `nobody${n}`, disabled: gone }[kind];
				const answer = await guess(name, pick(common), where(2_000 + n));
				times[kind].push(answer.ms);
				words[kind].add(told(answer, name));
				if (answer.status !== 400) broken.push(`${kind}: status ${answer.status} while timing`);
				// No lock yet: it is the time of a check that is measured here.
				forget('delete from sign_in_failure');
			}
		const apart = Math.max(
			Math.abs(median(times.known) - median(times.unknown)),
			Math.abs(median(times.disabled) - median(times.unknown))
		);
		if (apart > mostDifferenceMs) broken.push(`the time tells names apart: ${apart.toFixed(1)} ms`);
		const said = new Set([...words.known, ...words.unknown, ...words.disabled]);
		if (said.size !== 1) broken.push(`the words tell names apart: ${said.size} answers`);

		const begun = Date.now();
		const figures = { asked: 0, checked: 0, locked: 0 };
		const checkedOf = new Map();
		const checkedFrom = new Map();
		const others = [];
		const one = async () => {
			const target = random();
			const username =
				target < 0.4
					? names[0]
					: target < 0.8
						? pick([...names, 'keeper'])
						: `nobody${Math.floor(random() * 500)}`;
			const given = pick([...common, `${password}${Math.floor(random() * 10)}`, password.toLowerCase(), '']);
			const from = where(Math.floor(random() * addresses));
			const answer = await guess(username, given, from);
			figures.asked += 1;
			if (answer.status === 400) {
				figures.checked += 1;
				checkedOf.set(username, (checkedOf.get(username) ?? 0) + 1);
				checkedFrom.set(from, (checkedFrom.get(from) ?? 0) + 1);
			} else if (answer.status === 429) figures.locked += 1;
			else broken.push(`${username} from ${from}: status ${answer.status}`);
			if ((answer.headers['set-cookie'] ?? []).some((text) => text.includes('session')))
				broken.push(`${username} got a session`);
			if (figures.asked % 100 === 0) {
				const page = await ask(server, '/users', { cookies: admin });
				others.push(page.ms);
				if (page.status !== 200) broken.push(`the administrator's page: ${page.status}`);
			}
		};
		while (figures.asked < count) await Promise.all(Array.from({ length: atATime }, one));
		const windows = 1 + Math.ceil((Date.now() - begun) / lockMs);
		const mostOfName = Math.max(...checkedOf.values());
		const mostFrom = Math.max(...checkedFrom.values());
		if (mostOfName > perName * windows) broken.push(`${mostOfName} guesses of one name were checked`);
		if (mostFrom > perAddress * windows) broken.push(`${mostFrom} guesses of one address were checked`);

		const locked = await guess(names[0], password, where(3_000));
		if (locked.status !== 429) broken.push(`a locked name with the right password: ${locked.status}`);
		const shown = (await ask(server, '/users', { cookies: admin })).bytes.toString();
		if (!shown.includes('已锁定')) broken.push('the lock is not shown on the page of accounts');
		const kept = auditLines(place.home);
		const lockedLines = kept.filter(({ act, detail }) => act === 'sign-in' && detail === 'SIGN_IN_LOCKED');
		if (lockedLines.length < figures.locked) broken.push('refusals are missing from the audit log');
		if (kept.some((line) => JSON.stringify(line).includes(password)))
			broken.push('a password is in the audit log');

		// The quarter of an hour is let pass by moving what was counted back in time.
		forget('update sign_in_failure set at = at - ?', lockMs + 1_000);
		for (const name of [names[0], names[3], 'keeper'])
			await signIn(server, { username: name, password, from: where(3_001) }).catch((error) =>
				broken.push(`after the lock: ${error.message}`)
			);
		for (const line of broken.slice(0, 20)) say(line);
		return {
			...figures,
			addresses,
			accounts,
			most_checked_of_one_name: mostOfName,
			most_checked_of_one_address: mostFrom,
			lock_lines_in_audit: lockedLines.length,
			median_ms: Object.fromEntries(
				Object.entries(times).map(([kind, list]) => [kind, Number(median(list).toFixed(1))])
			),
			apart_ms: Number(apart.toFixed(1)),
			others_p99_ms: Number(percentile(others, 0.99).toFixed(0)),
			broken: broken.length
		};
	} finally {
		await server.stop();
		place.remove();
	}
}
