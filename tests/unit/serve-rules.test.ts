import { describe, expect, it } from 'vitest';
import { addressRules, foreseenSentence, hostName, isLoopback } from '../../scripts/serve-rules.mjs';
import { RiskError } from '$lib/domain/errors';

const here = { host: '127.0.0.1', port: 3000, origin: undefined };

describe('the name in a Host header', () => {
	it.each([
		['127.0.0.1:3000', '127.0.0.1'],
		['LOCALHOST', 'localhost'],
		['[::1]:3000', '[::1]'],
		['evil.example:3000', 'evil.example'],
		['localhost.evil.example', 'localhost.evil.example'],
		['', ''],
		['[::1', ''],
		[undefined, '']
	])('of %j is %j', (header, name) => expect(hostName(header)).toBe(name));
});

describe('the address rules', () => {
	it('let both localhost and 127.0.0.1 post forms where no origin is set', () => {
		const rules = addressRules(here);
		expect(rules.trustHost).toBe(true);
		expect([...rules.names]).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '[::1]']));
		expect(rules.names.has('evil.example')).toBe(false);
	});

	it('treat an origin on this machine like none, so that the other spelling still works', () => {
		expect(addressRules({ ...here, origin: 'http://localhost:3000' }).trustHost).toBe(true);
	});

	it('believe only a public origin where one is set, and still answer health checks from this machine', () => {
		const rules = addressRules({ ...here, origin: 'https://board.gov.local' });
		expect(rules.trustHost).toBe(false);
		expect(rules.names.has('board.gov.local')).toBe(true);
		expect(rules.names.has('127.0.0.1')).toBe(true);
	});

	it.each(['0.0.0.0', '::', '10.1.2.3'])('refuse to listen on %s without an origin', (host) => {
		expect(addressRules({ ...here, host }).refusal).toContain('ORIGIN');
		expect(addressRules({ ...here, host, origin: 'http://10.1.2.3:3000' }).refusal).toBeNull();
	});

	it.each(['board.gov.local', 'ftp://board', 'http//x'])('refuse the origin %s', (origin) => {
		expect(addressRules({ ...here, origin }).refusal).toContain('不是网址');
	});

	it('know the whole 127 block as this machine, and no name that only begins so', () => {
		expect(isLoopback('127.0.0.53')).toBe(true);
		expect(isLoopback('127.evil.example')).toBe(false);
		expect(isLoopback('128.0.0.1')).toBe(false);
	});
});

describe('the sentence at a failed start', () => {
	it('is the message of a foreseen error, and nothing for any other', () => {
		expect(foreseenSentence(new RiskError('HOME_LOCKED', 'home is in use'))).toBe('home is in use');
		expect(foreseenSentence(new Error('数据目录不可写'))).toBe('数据目录不可写');
		expect(foreseenSentence(new TypeError('x is not a function'))).toBeNull();
		expect(foreseenSentence('text')).toBeNull();
	});
});
