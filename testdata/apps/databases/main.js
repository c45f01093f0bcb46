'use strict';
// Clients and query builders as far as they go without a server.
const knex = require('knex')({ client: 'pg' });
const pg = require('pg');
const Redis = require('ioredis');
const net = require('node:net');

const show = (q) => { const { sql, bindings } = q.toSQL().toNative(); console.log(sql, bindings); };
show(knex('users').select('id', knex.raw('count(*) as ??', ['n'])).leftJoin('posts', 'users.id', 'posts.user_id').where({ active: true }).andWhere((b) => b.where('age', '>', 18).orWhereIn('role', ['a', 'b'])).groupBy('id').having('n', '>', 3).orderBy('id', 'desc').limit(10).offset(5));
show(knex('users').insert([{ a: 1 }, { a: 2, b: 'x' }]).returning('*').onConflict('a').merge());
show(knex.with('t', knex('x').where('y', 1)).from('t').update({ z: knex.raw('z + ?', [2]) }));
console.log(knex.schema.createTable('t', (t) => { t.increments(); t.string('name', 40).notNullable().unique(); t.jsonb('data'); t.timestamps(true, true); t.foreign('name').references('o.n').onDelete('cascade'); }).toString());
console.log(knex('a').where('b', "it's").toString());

console.log(pg.escapeIdentifier('a"b'), pg.escapeLiteral("it's \\"), pg.types.getTypeParser(1184)('2024-01-02 03:04:05+00'), pg.types.getTypeParser(1007)('{1,2,NULL}'));
console.log(new Redis.Command('set', ['k', Buffer.from('v')]).toWritable());

(async () => {
  // A server that speaks just enough of Redis's protocol.
  const store = new Map();
  const server = net.createServer((socket) => {
    const answer = ([name, ...args]) => {
      const replies = {
        get: () => (store.has(args[0]) ? `$${store.get(args[0]).length}\r\n${store.get(args[0])}\r\n` : '$-1\r\n'),
        set: () => { store.set(args[0], args[1]); return '+OK\r\n'; },
        incr: () => '-ERR not an integer\r\n',
        mget: () => '*2\r\n:1\r\n$-1\r\n',
      };
      socket.write((replies[name.toLowerCase()] || (() => '+OK\r\n'))());
    };
    let text = '';
    socket.on('data', (d) => {
      text += d;
      for (let m; (m = /^\*(\d+)\r\n/.exec(text));) {
        const words = text.slice(m[0].length).split('\r\n');
        if (words.length <= m[1] * 2) return;
        answer(words.slice(0, m[1] * 2).filter((_, i) => i % 2));
        text = words.slice(m[1] * 2).join('\r\n');
      }
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await new Promise((r) => server.on('listening', r));
  const { port } = server.address();
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, enableReadyCheck: false });
  await redis.connect();
  console.log(await redis.set('a', 'one'), await redis.get('a'), await redis.get('none'), await redis.mget('x', 'y'));
  await redis.incr('a').catch((e) => console.log(e.name, e.message, e.command));
  console.log(await redis.pipeline().set('b', 'two').get('b').exec());
  redis.disconnect();
  const refused = new pg.Client({ host: '127.0.0.1', port: 1, user: 'u', password: 'p' });
  await refused.connect().catch((e) => console.log(e.code, e.syscall));
  await new Promise((r) => server.close(r));
  console.log('closed');
})();
