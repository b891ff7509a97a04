-- Pauses and extensions of a clue's clock: asked by one person, decided by another, append-only.
create table clue_stay (
	clue_no varchar not null,
	project_code varchar,
	uscc varchar,
	street varchar,
	stay_no integer not null,            -- counts from 1 in a clue
	act varchar not null,                -- asked, approved, refused, ended
	kind varchar not null,               -- pause, extension
	from_day date not null,              -- pause: first day that does not count
	until_day date not null,             -- pause: last day that does not count, extension: the new day by which it is due
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar not null
);
