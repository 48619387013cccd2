// How sessions end: by signing out, by another secret, by being taken out of the configuration. Last: it changes the site.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { Phone } from './phone.mjs';

export function sessionTests(world) {
  const { line, gateway, secretOf, site } = world;
  const call = (method, path, headers, body) => fetch(line.origin + '/buu-ta/api' + path, { method, headers, body });
  const tokenOf = async (carrier) => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: carrier, client_secret: secretOf(carrier) });
    return (await (await call('POST', '/token', {}, form)).json()).access_token;
  };
  const statusWith = async (token) => (await call('GET', '/session', { Authorization: 'Bearer ' + token })).status;
  const signOut = (token) => call('POST', '/sign-out', { Authorization: 'Bearer ' + token });

  return [
    {
      name: 'sessions: signing out on the page ends the session at the gateway, and no other',
      run: async () => {
        const phone = new Phone(line.origin);
        await phone.open();
        await phone.signIn('buu-ta-01', secretOf('buu-ta-01'));
        const cookie = (await phone.context.cookies()).map((one) => one.name + '=' + one.value).join('; ');
        const other = await tokenOf('buu-ta-01');
        assert.equal((await call('GET', '/session', { cookie })).status, 200);
        await phone.page.click('#tabs [data-screen=list]');
        await phone.page.click('#sign-out');
        await phone.page.waitForFunction(() => !document.getElementById('sign-in').hidden && !localStorage.getItem('buu-ta.leaving'));
        assert.equal((await call('GET', '/session', { cookie })).status, 401, 'a copy of the cookie is worth nothing');
        assert.equal(await statusWith(other), 200);
        await phone.close();
      },
    },
    {
      name: 'sessions: a page of somebody else signs nobody out',
      run: async () => {
        const signedIn = await call('POST', '/sign-in', { 'Content-Type': 'application/json' }, JSON.stringify({ id: 'buu-ta-01', secret: secretOf('buu-ta-01') }));
        const cookie = signedIn.headers.get('set-cookie').split(';')[0];
        assert.equal((await call('POST', '/sign-out', { cookie }, new URLSearchParams({ a: 'b' }))).status, 403);
        assert.equal((await call('GET', '/session', { cookie })).status, 200);
      },
    },
    {
      name: 'sessions: after a restart, what was signed out stays out; another secret and being taken out end the rest',
      run: async () => {
        const [staying, left, changed] = [await tokenOf('buu-ta-01'), await tokenOf('buu-ta-01'), await tokenOf('buu-ta-03')];
        const removed = await tokenOf('buu-ta-04');
        assert.equal((await signOut(left)).status, 200);
        writeFileSync(`${site}/secrets/buu-ta-03`, 'another secret of the same carrier\n');
        const config = readFileSync(site + '/lienthong.toml', 'utf8');
        writeFileSync(site + '/lienthong.toml', config.slice(0, config.lastIndexOf('[[carriers]]')));
        assert.deepEqual(await Promise.all([staying, left, changed, removed].map(statusWith)), [200, 401, 200, 200]);
        await gateway.restart('SIGKILL');
        assert.deepEqual(await Promise.all([staying, left, changed, removed].map(statusWith)), [200, 401, 401, 401]);
        assert.equal(await statusWith(await tokenOf('buu-ta-03')), 200);
      },
    },
  ];
}
