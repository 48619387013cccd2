// The API as a carrier's own system uses it (gateway/docs/carriers.md).

import assert from 'node:assert/strict';

export function apiTests(world) {
  const { line, items, secretOf } = world;
  const call = (method, path, { token, body, form, headers } = {}) => fetch(line.origin + '/buu-ta/api' + path, {
    method,
    headers: { ...(token ? { Authorization: 'Bearer ' + token } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    body: body ? JSON.stringify(body) : form ? new URLSearchParams(form) : undefined,
  });
  const signIn = async () => {
    const form = { grant_type: 'client_credentials', client_id: 'buu-ta-02', client_secret: secretOf('buu-ta-02') };
    return (await (await call('POST', '/token', { form })).json()).access_token;
  };
  const entry = (key, item, more) => ({ key, item, action: 'collected', at: new Date().toISOString(), ...more });

  return [
    {
      name: 'api: who has no token sees nothing',
      run: async () => {
        for (const [method, path, body] of [['GET', '/items/' + items[100]], ['POST', '/events', { entries: [] }], ['GET', '/session']]) {
          const answer = await call(method, path, { body });
          assert.equal(answer.status, 401);
          assert.equal((await answer.json()).code, 'carrier.session');
        }
      },
    },
    {
      name: 'api: an item, its person and its check digit',
      run: async () => {
        const token = await signIn();
        const answer = await call('GET', '/items/' + items[100], { token });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        const body = await answer.json();
        assert.equal(body.orders[0].person.address, 'Tổ 7, phường Quang Trung');
        assert.deepEqual(body.orders[0].actions, ['collected', 'delivered', 'failed', 'returned']);
        const wrong = await call('GET', '/items/EH005501234VN', { token });
        assert.equal(wrong.status, 422);
        assert.match((await wrong.json()).detail, /sai số kiểm tra/);
        assert.equal((await call('GET', '/items/EH005501233VN', { token })).status, 404);
      },
    },
    {
      name: 'api: the valid half of a batch lands and every line is answered',
      run: async () => {
        const token = await signIn();
        const entries = [entry('api-entry-1', items[101]), entry('api-entry-2', 'EH005501234VN'), entry('api-entry-3', items[102], { action: 'failed' }),
          entry('api-entry-4', items[102], { action: 'failed', reason: 'moved' }), entry('api-entry-5', items[103], { at: '2020-01-01T00:00:00Z' }), 7];
        const answer = await (await call('POST', '/events', { token, body: { entries } })).json();
        assert.deepEqual(answer.entries.map((one) => one.taken), ['fresh', 'refused', 'refused', 'fresh', 'refused', 'refused']);
        assert.deepEqual(answer.entries.map((one) => (one.problem ? one.problem.code : '')),
          ['', 'item.check_digit', 'entry.reason', '', 'entry.too_old', 'entry.form']);
        const again = await (await call('POST', '/events', { token, body: { entries: [entries[0], entry('api-entry-4', items[102])] } })).json();
        assert.deepEqual(again.entries.map((one) => one.taken), ['repeated', 'refused']);
        assert.equal(again.entries[1].problem.code, 'entry.key_reused');
      },
    },
    {
      name: 'api: a key of one item says nothing about another item',
      run: async () => {
        const token = await signIn();
        const report = async (...entries) => (await (await call('POST', '/events', { token, body: { entries } })).json()).entries;
        const one = entry('api-key-0001', items[106]);
        assert.equal((await report(one))[0].taken, 'fresh');
        const [other, free, again] = await report({ ...one, item: items[107] }, entry('api-key-0002', items[107]), one);
        assert.deepEqual([other.taken, other.problem.code], ['refused', 'entry.key_reused']);
        assert.deepEqual([free.taken, again.taken], ['fresh', 'repeated']);
      },
    },
    {
      name: 'api: too many, too large, no JSON',
      run: async () => {
        const token = await signIn();
        const many = Array.from({ length: 501 }, (unused, place) => entry('api-many-' + (1000 + place), items[104]));
        assert.equal((await call('POST', '/events', { token, body: { entries: many } })).status, 413);
        assert.equal((await call('POST', '/events', { token, form: { entries: 'x' } })).status, 400);
        assert.equal((await call('POST', '/events', { token, body: { entries: [], note: 'x'.repeat(2000000) } }).catch(() => ({ status: 413 }))).status, 413);
      },
    },
    {
      name: 'api: a page of somebody else cannot use the cookie',
      run: async () => {
        const signedIn = await call('POST', '/sign-in', { body: { id: 'buu-ta-02', secret: secretOf('buu-ta-02') } });
        const cookie = signedIn.headers.get('set-cookie');
        assert.match(cookie, /HttpOnly; SameSite=Strict/);
        const headers = { cookie: cookie.split(';')[0], origin: 'https://other.example' };
        const answer = await call('POST', '/events', { body: { entries: [entry('api-entry-9', items[105])] }, headers });
        assert.equal(answer.status, 403);
        const form = await call('POST', '/events', { form: { entries: 'x' }, headers: { cookie: headers.cookie } });
        assert.equal(form.status, 403);
      },
    },
    {
      name: 'api: five wrong secrets lock',
      run: async () => {
        const wrong = () => call('POST', '/sign-in', { body: { id: 'buu-ta-02', secret: 'wrong' } });
        for (let i = 0; i < 5; i += 1) assert.equal((await wrong()).status, 401);
        const locked = await call('POST', '/sign-in', { body: { id: 'buu-ta-02', secret: secretOf('buu-ta-02') } });
        assert.equal(locked.status, 429);
        assert.ok(Number(locked.headers.get('retry-after')) > 0);
      },
    },
  ];
}
