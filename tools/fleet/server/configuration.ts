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
  /** The address that it is reached at. */
  readonly host: string;
  /** `hub`: branches may come. `branch`: it has no streams, and hands on to `hub`. */
  readonly kind: 'server' | 'hub' | 'branch';
  /** `host:port` of all servers of the cluster; none for one server. */
  readonly routes: readonly string[];
  /** `user:password@host:port`, of a branch. */
  readonly hub: string | null;
  /** False: plain WebSocket, which is for tests on one machine alone. */
  readonly tls: boolean;
  /** Of the cluster's servers to each other. */
  readonly secret: string;
}

/** Hosts that other machines do not reach. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/** Text of a server's configuration. Paths in it are relative to the directory that the server is started in. */
export function configurationText(plan: ServerPlan): string {
  const { name, ports, kind, routes, hub, tls } = plan;
  const at = addressOf(plan);
  const parts = [
    `# A server of a fleet of mien. It is yours to change, and is not written again.
server_name: ${name}
# Devices come by WebSocket; here, at most tools of this machine.
listen: "127.0.0.1:${ports.client}"
pid_file: "${name}.pid"
max_payload: 1MB
include "accounts${kind === 'branch' ? '-branch' : ''}.conf"`,
    webSocketOf(plan),
  ];
  if (kind !== 'branch')
    parts.push(`# Sealed records, and nothing else. It must outlive the server.
jetstream { store_dir: "${name}-store"${kind === 'hub' ? ', domain: hub' : ''} }`);
  if (routes.length > 0)
    parts.push(`cluster {
  name: fleet
  listen: "${at}:${ports.cluster}"
  authorization { user: route, password: "${plan.secret}" }
  routes: [${routes.map((route) => `"nats://route:${plan.secret}@${route}"`).join(', ')}]${tls ? `\n  ${PEERS}` : ''}
}`);
  if (kind === 'hub')
    parts.push(`leafnodes {
  listen: "${at}:${ports.leaf}"${tls ? `\n  ${PEERS}` : ''}
}`);
  if (hub !== null)
    parts.push(`# Whoever asks for streams here asks the hub.
default_js_domain: { FLEET: hub }
leafnodes {
  remotes: [{ url: "${tls ? 'tls' : 'nats-leaf'}://${hub}", account: FLEET${tls ? `, ${PEERS}` : ''} }]
}`);
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What servers show each other, and who vouches for it. A server of a cluster comes as a client, too. */
const PEERS = 'tls { cert_file: "peer-cert.pem", key_file: "peer-key.pem", ca_file: "ca.pem" }';

/** A name may stand for another address in the machine's own list, or for one of a router before it. */
function addressOf({ host, tls }: ServerPlan): string {
  return tls && !LOOPBACK.includes(host) ? '0.0.0.0' : host;
}

function webSocketOf(plan: ServerPlan): string {
  const lines = [
    `  listen: "${addressOf(plan)}:${plan.ports.webSocket}"`,
    '  # Who has no login may ask to join.',
    '  no_auth_user: guest',
    plan.tls
      ? '  # What browsers trust.\n  tls { cert_file: "cert.pem", key_file: "key.pem" }'
      : '  # Plain WebSocket: for tests on one machine alone. Browsers send logins over it.\n  no_tls: true',
  ];
  return `websocket {\n${lines.join('\n')}\n}`;
}
