import { strToU8, zipSync } from 'fflate';
import { joined, repacked } from './changed-bytes.mjs';

const MEBIBYTE = 2 ** 20;

/** Files built to do harm: they cost much to read, or seem to. */
export const bombs = {
	'a part of 60 MB of blanks': ({ book }) =>
		repacked(book, /sheet1\.xml$/, () => new Uint8Array(60 * MEBIBYTE).fill(0x20)),
	'shared texts without end': ({ book }) =>
		repacked(book, /sharedStrings\.xml$/, () =>
			strToU8(`<sst count="10000000">${'<si><t>工资</t></si>'.repeat(1_500_000)}</sst>`)
		),
	'archives in archives': ({ csv }) =>
		zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ 'tax_1.csv': csv }) }) }),
	'an archive of 3,000 files': () =>
		zipSync(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`${n}.csv`, strToU8('a')]))),
	'names that lead out of the archive': ({ csv }) =>
		zipSync({
			'../../tax_1.csv': csv,
			'/etc/tax_2.csv': csv,
			'..\\tax_3.csv': csv,
			'a/../../tax_4.csv': csv
		}),
	'a size that the directory understates': ({ csv }) => {
		const bytes = Buffer.from(zipSync({ 'tax_1.csv': joined(csv, new Uint8Array(MEBIBYTE).fill(0x20)) }));
		bytes.writeUInt32LE(100, bytes.lastIndexOf(Buffer.from('tax_1.csv')) - 46 + 24);
		return new Uint8Array(bytes);
	},
	'a line of 8 MB': () => joined(strToU8('uscc,month\n"'), new Uint8Array(8 * MEBIBYTE).fill(0x61)),
	'brackets 100,000 deep': () => strToU8('['.repeat(100_000)),
	'objects 50,000 deep': () => strToU8('{"data":'.repeat(50_000)),
	'keys of the prototype': () =>
		strToU8(
			'[{"uscc":"1","month":"2026-08","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]'
		),
	'400,000 short lines': () => strToU8(`uscc,month,paid\n${'a,b,c\n'.repeat(400_000)}`),
	'nothing but separators': () => strToU8(`${','.repeat(200_000)}\n`.repeat(4)),
	'a page of a sign-in': () =>
		strToU8('<!DOCTYPE html><html><head><title>登录</title></head><body>请先登录</body></html>'),
	'an old workbook of noise': ({ noise }) => joined(Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise)
};
