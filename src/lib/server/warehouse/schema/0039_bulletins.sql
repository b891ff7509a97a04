-- What people wrote over the generated text of a bulletin, append-only. Of the acts on one part the last one counts.
create table bulletin_act (
	kind varchar not null,               -- weekly, monthly
	issue varchar not null,              -- 2026-W47, 2026-11
	act_no integer not null,             -- counts from 1 in an issue
	part varchar not null,               -- title, lead, opening.1 …, closing.1 …
	words varchar,                       -- null: back to the generated text
	generated varchar not null,          -- what was generated then, so that a later change of it is seen
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null
);
