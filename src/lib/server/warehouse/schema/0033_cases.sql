-- Numbers given to what a person typed in: the row itself is kept as a row of its feed, like any other.
create table hand_entry (
	feed varchar not null,               -- clues, cases
	entry_no varchar not null,
	entry_year integer not null,
	place integer not null,              -- counts from 1 in a feed and year
	project_code varchar,
	uscc varchar,
	street varchar,
	entered_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null
);

-- What people did about a case, append-only. The case itself stays as its supplier sent it.
create table case_act (
	case_no varchar not null,
	project_code varchar,
	uscc varchar,
	street varchar,
	act varchar not null,                -- verified, liability, paid, method, note, closed, visited
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	workers integer,                     -- verified: people found
	amount_fen bigint,                   -- verified: money found owed, paid: money that reached the workers
	party varchar,                       -- liability: employer, subcontractor, contractor, owner
	article varchar,                     -- liability: article of the regulation
	choice varchar,                      -- paid: the source, method: the way of handling
	words varchar
);

-- Whether two clues speak of one matter, as a person decided, append-only. The newer decision counts, nothing is deleted.
create table clue_link (
	clue_no varchar not null,            -- the smaller number of the two
	other_no varchar not null,
	project_code varchar,
	uscc varchar,
	street varchar,
	decision varchar not null,           -- same, different
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	words varchar
);
