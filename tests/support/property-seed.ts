import fc from 'fast-check';

// The same cases in every run, so that a green commit stays green; `FC_SEED=random` looks for new ones.
const asked = process.env.FC_SEED ?? '20250623';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
