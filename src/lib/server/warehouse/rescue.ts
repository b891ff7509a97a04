import { appendFileSync, copyFileSync, existsSync, openSync, readSync, closeSync, writeSync } from 'node:fs';
import { fsyncSync, mkdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is tried on a database file that cannot be opened; each step keeps the damaged file aside. */
export interface RescueStep {
	/** One Chinese sentence: what was wrong and what was done. */
	readonly says: string;
}

/** The copy that a checkpoint leaves behind when it is cut off. */
export const copyBeforeCheckpoint = (path: string) => `${path}.pre`;

/** Bytes of an entry's head, which lie before the position that the engine names. */
const walEntryHead = 16;
const metadataBlockBytes = 262_144;
/** Where the block lies that a checkpoint rewrites in place. */
const rewrittenBlockAt = 12_288;

function aside(path: string): string {
	const kept = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '')}`;
	copyFileSync(path, kept);
	return kept;
}

/**
 * Repairs what a crash can have left, by the engine's own words for it; the caller opens again.
 * Only while nobody has the file open. @returns undefined where nothing is known to help
 */
export function rescue(path: string, complaint: string): RescueStep | undefined {
	const step = tornLog(path, complaint) ?? tornBlock(path, complaint);
	if (step) logRescue(path, step.says);
	return step;
}

/** A log whose last entry was being written: the entry was never acknowledged and is cut off. */
function tornLog(path: string, complaint: string): RescueStep | undefined {
	const position = /corrupt wal file.*?position (\d+)/is.exec(complaint)?.[1];
	const log = `${path}.wal`;
	if (position === undefined || !existsSync(log)) return undefined;
	const length = Number(position) - walEntryHead;
	if (length < 0 || length >= statSync(log).size) return undefined;
	const kept = aside(log);
	truncateSync(log, length);
	return { says: `日志末尾不完整，已截去未确认的部分；原日志保留为 ${kept}。` };
}

/** A checkpoint that was cut off: the copy from before it, with the log, is the whole truth. */
function tornBlock(path: string, complaint: string): RescueStep | undefined {
	if (!/corrupt database file|checksum/i.test(complaint)) return undefined;
	const before = copyBeforeCheckpoint(path);
	// Only the block that a checkpoint rewrites in place can be torn; any other damage is not a crash's doing.
	if (!existsSync(before) && !complaint.includes(`location ${rewrittenBlockAt}`)) return undefined;
	const kept = aside(path);
	if (existsSync(before)) {
		renameSync(before, path);
		return { says: `整理数据库时中断，已恢复整理前的副本；损坏的文件保留为 ${kept}。` };
	}
	writeBlockChecksum(path, rewrittenBlockAt);
	return { says: `整理数据库时中断，目录块的校验和已重新计算；原文件保留为 ${kept}。` };
}

const mask64 = (1n << 64n) - 1n;

/** Checksum of a block as the engine computes it: 5381 xor the sum of its words, each times a constant. */
function blockChecksum(block: Buffer): bigint {
	let sum = 5381n;
	for (let at = 8; at < block.length; at += 8) {
		sum ^= (block.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n) & mask64;
	}
	return sum;
}

function writeBlockChecksum(path: string, offset: number): void {
	const handle = openSync(path, 'r+');
	try {
		const block = Buffer.alloc(metadataBlockBytes);
		readSync(handle, block, 0, block.length, offset);
		const head = Buffer.alloc(8);
		head.writeBigUInt64LE(blockChecksum(block));
		writeSync(handle, head, 0, head.length, offset);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Where rescues are written down, one JSON line each. */
export const rescueLog = (home: string) => join(home, 'journal', 'rescues.ndjson');

function logRescue(path: string, says: string): void {
	const log = rescueLog(dirname(path));
	mkdirSync(dirname(log), { recursive: true });
	appendFileSync(log, `${JSON.stringify({ at: new Date().toISOString(), says })}\n`);
}

/** Removes what a checkpoint that was cut off left behind, once the file itself has opened. */
export function forgetCopies(path: string): void {
	rmSync(copyBeforeCheckpoint(path), { force: true });
	rmSync(`${copyBeforeCheckpoint(path)}.tmp`, { force: true });
}
