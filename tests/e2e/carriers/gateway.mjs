// The gateway as a child process, and a line to it that can be cut.

import { spawn, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export class Gateway {
  constructor(binary, site) {
    this.binary = binary;
    this.site = site;
    this.child = null;
    this.port = 0;
  }

  async start() {
    const portFile = this.site + '/port';
    rmSync(portFile, { force: true });
    this.child = spawn(this.binary, ['serve', '-c', this.site + '/lienthong.toml'], { stdio: ['ignore', 'inherit', 'inherit'] });
    for (let waited = 0; waited < 30000; waited += 20) {
      if (this.child.exitCode !== null) throw new Error('the gateway ended with ' + this.child.exitCode);
      if (existsSync(portFile)) {
        this.port = Number(readFileSync(portFile, 'utf8'));
        if (this.port) return;
      }
      await sleep(20);
    }
    throw new Error('the gateway opened no port');
  }

  async restart(signal) {
    await this.end(signal);
    await this.start();
  }

  async end(signal) {
    const ended = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
    this.child.kill(signal);
    return ended;
  }
}

// Item, order and carrier's code of every event the gateway has kept; the gateway must not be running.
export function keptEvents(tool, site) {
  const lines = execFileSync(tool, ['events', site + '/lienthong.db'], { encoding: 'utf8' }).split('\n').filter(Boolean);
  return lines.map((line) => {
    const [item, order, code] = line.split('\t');
    return { item, order, code };
  });
}

// Between browser and gateway. `fault` decides about each report: pass, drop_request (the gateway never hears it), drop_answer
// (the gateway has it, the phone never hears so), cut_answer (half of the answer), busy (503).
export class Line {
  constructor(gateway) {
    this.gateway = gateway;
    this.fault = 'pass';
    this.cut = 0;
    this.sockets = [];
    this.server = http.createServer((request, response) => this.pass(request, response));
    this.server.on('connection', (socket) => this.sockets.push(socket));
  }

  // Everything that has gone through, both ways, headers included.
  bytes() {
    return this.sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0);
  }

  async open() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.origin = 'http://127.0.0.1:' + this.server.address().port;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  pass(request, response) {
    const reports = request.method === 'POST' && request.url === '/buu-ta/api/events';
    const fault = reports ? this.fault : 'pass';
    if (fault !== 'pass') this.cut += 1;
    if (fault === 'drop_request') return request.socket.destroy();
    if (fault === 'busy') return response.writeHead(503, { 'Content-Type': 'application/problem+json' }).end('{"detail":"bận"}');
    const onward = http.request({ port: this.gateway.port, host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers });
    onward.on('error', () => request.socket.destroy());
    onward.on('response', (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('error', () => request.socket.destroy());
      answer.on('end', () => {
        const body = Buffer.concat(pieces);
        if (fault === 'drop_answer') return request.socket.destroy();
        response.writeHead(answer.statusCode, answer.headers);
        if (fault !== 'cut_answer') return response.end(body);
        response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
        return undefined;
      });
    });
    request.pipe(onward);
    return undefined;
  }
}
