'use strict';
// SQLite in WebAssembly: memory that grows, calls into JavaScript, bytes out and in.
const initialise = require('sql.js');
(async () => {
  const SQL = await initialise();
  const db = new SQL.Database();
  db.run('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born REAL, photo BLOB)');
  const insert = db.prepare('INSERT INTO people (name, born, photo) VALUES ($name, $born, $photo)');
  for (const [i, name] of ['Ada', 'Grace', 'Émilie', '愛'].entries()) insert.run({ $name: name, $born: 1900.5 + i, $photo: new Uint8Array([i, 255]) });
  insert.free();
  console.log(db.exec('SELECT id, name, born, hex(photo) h FROM people WHERE born > 1901 ORDER BY name DESC'));
  db.create_function('shout', (s) => s.toUpperCase() + '!');
  console.log(db.exec('SELECT shout(name), length(name), upper(name) FROM people')[0].values);
  db.create_function('fails', () => { throw new Error('from JavaScript'); });
  for (const text of ['SELECT fails()', 'SELECT * FROM nobody', 'SELEC', "INSERT INTO people (id) VALUES (1)"]) {
    try { db.exec(text); } catch (e) { console.log(e.message); }
  }
  db.run('CREATE TABLE numbers (n INTEGER); BEGIN');
  for (let i = 0; i < 5000; i++) db.run('INSERT INTO numbers VALUES (?)', [i * i]);
  db.run('COMMIT');
  console.log(db.exec('SELECT count(*), sum(n), max(n), typeof(avg(n)) FROM numbers')[0].values, db.getRowsModified());
  const statement = db.prepare('SELECT photo, name FROM people WHERE id = ?');
  console.log(statement.get([3]), statement.getAsObject([4]), statement.getColumnNames());
  statement.free();
  const saved = db.export();
  db.close();
  const again = new SQL.Database(saved);
  console.log(Buffer.from(saved.subarray(0, 15)).toString(), again.exec('PRAGMA integrity_check')[0].values, again.exec('SELECT group_concat(name) FROM people')[0].values);
  again.close();
})();
