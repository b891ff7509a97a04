-- What people did about a trigger that fired, append-only.
create table trigger_act (
	trigger_id varchar not null,
	cause varchar not null,              -- the case, event, clue or project that made it fire
	project_code varchar,
	uscc varchar,
	street varchar,
	act varchar not null,                -- acknowledged, done, not_applicable
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar
);

-- A line of the 五金五制 checklist answered by hand, where no feed tells, append-only.
create table system_mark (
	project_code varchar not null,
	item varchar not null,
	state varchar not null,              -- met, lacking, exempt
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar not null
);
