-- What a run rested on, and what was found to lower a tier that it gave.

-- The last batch that had been loaded when a run judged: rows of later batches are none of its evidence.
create table run_reach (
	run_id integer not null,
	last_batch integer not null
);

-- Answers to "what would lower it", kept as long as their run: the same question is not worked out twice.
create table counterfactual_answer (
	run_id integer not null,
	project_code varchar not null,
	below tinyint not null,              -- the tier that had to be left: 3 asks for what is below red
	answer json not null,
	answered_at timestamp not null,      -- Asia/Shanghai
	milliseconds integer not null
);
