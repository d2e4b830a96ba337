import { once } from 'node:events';
import { connect } from 'node:net';
import type { Instance } from './discovery.ts';

/** How long Consul may take, in milliseconds, beyond the time that a query waits for a change. */
const patienceMs = 5_000;

/** What Consul says about a service. */
export interface Health {
  readonly instances: readonly Instance[];
  /** Names this state; to be given to the next query. */
  readonly index: number;
}

/** The part of Consul's HTTP API that is needed here (https://developer.hashicorp.com/consul/api-docs). */
export class ConsulApi {
  /** Host and port. */
  readonly address: string;

  constructor(url: string) {
    this.address = new URL(url).host;
    if (!this.address) throw new TypeError(`no host in ${url}: consul://consul:8500`);
  }

  /**
   * The instances of a service that pass their checks. With the index of the last answer, waits until
   * something has changed (https://developer.hashicorp.com/consul/api-docs/features/blocking).
   *
   * @param waitSeconds how long to wait for a change
   */
  async health(
    service: string,
    { index, waitSeconds, signal }: { index: number; waitSeconds: number; signal: AbortSignal },
  ): Promise<Health> {
    const query = `passing=true&index=${index}&wait=${waitSeconds}s`;
    // Consul adds up to a sixteenth of the wait, so that not all come back at once.
    const timeoutMs = waitSeconds * 1_000 * (17 / 16) + patienceMs;
    const response = await this.#request('GET', `/v1/health/service/${service}?${query}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const entries = (await response.json()) as readonly ServiceEntry[];
    const answered = Number(response.headers.get('x-consul-index'));
    if (!(answered > 0)) throw new Error(`no index in the answer of Consul about ${service}`);
    return {
      index: answered,
      instances: entries.map(({ Node, Service }) => ({
        host: Service.Address || Node.Address,
        port: Service.Port,
      })),
    };
  }

  /** Registers a service with the agent, in place of what has the same id. */
  async register(definition: { readonly ID: string }): Promise<void> {
    await this.#request('PUT', '/v1/agent/service/register?replace-existing-checks=true', {
      body: JSON.stringify(definition),
    });
  }

  async deregister(id: string, signal: AbortSignal): Promise<void> {
    await this.#request('PUT', `/v1/agent/service/deregister/${id}`, { signal });
  }

  async isRegistered(id: string): Promise<boolean> {
    const response = await this.#request('GET', `/v1/agent/service/${id}`, { mayBeMissing: true });
    return response.status !== 404;
  }

  /** The address of this machine from which Consul is reached, and so one at which Consul reaches it. */
  async localAddress(): Promise<string> {
    const { hostname, port } = new URL(`http://${this.address}`);
    const socket = connect({ host: hostname, port: Number(port || 80), timeout: patienceMs });
    socket.once('timeout', () => socket.destroy(new Error(`no answer from ${this.address}`)));
    try {
      await once(socket, 'connect');
      return String(socket.localAddress);
    } finally {
      socket.destroy();
    }
  }

  async #request(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
    const { mayBeMissing = false, signal = AbortSignal.timeout(patienceMs), body } = options;
    const response = await fetch(`http://${this.address}${path}`, {
      method,
      signal,
      ...(body !== undefined && { body }),
    });
    if (response.ok || (mayBeMissing && response.status === 404)) return response;
    throw new Error(`Consul answers ${response.status} to ${method} ${path}`);
  }
}

interface RequestOptions {
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Whether 404 is an answer rather than a failure. */
  readonly mayBeMissing?: boolean;
}

interface ServiceEntry {
  readonly Node: { readonly Address: string };
  readonly Service: { readonly Address: string; readonly Port: number };
}
