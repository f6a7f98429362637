PRAGMA application_id = 1953064307;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE ask_limits (
	person INTEGER NOT NULL, 
	asks_a_quarter INTEGER NOT NULL, 
	cool_down_days INTEGER NOT NULL, 
	PRIMARY KEY (person), 
	FOREIGN KEY(person) REFERENCES people (id)
);
INSERT INTO "ask_limits" VALUES(2,4,10);
CREATE TABLE category_ratings (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	category TEXT NOT NULL, 
	comfort INTEGER, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (rep, category), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "category_ratings" VALUES(1,1,'Bank',3,NULL);
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	import_id INTEGER, 
	at FLOAT NOT NULL, 
	table_name TEXT NOT NULL, 
	row_id BIGINT NOT NULL, 
	field TEXT NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	PRIMARY KEY (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "changes" VALUES(1,2,2.07852368031639343835e+04,'people',2,'phone','""','"7"');
INSERT INTO "changes" VALUES(2,2,2.07852368031639343835e+04,'people',2,'city','"Bern"','"Basel"');
INSERT INTO "changes" VALUES(3,NULL,2.07852368048530770461e+04,'relationships',3,'comfort','null',5);
INSERT INTO "changes" VALUES(4,NULL,2.07852368073932630069e+04,'notes',1,'discussed','"talked"','"talked long"');
INSERT INTO "changes" VALUES(5,NULL,2.07852368132956944455e+04,'people',3,'name','"Bob Ray"','"Bob Ray"');
INSERT INTO "changes" VALUES(6,NULL,2.07852368132956944455e+04,'people',3,'email','"bob@x.example"','"bob@x.example"');
CREATE TABLE counters (
	name TEXT NOT NULL, 
	value BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "counters" VALUES('schema',3);
INSERT INTO "counters" VALUES('evidence',4);
INSERT INTO "counters" VALUES('people',4);
INSERT INTO "counters" VALUES('comfort',4);
INSERT INTO "counters" VALUES('requests',8);
INSERT INTO "counters" VALUES('practice',7);
INSERT INTO "counters" VALUES('id:people',5);
INSERT INTO "counters" VALUES('id:relationships',3);
INSERT INTO "counters" VALUES('id:category_ratings',1);
INSERT INTO "counters" VALUES('id:interactions',4);
INSERT INTO "counters" VALUES('id:ties',1);
INSERT INTO "counters" VALUES('id:introductions',1);
INSERT INTO "counters" VALUES('id:targets',1);
INSERT INTO "counters" VALUES('id:requests',3);
INSERT INTO "counters" VALUES('id:imports',2);
INSERT INTO "counters" VALUES('id:merges',1);
INSERT INTO "counters" VALUES('id:notes',1);
INSERT INTO "counters" VALUES('id:favors',1);
INSERT INTO "counters" VALUES('id:details',0);
INSERT INTO "counters" VALUES('id:needs',0);
INSERT INTO "counters" VALUES('id:standards',0);
INSERT INTO "counters" VALUES('id:satisfaction',0);
INSERT INTO "counters" VALUES('id:plans',1);
INSERT INTO "counters" VALUES('id:losses',0);
INSERT INTO "counters" VALUES('id:snoozes',0);
CREATE TABLE decisions (
	one BIGINT NOT NULL, 
	other BIGINT NOT NULL, 
	verdict TEXT NOT NULL, 
	at FLOAT NOT NULL, 
	PRIMARY KEY (one, other)
);
CREATE TABLE details (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	source TEXT NOT NULL, 
	event_on FLOAT, 
	used_on FLOAT, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE erased (
	sign BLOB NOT NULL, 
	words INTEGER NOT NULL, 
	PRIMARY KEY (sign)
);
CREATE TABLE favors (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	direction TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	note TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "favors" VALUES(1,1,5,20577.0,'given','advice','lunch',X'34122259A6248CB88986B832FE6DD3B4',NULL,NULL);
CREATE TABLE imports (
	id INTEGER NOT NULL, 
	at FLOAT NOT NULL, 
	rep BIGINT, 
	files JSON NOT NULL, 
	undone FLOAT, 
	PRIMARY KEY (id)
);
INSERT INTO "imports" VALUES(1,2.07852368020623034681e+04,1,'[{"file": "people.csv", "source": "people", "encoding": "utf-8", "delimiter": ",", "rows": 5, "people_new": 4, "people_changed": 0, "people_same": 0, "ties": 0, "interactions": 0, "introductions": 0, "targets": 0, "relationships": 2, "entries": 0, "extra_columns": ["Region"], "problems": 0}, {"file": "interactions.csv", "source": "interactions", "encoding": "utf-8", "delimiter": ",", "rows": 4, "people_new": 0, "people_changed": 0, "people_same": 0, "ties": 0, "interactions": 4, "introductions": 0, "targets": 0, "relationships": 0, "entries": 0, "extra_columns": [], "problems": 0}, {"file": "ties.csv", "source": "ties", "encoding": "utf-8", "delimiter": ",", "rows": 1, "people_new": 0, "people_changed": 0, "people_same": 0, "ties": 1, "interactions": 0, "introductions": 0, "targets": 0, "relationships": 0, "entries": 0, "extra_columns": [], "problems": 0}, {"file": "introductions.csv", "source": "introductions", "encoding": "utf-8", "delimiter": ",", "rows": 1, "people_new": 0, "people_changed": 0, "people_same": 0, "ties": 0, "interactions": 0, "introductions": 1, "targets": 0, "relationships": 0, "entries": 0, "extra_columns": [], "problems": 0}, {"file": "targets.csv", "source": "targets", "encoding": "utf-8", "delimiter": ",", "rows": 1, "people_new": 0, "people_changed": 0, "people_same": 0, "ties": 0, "interactions": 0, "introductions": 0, "targets": 1, "relationships": 0, "entries": 0, "extra_columns": [], "problems": 0}]',NULL);
INSERT INTO "imports" VALUES(2,2.07852368031639343835e+04,1,'[{"file": "people.csv", "source": "people", "encoding": "utf-8", "delimiter": ",", "rows": 1, "people_new": 0, "people_changed": 1, "people_same": 0, "ties": 0, "interactions": 0, "introductions": 0, "targets": 0, "relationships": 0, "entries": 0, "extra_columns": [], "problems": 0}]',NULL);
CREATE TABLE interactions (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	day FLOAT NOT NULL, 
	channel TEXT NOT NULL, 
	sender INTEGER NOT NULL, 
	recipients INTEGER NOT NULL, 
	purpose TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(sender) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "interactions" VALUES(1,X'17377948B8DEAA6460E50A41E84B81EE',20513.0,'email',1,1,'offer 1','',1);
INSERT INTO "interactions" VALUES(2,X'D42478EA89611F8F10023AB84E13E107',20514.0,'email',1,2,'offer 2','',1);
INSERT INTO "interactions" VALUES(3,X'F61B230968E9B51E4FDF3AE0C3F7419E',20515.0,'email',1,2,'offer 3','',1);
INSERT INTO "interactions" VALUES(4,X'7059DAC34BB183C23B462B6D3FEAB19B',20516.0,'email',1,1,'offer 4','',1);
CREATE TABLE introductions (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	day FLOAT, 
	introducer INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(introducer) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(other) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "introductions" VALUES(1,X'3BE4C6C72DC7C35151371A2198DAE664',20485.0,1,2,3,'',1);
CREATE TABLE losses (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	why TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE merges (
	id INTEGER NOT NULL, 
	at FLOAT NOT NULL, 
	kept BIGINT NOT NULL, 
	gone BIGINT NOT NULL, 
	log TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "merges" VALUES(1,2.07852368125656466872e+04,3,4,'[["person_keys", {"kind": "email", "scope": "", "value": "bobby@y.example", "person": 4, "import_id": 1}, {"kind": "email", "scope": "", "value": "bobby@y.example", "person": 3, "import_id": 1}], ["person_keys", {"kind": "name", "scope": "", "value": "bobby ray", "person": 4, "import_id": 1}, {"kind": "name", "scope": "", "value": "bobby ray", "person": 3, "import_id": 1}], ["recipients", {"interaction": 3, "person": 4}, {"interaction": 3, "person": 3}], ["interactions", {"id": 3, "key": {"\u0000bytes": "d90c45d0474be0962f9234d46ee4c5b8"}, "day": 20515.0, "channel": "email", "sender": 1, "recipients": 2, "purpose": "offer 3", "notes": "", "import_id": 1}, {"id": 3, "key": {"\u0000bytes": "f61b230968e9b51e4fdf3ae0c3f7419e"}, "day": 20515.0, "channel": "email", "sender": 1, "recipients": 2, "purpose": "offer 3", "notes": "", "import_id": 1}], ["introductions", {"id": 1, "key": {"\u0000bytes": "1748a038b553c02ae648d766a5286027"}, "day": 20485.0, "introducer": 1, "person": 2, "other": 4, "outcome": "", "import_id": 1}, {"id": 1, "key": {"\u0000bytes": "3be4c6c72dc7c35151371a2198dae664"}, "day": 20485.0, "introducer": 1, "person": 2, "other": 3, "outcome": "", "import_id": 1}], ["no_go", {"connector": 2, "target": 4}, {"connector": 2, "target": 3}], ["person_stated", {"person": 4, "key": {"\u0000bytes": "dca5f97053e48edd7bbb4f4af1d6aa2e"}, "import_id": 1}, {"person": 3, "key": {"\u0000bytes": "dca5f97053e48edd7bbb4f4af1d6aa2e"}, "import_id": 1}], ["person_rows", {"person": 4, "key": {"\u0000bytes": "dca5f97053e48edd7bbb4f4af1d6aa2e"}, "scope": "tiesmap", "file": "people.csv", "line": 5, "said": "{\"email\":\"bobby@y.example\",\"name\":\"Bobby Ray\",\"phone\":\"0301234567\",\"rep\":true}"}, {"person": 3, "key": {"\u0000bytes": "dca5f97053e48edd7bbb4f4af1d6aa2e"}, "scope": "tiesmap", "file": "people.csv", "line": 5, "said": "{\"email\":\"bobby@y.example\",\"name\":\"Bobby Ray\",\"phone\":\"0301234567\",\"rep\":true}"}], ["settings", {"key": "pace:4", "value": {"buckets": [{"name": "close client", "priority": 1, "days": 30, "needs_days": 180}, {"name": "client", "priority": 2, "days": 60, "needs_days": 365}, {"name": "connector", "priority": 3, "days": 45, "needs_days": 0}, {"name": "warm", "priority": 4, "days": 90, "needs_days": 0}, {"name": "wide", "priority": 5, "days": 365, "needs_days": 0}], "items": 4, "wakings": 2, "after_sale_days": 30, "benchmarks": {}}}, {"key": "pace:3", "value": {"buckets": [{"name": "close client", "priority": 1, "days": 30, "needs_days": 180}, {"name": "client", "priority": 2, "days": 60, "needs_days": 365}, {"name": "connector", "priority": 3, "days": 45, "needs_days": 0}, {"name": "warm", "priority": 4, "days": 90, "needs_days": 0}, {"name": "wide", "priority": 5, "days": 365, "needs_days": 0}], "items": 4, "wakings": 2, "after_sale_days": 30, "benchmarks": {}}}], ["people", {"id": 3, "name": "Bob Ray", "email": "bob@x.example", "profile_url": "", "phone": "", "company": "Grand Hotel", "title": "", "category": "Hotels", "category_by": "rule", "city": "", "rep": false, "do_not_ask": true, "extra": {}, "folded_name": "bob ray", "folded_email": "bob@x.example", "version": 2, "import_id": 1}, {"id": 3, "name": "Bob Ray", "email": "bob@x.example", "profile_url": "", "phone": "0301234567", "company": "Grand Hotel", "title": "", "category": "Hotels", "category_by": "rule", "city": "", "rep": true, "do_not_ask": true, "extra": {"other name": "Bobby Ray", "other email": "bobby@y.example"}, "folded_name": "bob ray", "folded_email": "bob@x.example", "version": 2, "import_id": 1}], ["changes", null, {"id": 5, "import_id": null, "at": 20785.236813295694, "table_name": "people", "row_id": 3, "field": "name", "before": "Bob Ray", "after": "Bob Ray"}], ["changes", null, {"id": 6, "import_id": null, "at": 20785.236813295694, "table_name": "people", "row_id": 3, "field": "email", "before": "bob@x.example", "after": "bob@x.example"}], ["people", {"id": 4, "name": "Bobby Ray", "email": "bobby@y.example", "profile_url": "", "phone": "0301234567", "company": "", "title": "", "category": "", "category_by": "", "city": "", "rep": true, "do_not_ask": false, "extra": {}, "folded_name": "bobby ray", "folded_email": "bobby@y.example", "version": 1, "import_id": 1}, null]]');
CREATE TABLE needs (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	findings TEXT NOT NULL, 
	next_on FLOAT, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE no_go (
	connector INTEGER NOT NULL, 
	target INTEGER NOT NULL, 
	PRIMARY KEY (connector, target), 
	FOREIGN KEY(connector) REFERENCES people (id), 
	FOREIGN KEY(target) REFERENCES people (id)
);
INSERT INTO "no_go" VALUES(2,3);
CREATE TABLE notes (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	discussed TEXT NOT NULL, 
	proposed TEXT NOT NULL, 
	next_purpose TEXT NOT NULL, 
	next_on FLOAT, 
	read_back TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "notes" VALUES(1,1,2,20577.0,'talked long','offer','ask',20577.0,'yes','meeting',X'5BE85468110BCC1C330226C9C33C589B',X'88E2A6E1995B136D504D839FF75B2AE4',NULL);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	profile_url TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	company TEXT NOT NULL, 
	title TEXT NOT NULL, 
	category TEXT NOT NULL, 
	category_by TEXT NOT NULL, 
	city TEXT NOT NULL, 
	rep BOOLEAN NOT NULL, 
	do_not_ask BOOLEAN NOT NULL, 
	extra JSON NOT NULL, 
	folded_name TEXT NOT NULL, 
	folded_email TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "people" VALUES(1,'Rita Rep','rita@own.example','','','','','','','',1,0,'{}','rita rep','rita@own.example',1,1);
INSERT INTO "people" VALUES(2,'Ann Lee','ann@x.example','','7','Acme','','Bank','file','Basel',0,0,'{"Region": "North"}','ann lee','ann@x.example',2,1);
INSERT INTO "people" VALUES(3,'Bob Ray','bob@x.example','','0301234567','Grand Hotel','','Hotels','rule','',1,1,'{"other name": "Bobby Ray", "other email": "bobby@y.example"}','bob ray','bob@x.example',3,1);
INSERT INTO "people" VALUES(5,'Dee Fox','dee@z.example','','','Acme','Buyer','','','',0,0,'{}','dee fox','dee@z.example',2,1);
CREATE TABLE person_keys (
	kind TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	value TEXT NOT NULL, 
	person INTEGER NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (kind, scope, value, person), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
)
 WITHOUT ROWID

;
INSERT INTO "person_keys" VALUES('email','','ann@x.example',2,1);
INSERT INTO "person_keys" VALUES('email','','bob@x.example',3,1);
INSERT INTO "person_keys" VALUES('email','','bobby@y.example',3,1);
INSERT INTO "person_keys" VALUES('email','','dee@z.example',5,1);
INSERT INTO "person_keys" VALUES('email','','rita@own.example',1,1);
INSERT INTO "person_keys" VALUES('id','tiesmap','r1',1,1);
INSERT INTO "person_keys" VALUES('name','','ann lee',2,1);
INSERT INTO "person_keys" VALUES('name','','bob ray',3,1);
INSERT INTO "person_keys" VALUES('name','','bobby ray',3,1);
INSERT INTO "person_keys" VALUES('name','','dee fox',5,1);
INSERT INTO "person_keys" VALUES('name','','rita rep',1,1);
INSERT INTO "person_keys" VALUES('name_company','acme','ann lee',2,1);
INSERT INTO "person_keys" VALUES('name_company','acme','dee fox',5,1);
INSERT INTO "person_keys" VALUES('name_company','grand hotel','bob ray',3,1);
CREATE TABLE person_rows (
	person INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	scope TEXT NOT NULL, 
	file TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	said TEXT NOT NULL, 
	PRIMARY KEY (person, "key"), 
	FOREIGN KEY(person) REFERENCES people (id)
)
 WITHOUT ROWID

;
INSERT INTO "person_rows" VALUES(1,X'63DFF1493039AC7215CCEAB623F6970B','tiesmap','people.csv',2,'{"email":"rita@own.example","id":"r1","name":"Rita Rep","rep":true}');
INSERT INTO "person_rows" VALUES(2,X'27DA9A3D20C674B6A0E569D17A817CB3','tiesmap','people.csv',2,'{"city":"Basel","email":"ann@x.example","name":"Ann Lee","phone":"7"}');
INSERT INTO "person_rows" VALUES(2,X'4B2D1F28E67CC8CD73A178F798C8B697','tiesmap','people.csv',3,'{"category":"Bank","city":"Bern","comfort":4,"company":"Acme","email":"ann@x.example","extra":{"Region":"North"},"name":"Ann Lee"}');
INSERT INTO "person_rows" VALUES(3,X'77AD7AAAFF81B2AD98C419CBEE2E9BC1','tiesmap','people.csv',4,'{"company":"Grand Hotel","do_not_ask":true,"email":"bob@x.example","name":"Bob Ray","notes":"likes tea"}');
INSERT INTO "person_rows" VALUES(3,X'DCA5F97053E48EDD7BBB4F4AF1D6AA2E','tiesmap','people.csv',5,'{"email":"bobby@y.example","name":"Bobby Ray","phone":"0301234567","rep":true}');
INSERT INTO "person_rows" VALUES(5,X'41E86CB51D9AD3DE73D7839B0D5A45DC','tiesmap','people.csv',6,'{"company":"Acme","email":"dee@z.example","name":"Dee Fox","title":"Buyer"}');
CREATE TABLE person_stated (
	person INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (person, "key", import_id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
)
 WITHOUT ROWID

;
INSERT INTO "person_stated" VALUES(1,X'63DFF1493039AC7215CCEAB623F6970B',1);
INSERT INTO "person_stated" VALUES(2,X'27DA9A3D20C674B6A0E569D17A817CB3',2);
INSERT INTO "person_stated" VALUES(2,X'4B2D1F28E67CC8CD73A178F798C8B697',1);
INSERT INTO "person_stated" VALUES(3,X'77AD7AAAFF81B2AD98C419CBEE2E9BC1',1);
INSERT INTO "person_stated" VALUES(3,X'DCA5F97053E48EDD7BBB4F4AF1D6AA2E',1);
INSERT INTO "person_stated" VALUES(5,X'41E86CB51D9AD3DE73D7839B0D5A45DC',1);
CREATE TABLE plans (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	why TEXT NOT NULL, 
	due FLOAT, 
	done_on FLOAT, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "plans" VALUES(1,1,2,20577.0,'promise','send it','why',20577.0,NULL,X'066A505D2ABD1309A3B17DB53A08E6C1',NULL,NULL);
CREATE TABLE recipients (
	interaction INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	PRIMARY KEY (interaction, person), 
	FOREIGN KEY(interaction) REFERENCES interactions (id), 
	FOREIGN KEY(person) REFERENCES people (id)
)
 WITHOUT ROWID

;
INSERT INTO "recipients" VALUES(1,2);
INSERT INTO "recipients" VALUES(3,2);
INSERT INTO "recipients" VALUES(2,3);
INSERT INTO "recipients" VALUES(3,3);
INSERT INTO "recipients" VALUES(2,5);
INSERT INTO "recipients" VALUES(4,5);
CREATE TABLE relationships (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	client BOOLEAN, 
	comfort INTEGER, 
	stage TEXT NOT NULL, 
	signed_on FLOAT, 
	bucket TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (rep, person), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "relationships" VALUES(1,1,2,NULL,4,'',NULL,'','',1);
INSERT INTO "relationships" VALUES(2,1,3,NULL,NULL,'',NULL,'','likes tea',1);
INSERT INTO "relationships" VALUES(3,1,5,NULL,5,'',NULL,'','',NULL);
CREATE TABLE request_steps (
	id INTEGER NOT NULL, 
	request TEXT NOT NULL, 
	at FLOAT NOT NULL, 
	from_status TEXT NOT NULL, 
	to_status TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	note TEXT NOT NULL, 
	undone BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "request_steps" VALUES(1,'rwh2hv4me45',20634.0,'suggested','asked','Rita Rep','by mail',0);
CREATE TABLE requests (
	id INTEGER NOT NULL, 
	request TEXT NOT NULL, 
	status TEXT NOT NULL, 
	rep TEXT NOT NULL, 
	rep_id BIGINT NOT NULL, 
	connector TEXT NOT NULL, 
	connector_id BIGINT NOT NULL, 
	target TEXT NOT NULL, 
	target_id BIGINT, 
	goal TEXT NOT NULL, 
	goal_id BIGINT, 
	path JSON NOT NULL, 
	chance FLOAT NOT NULL, 
	reasons JSON NOT NULL, 
	connector_company TEXT NOT NULL, 
	connector_email TEXT NOT NULL, 
	tie_strength FLOAT NOT NULL, 
	last_contact FLOAT, 
	target_company TEXT NOT NULL, 
	target_title TEXT NOT NULL, 
	target_category TEXT NOT NULL, 
	target_email TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	note_to_forward TEXT NOT NULL, 
	asked_on FLOAT, 
	follow_up_on FLOAT, 
	outcome TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (request)
);
INSERT INTO "requests" VALUES(1,'rwh2hv4me45','asked','Rita Rep',1,'Ann Lee',2,'somebody at Acme',NULL,'somebody at Acme',NULL,'["Rita Rep", "Ann Lee", "somebody at Acme"]',0.0326414050205662,'["works at Acme", "your comfort 4.0 of 5"]','Acme','ann@x.example',3.47979968676745410327e-01,20577.0,'Acme','','','','Ask Ann Lee openly: “Who else at Acme should I get to know?” Why Ann Lee: works at Acme, your comfort 4.0 of 5.','Hello,

My name is Rita Rep. I asked Ann Lee to pass this on to you.

I would like to get to know somebody at Acme. A short call would be enough to begin with. If the timing is wrong, just say so or leave it.

Thank you for reading this,
Rita Rep
rita@own.example',20634.0,20641.0,'',2);
INSERT INTO "requests" VALUES(2,'rupvncdjv6c','suggested','Rita Rep',1,'Dee Fox',5,'somebody at Acme',NULL,'somebody at Acme',NULL,'["Rita Rep", "Dee Fox", "somebody at Acme"]',1.70879416378502957396e-02,'["works at Acme", "your comfort 5.0 of 5"]','Acme','dee@z.example',0.0852528815001237,20516.0,'Acme','','','','Ask Dee Fox openly: “Who else at Acme should I get to know?” Why Dee Fox: works at Acme, your comfort 5.0 of 5.','Hello,

My name is Rita Rep. I asked Dee Fox to pass this on to you.

I would like to get to know somebody at Acme. A short call would be enough to begin with. If the timing is wrong, just say so or leave it.

Thank you for reading this,
Rita Rep
rita@own.example',NULL,20641.0,'',1);
INSERT INTO "requests" VALUES(3,'rjzqoqjxge2','suggested','Rita Rep',1,'Ann Lee',2,'somebody in Bank',NULL,'somebody in Bank',NULL,'["Rita Rep", "Ann Lee", "somebody in Bank"]',0.0326414050205662,'["is in Bank", "your comfort 4.0 of 5"]','Acme','ann@x.example',3.47979968676745410327e-01,20577.0,'','','Bank','','Ask Ann Lee openly: “Who do you know in Bank?” Why Ann Lee: is in Bank, your comfort 4.0 of 5.','Hello,

My name is Rita Rep. I asked Ann Lee to pass this on to you.

I would like to get to know somebody in Bank. A short call would be enough to begin with. If the timing is wrong, just say so or leave it.

Thank you for reading this,
Rita Rep
rita@own.example',NULL,20641.0,'',1);
CREATE TABLE restated (
	table_name TEXT NOT NULL, 
	row_id BIGINT NOT NULL, 
	field TEXT NOT NULL, 
	import_id INTEGER NOT NULL, 
	PRIMARY KEY (table_name, row_id, field, import_id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
)
 WITHOUT ROWID

;
CREATE TABLE rules (
	position INTEGER NOT NULL, 
	words JSON NOT NULL, 
	category TEXT NOT NULL, 
	field TEXT NOT NULL, 
	PRIMARY KEY (position)
);
INSERT INTO "rules" VALUES(0,'["hotel"]','Hotels','any');
CREATE TABLE satisfaction (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	mark INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value JSON NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('pace:1','{"buckets": [{"name": "close client", "priority": 1, "days": 30, "needs_days": 180}, {"name": "client", "priority": 2, "days": 60, "needs_days": 365}, {"name": "connector", "priority": 3, "days": 45, "needs_days": 0}, {"name": "warm", "priority": 4, "days": 90, "needs_days": 0}, {"name": "wide", "priority": 5, "days": 365, "needs_days": 0}], "items": 7, "wakings": 2, "after_sale_days": 30, "benchmarks": {}}');
INSERT INTO "settings" VALUES('pace:3','{"buckets": [{"name": "close client", "priority": 1, "days": 30, "needs_days": 180}, {"name": "client", "priority": 2, "days": 60, "needs_days": 365}, {"name": "connector", "priority": 3, "days": 45, "needs_days": 0}, {"name": "warm", "priority": 4, "days": 90, "needs_days": 0}, {"name": "wide", "priority": 5, "days": 365, "needs_days": 0}], "items": 4, "wakings": 2, "after_sale_days": 30, "benchmarks": {}}');
INSERT INTO "settings" VALUES('no introduction:1','[[2, 5]]');
INSERT INTO "settings" VALUES('resume:1','{"name": "Rita Rep", "references": [{"name": "Ann Lee", "text": "she listens"}]}');
INSERT INTO "settings" VALUES('settings','{"strong_from": 0.35, "dormant_after": 180, "infer_employer": true, "employer_limit": 25, "max_hops": 3, "follow_up_days": 7, "asks_a_quarter": 3, "cool_down_days": 90}');
CREATE TABLE snoozes (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	until FLOAT NOT NULL, 
	item TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE standards (
	id INTEGER NOT NULL, 
	rep INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	day FLOAT NOT NULL, 
	side TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"key" BLOB, 
	first_key BLOB, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE targets (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	rep INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	company TEXT NOT NULL, 
	category TEXT NOT NULL, 
	profile_url TEXT NOT NULL, 
	why TEXT NOT NULL, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(rep) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "targets" VALUES(1,X'078CDFD5F926A48DFF317E55F09DC548',1,'Zed','','','','big',1);
CREATE TABLE ties (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	person INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	contacts FLOAT, 
	last_contact FLOAT, 
	kind TEXT NOT NULL, 
	since FLOAT, 
	strength FLOAT, 
	import_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(person) REFERENCES people (id), 
	FOREIGN KEY(other) REFERENCES people (id), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO "ties" VALUES(1,X'54453D3B1BE09151329B1762828A3120',2,5,NULL,NULL,'friend',NULL,4.0,1);
CREATE INDEX ix_requests_rep_id ON requests (rep_id);
CREATE INDEX ix_request_steps_request ON request_steps (request);
CREATE INDEX ix_people_folded_name ON people (folded_name);
CREATE INDEX ix_people_folded_email ON people (folded_email);
CREATE INDEX changes_of_a_row ON changes (table_name, row_id);
CREATE UNIQUE INDEX one_person_a_key ON person_keys (kind, scope, value) WHERE kind != 'name';
CREATE INDEX ix_person_keys_person ON person_keys (person);
CREATE INDEX ix_relationships_person ON relationships (person);
CREATE INDEX ix_interactions_sender ON interactions (sender);
CREATE INDEX ix_interactions_day ON interactions (day);
CREATE INDEX ix_ties_person ON ties (person);
CREATE INDEX ix_ties_other ON ties (other);
CREATE INDEX ix_introductions_other ON introductions (other);
CREATE INDEX ix_introductions_introducer ON introductions (introducer);
CREATE INDEX ix_introductions_person ON introductions (person);
CREATE INDEX ix_targets_rep ON targets (rep);
CREATE INDEX ix_notes_person ON notes (person);
CREATE UNIQUE INDEX one_key_of_notes ON notes ("key");
CREATE INDEX ix_notes_rep ON notes (rep);
CREATE INDEX first_key_of_notes ON notes (first_key);
CREATE INDEX ix_favors_rep ON favors (rep);
CREATE INDEX first_key_of_favors ON favors (first_key);
CREATE INDEX ix_favors_person ON favors (person);
CREATE UNIQUE INDEX one_key_of_favors ON favors ("key");
CREATE INDEX ix_details_rep ON details (rep);
CREATE INDEX first_key_of_details ON details (first_key);
CREATE INDEX ix_details_person ON details (person);
CREATE UNIQUE INDEX one_key_of_details ON details ("key");
CREATE UNIQUE INDEX one_key_of_needs ON needs ("key");
CREATE INDEX ix_needs_rep ON needs (rep);
CREATE INDEX ix_needs_person ON needs (person);
CREATE INDEX first_key_of_needs ON needs (first_key);
CREATE INDEX first_key_of_standards ON standards (first_key);
CREATE INDEX ix_standards_rep ON standards (rep);
CREATE UNIQUE INDEX one_key_of_standards ON standards ("key");
CREATE INDEX ix_standards_person ON standards (person);
CREATE INDEX ix_satisfaction_person ON satisfaction (person);
CREATE UNIQUE INDEX one_key_of_satisfaction ON satisfaction ("key");
CREATE INDEX ix_satisfaction_rep ON satisfaction (rep);
CREATE INDEX first_key_of_satisfaction ON satisfaction (first_key);
CREATE INDEX first_key_of_plans ON plans (first_key);
CREATE INDEX ix_plans_rep ON plans (rep);
CREATE UNIQUE INDEX one_key_of_plans ON plans ("key");
CREATE INDEX ix_plans_person ON plans (person);
CREATE UNIQUE INDEX one_key_of_losses ON losses ("key");
CREATE INDEX first_key_of_losses ON losses (first_key);
CREATE INDEX ix_losses_person ON losses (person);
CREATE INDEX ix_losses_rep ON losses (rep);
CREATE INDEX ix_snoozes_rep ON snoozes (rep);
CREATE INDEX first_key_of_snoozes ON snoozes (first_key);
CREATE INDEX ix_snoozes_person ON snoozes (person);
CREATE UNIQUE INDEX one_key_of_snoozes ON snoozes ("key");
CREATE INDEX ix_no_go_target ON no_go (target);
CREATE INDEX ix_recipients_person ON recipients (person);
COMMIT;
