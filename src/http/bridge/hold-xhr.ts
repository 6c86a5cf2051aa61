import { type Gateway, v1Target } from './gate';

/** A call to a retired host, from `open` on. */
interface Call {
  readonly async: boolean;
  /** `send` was called and waits at the gate. */
  waiting: boolean;
}

type Body = Document | XMLHttpRequestBodyInit | null | undefined;

/**
 * Wraps `open`, `send` and `abort`: an asynchronous call to a retired host is sent, by the browser's own `send`, once
 * the gate is open, and from a page on https by https. The time it waits does not count for `timeout`. If the gate does not open, or the call is
 * synchronous, it fails as if there was no network.
 */
export function holdXhr(gateway: Gateway): void {
  const { open, send, abort } = XMLHttpRequest.prototype;
  const calls = new WeakMap<XMLHttpRequest, Call>();

  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]): void {
    const target = v1Target(String(args[1]));
    const opened = gateway.gate && target?.moved ? args.with(1, target.url) : args;
    open.apply(this, opened as Parameters<typeof open>);
    calls.delete(this);
    // As the browser reads it: a third argument that is there and falsy, undefined included, means synchronous.
    const async = args.length < 3 || Boolean(args[2]);
    if (target) calls.set(this, { async, waiting: false });
  };

  XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body?: Body): void {
    const { gate } = gateway;
    const call = calls.get(this);
    if (!gate || !call || (call.async && gate.isOpen())) {
      send.call(this, body);
      return;
    }
    if (!call.async) {
      throw new DOMException(
        'a synchronous call would leave the device: make it asynchronous',
        'NetworkError',
      );
    }
    if (call.waiting) throw new DOMException('send was called already', 'InvalidStateError');
    call.waiting = true;
    const taken = takeNow(body);
    const goOn = (step: () => void) => () => {
      // Not when it was aborted or opened anew in the meantime.
      if (call.waiting && calls.get(this) === call) step();
      call.waiting = false;
    };
    gate.opened().then(
      goOn(() => send.call(this, taken)),
      goOn(() => sendNowhere(this)),
    );
  };

  XMLHttpRequest.prototype.abort = function (this: XMLHttpRequest): void {
    const call = calls.get(this);
    if (call?.waiting) {
      call.waiting = false;
      // The browser tells of an abort only what was sent.
      sendNowhere(this);
    }
    abort.call(this);
  };

  /** Has the browser itself raise the events of a call that cannot reach its host. */
  function sendNowhere(request: XMLHttpRequest): void {
    const nowhere = URL.createObjectURL(new Blob());
    URL.revokeObjectURL(nowhere);
    open.call(request, 'GET', nowhere, true);
    send.call(request);
  }
}

/** `send` takes the bytes of this moment; the caller may use its buffer or form again while the call waits. */
function takeNow(body: Body): Body {
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return structuredClone(body);
  if (body instanceof URLSearchParams) return new URLSearchParams(body);
  if (!(body instanceof FormData)) return body;
  const copy = new FormData();
  for (const [name, value] of body) {
    if (typeof value === 'string') copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}
