-- 断报: a feed that its supplier stopped handing over. Opened and ended by the nightly run, one open at a time.
create table feed_silence (
	silence_id integer primary key,
	feed varchar not null,
	supplier varchar not null,           -- as deliveries name it, empty where none was named or none ever came
	addressee varchar not null,          -- who is asked
	last_day date,                       -- newest delivery by then, null where none ever came
	allowed_days integer not null,       -- what the pack allowed on that day
	opened_on date not null,
	opened_at timestamp not null
);

-- What happened to it, append-only. An item is open while nothing ended it.
create table feed_silence_act (
	silence_id integer not null,
	act varchar not null,                -- noted, told, released by a person, arrived, allowed by the run
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	told varchar,                        -- told: unit and person
	promised date,                       -- told: the day by which it was promised
	words varchar,
	batch_id integer                     -- arrived: the delivery that ended it
);

-- Projects that a supplier's rows speak of, counted by the nightly run, one row a feed and supplier of its newest day.
create table supply_reach (
	as_of date not null,
	feed varchar not null,
	supplier varchar not null,
	active_projects integer not null,    -- projects under way on that day
	ever_projects integer not null,      -- of these, named by a row of this supplier
	recent_projects integer not null     -- of these, by a row no older than the rhythm and what is allowed on top
);
