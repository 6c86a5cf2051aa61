/** One server of a fleet, as it is configured. */
export interface ServerPlan {
  readonly name: string;
  /** Where browsers come, NATS clients, other servers of the cluster, and branches. */
  readonly ports: {
    readonly webSocket: number;
    readonly client: number;
    readonly cluster: number;
    readonly leaf: number;
  };
  /** The address that it listens on. */
  readonly host: string;
  /** `hub`: branches may come. `branch`: it has no streams, and hands on to `hub`. */
  readonly kind: 'server' | 'hub' | 'branch';
  /** `host:port` of all servers of the cluster; none for one server. */
  readonly routes: readonly string[];
  /** `user:password@host:port`, of a branch. */
  readonly hub: string | null;
  /** Files of certificate and key; null: plain WebSocket, which is for tests on one machine alone. */
  readonly tls: { readonly certificate: string; readonly key: string; readonly authority: string } | null;
  /** Of the cluster's servers to each other. */
  readonly secret: string;
}

/** Text of a server's configuration. Paths in it are relative to the directory that the server is started in. */
export function configurationText(plan: ServerPlan): string {
  const { name, ports, host, kind, routes, hub } = plan;
  const parts = [
    `# A server of a fleet of mien. It is yours to change, and is not written again.
server_name: ${name}
listen: "${host}:${ports.client}"
pid_file: "${name}.pid"
max_payload: 1MB
include "accounts${kind === 'branch' ? '-branch' : ''}.conf"`,
    tlsOf(plan, ''),
    webSocketOf(plan),
  ];
  if (kind !== 'branch')
    parts.push(`# Sealed records, and nothing else. It must outlive the server.
jetstream { store_dir: "${name}-store"${kind === 'hub' ? ', domain: hub' : ''} }`);
  if (routes.length > 0)
    parts.push(`cluster {
  name: fleet
  listen: "${host}:${ports.cluster}"
  authorization { user: route, password: "${plan.secret}" }
  routes: [${routes.map((route) => `"nats://route:${plan.secret}@${route}"`).join(', ')}]${inner(tlsOf(plan, '  '))}
}`);
  if (kind === 'hub')
    parts.push(`leafnodes {
  listen: "${host}:${ports.leaf}"${inner(tlsOf(plan, '  '))}
}`);
  if (hub !== null)
    parts.push(`# Whoever asks for streams here asks the hub.
default_js_domain: { FLEET: hub }
leafnodes {
  remotes: [{ url: "${plan.tls === null ? 'nats-leaf' : 'tls'}://${hub}", account: FLEET }]
}`);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function webSocketOf({ host, ports, tls }: ServerPlan): string {
  const lines = [
    `  listen: "${host}:${ports.webSocket}"`,
    '  # Who has no login may ask to join.',
    '  no_auth_user: guest',
    tls === null
      ? '  # Plain WebSocket: for tests on one machine alone. Browsers send logins over it.\n  no_tls: true'
      : `  tls { cert_file: "${tls.certificate}", key_file: "${tls.key}" }`,
  ];
  return `websocket {\n${lines.join('\n')}\n}`;
}

function tlsOf({ tls }: ServerPlan, indent: string): string {
  if (tls === null) return '';
  const { certificate, key, authority } = tls;
  return `${indent}tls { cert_file: "${certificate}", key_file: "${key}", ca_file: "${authority}" }`;
}

function inner(text: string): string {
  return text === '' ? '' : `\n${text}`;
}
