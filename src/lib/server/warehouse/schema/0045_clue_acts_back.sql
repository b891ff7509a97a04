-- Acts on clues that whoever did them took back on the same day; append-only, and the act itself stays in its book.
create table clue_act_back (
	clue_no varchar not null,
	project_code varchar,                -- as the act names it, so that rows can be told apart by subject
	uscc varchar,
	street varchar,
	act varchar not null,                -- what was taken back
	act_at timestamp not null,           -- when that had been done
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar not null
);
