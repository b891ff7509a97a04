/** An exact rational number: naive on purpose, so that no rounding can hide a wrong rule. */
export class Exact {
	private constructor(
		readonly num: bigint,
		readonly den: bigint
	) {}

	static readonly zero = new Exact(0n, 1n);
	static readonly one = new Exact(1n, 1n);

	/** num ÷ den in lowest terms with a positive denominator; throws RangeError on den = 0. */
	static of(num: bigint | number, den: bigint | number = 1n): Exact {
		let n = BigInt(num);
		let d = BigInt(den);
		if (d === 0n) throw new RangeError('division by zero');
		if (d < 0n) [n, d] = [-n, -d];
		let [a, b] = [n < 0n ? -n : n, d];
		while (b !== 0n) [a, b] = [b, a % b];
		return a > 1n ? new Exact(n / a, d / a) : new Exact(n, d);
	}

	/** A decimal as it is written ('12.30', 0.5); throws RangeError on anything else. */
	static parse(text: string | number): Exact {
		const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text).trim());
		if (!match) throw new RangeError(`not a plain decimal: ${text}`);
		const [, sign, whole = '0', decimals = ''] = match;
		const digits = BigInt(whole + decimals);
		return Exact.of(sign === '-' ? -digits : digits, 10n ** BigInt(decimals.length));
	}

	/** Sum; the empty sum is 0. */
	static sum(values: Exact[]): Exact {
		return values.reduce((total, value) => total.plus(value), Exact.zero);
	}

	plus(other: Exact): Exact {
		return Exact.of(this.num * other.den + other.num * this.den, this.den * other.den);
	}
	minus(other: Exact): Exact {
		return Exact.of(this.num * other.den - other.num * this.den, this.den * other.den);
	}
	times(other: Exact): Exact {
		return Exact.of(this.num * other.num, this.den * other.den);
	}
	over(other: Exact): Exact {
		return Exact.of(this.num * other.den, this.den * other.num);
	}
	abs(): Exact {
		return this.num < 0n ? new Exact(-this.num, this.den) : this;
	}
	max(other: Exact): Exact {
		return this.compare(other) >= 0 ? this : other;
	}
	compare(other: Exact): number {
		const difference = this.num * other.den - other.num * this.den;
		return difference < 0n ? -1 : difference > 0n ? 1 : 0;
	}
	isZero(): boolean {
		return this.num === 0n;
	}
	isPositive(): boolean {
		return this.num > 0n;
	}

	/** Largest whole number not above this one (a true floor for negatives too). */
	floor(): bigint {
		const quotient = this.num / this.den;
		return this.num < 0n && quotient * this.den !== this.num ? quotient - 1n : quotient;
	}

	/** floor(10 000·x) ÷ 10 000, what the text calls floored to basis points. */
	floorToBasisPoints(): Exact {
		return Exact.of(this.times(Exact.of(10_000n)).floor(), 10_000n);
	}

	/** The nearest JavaScript number, for showing and for logarithms only. */
	toNumber(): number {
		const [num, den] = [Number(this.num), Number(this.den)];
		if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) return num / den;
		const whole = this.floor();
		return Number(whole) + Number(this.num - whole * this.den) / den;
	}
}
